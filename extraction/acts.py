"""The act of speech where the cue itself is neutral: what is said calls, warns, criticises, promises or denies."""

from functools import cache

from extraction import tags
from extraction.drafts import Draft
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load
from schemas.statement import Act

OPENING = 5
NEUTRAL = ("say", "affirm")


@cache
def words() -> dict[str, Act]:
    """Single words that give an act, by normalised form."""
    return {normalise(term): act for act, terms in load("acts").items() for term in terms if " " not in term}


@cache
def pairs() -> dict[tuple[str, str], Act]:
    """Pairs of words that give an act."""
    split = ((normalise(term).split(), act) for act, terms in load("acts").items() for term in terms)
    return {(parts[0], parts[1]): act for parts, act in split if len(parts) == 2}


def act_of(tokens: Tokens, draft: Draft) -> Act:
    """The draft's act: its cue's, unless the cue is neutral and what is said openly does something else."""
    if draft.act not in NEUTRAL:
        return draft.act
    start, end = draft.content
    first = tokens.tags[start]
    for k in range(start, min(start + OPENING, end)):
        if words().get(tokens.words[k]) == "call" and (k < start + 2 or tokens.tags[k] & tags.MODAL):
            return "call"
    if draft.act == "affirm" and first & tags.MODAL:
        return "affirm"
    for k in [k for k in range(start, end) if tokens.tags[k] & tags.EVALUATIVE]:
        found = words().get(tokens.words[k]) or words().get(tokens.found[k].stem)
        found = found or pairs().get((tokens.words[k], tokens.words[k + 1] if k + 1 < end else ""))
        if found and found != "call" and (found != "warn" or k < start + OPENING):
            return found
    return draft.act
