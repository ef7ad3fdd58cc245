"""The act of speech where the cue itself is neutral: what is said calls, warns, criticises, promises or denies."""

from functools import cache

from extraction import tags
from extraction.drafts import Draft
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load
from schemas.statement import Act

OPENING = 5
JUDGING: dict[str, Act] = {"criticise": "criticise", "promise": "promise", "deny": "deny", "warn": "warn"}
NEUTRAL = ("say", "affirm")
LABELS = frozenset(("وصف", "شبه", "عد"))
DENIALS = frozenset(("ليس", "ليست", "ليسوا", "لم"))
NOTHING = frozenset(("توجد", "يوجد", "صحه", "اساس", "علاقه", "نيه", "وجود", "مشكله", "خلاف", "صله"))


@cache
def words() -> dict[str, str]:
    """Single words that give an act, by normalised form."""
    return {normalise(term): act for act, terms in load("acts").items() for term in terms if " " not in term}


@cache
def pairs() -> dict[tuple[str, str], str]:
    """Pairs of words that give an act."""
    split = ((normalise(term).split(), act) for act, terms in load("acts").items() for term in terms)
    return {(parts[0], parts[1]): act for parts, act in split if len(parts) == 2}


def act_of(tokens: Tokens, draft: Draft) -> Act:
    """The draft's act: its cue's, unless the cue is neutral and what is said openly does something else."""
    if draft.act not in NEUTRAL:
        return draft.act
    start, end = draft.content
    if draft.lemma in LABELS:
        return draft.act if _found(tokens, start, end, "praise") else "criticise"
    if _calls(tokens, start, end):
        return draft.act if draft.act == "affirm" and draft.form == "object" else "call"
    if end < tokens.size and "?" in (tokens.words[end], tokens.words[end - 1]):
        return "ask"
    return _judged(tokens, draft, start, end)


def _calls(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what is said opens with what must be done: يجب أن, من الضروري."""
    for k in range(start, min(start + OPENING, end)):
        if words().get(tokens.words[k]) == "call" and (k < start + 2 or tokens.tags[k] & tags.MODAL):
            return True
    return False


def _judged(tokens: Tokens, draft: Draft, start: int, end: int) -> Act:
    """The act by words that judge, warn or promise, or by a denial that opens what is said."""
    for k in [k for k in range(start, end) if tokens.tags[k] & tags.EVALUATIVE]:
        act = JUDGING.get(_of_word(tokens, k, end))
        if act is not None and (act != "warn" or k < start + OPENING):
            return act
    following = tokens.words[start + 1] if start + 1 < end else ""
    denies = tokens.words[start] in DENIALS or (tokens.words[start] == "لا" and following in NOTHING)
    return "deny" if denies else draft.act


def _found(tokens: Tokens, start: int, end: int, act: str) -> bool:
    return any(_of_word(tokens, k, end) == act for k in range(start, end) if tokens.tags[k] & tags.EVALUATIVE)


def _of_word(tokens: Tokens, k: int, end: int) -> str:
    """The act that the word at ``k`` gives, alone or with the next one; ``""`` where it gives none."""
    pair = (tokens.words[k], tokens.words[k + 1] if k + 1 < end else "")
    word, stem = tokens.words[k], tokens.found[k].stem
    return words().get(word) or words().get(stem.removeprefix("ال")) or words().get(stem) or pairs().get(pair) or ""
