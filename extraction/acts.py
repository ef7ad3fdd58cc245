"""The act of speech where the cue itself is neutral: what is said calls, warns, criticises, promises or denies."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Draft
from extraction.marks import Marked
from extraction.stances_reading import attributive, missed_duty
from extraction.stances_words import LABELS, judged, stance_words
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load
from schemas.statement import Act

# How many words into what is said its act shows, and a denial.
OPENING: Final = 5
DENYING: Final = 2
NEUTRAL: Final = ("say", "affirm")
DENIALS: Final = (["ليس"], ["ليست"], ["ليسوا"])


@cache
def words() -> dict[str, str]:
    """Single words that give an act, by normalised form."""
    return {normalise(term): act for act, terms in load("acts").items() for term in terms if " " not in term}


@cache
def pairs() -> dict[tuple[str, str], str]:
    """Pairs of words that give an act."""
    split = ((normalise(term).split(), act) for act, terms in load("acts").items() for term in terms)
    return {(parts[0], parts[1]): act for parts, act in split if len(parts) == 2}


def act_of(tokens: Tokens, draft: Draft, said: Marked) -> Act:
    """The draft's act: its cue's, unless the cue is neutral and what is said openly does something else."""
    if draft.act not in NEUTRAL:
        return draft.act
    start, end = draft.content
    if draft.lemma in LABELS:
        return "criticise" if judged(said.marks, "value", "attribute") == "oppose" else draft.act
    if missed_duty(said.words, said.marks):
        return "criticise" if draft.act == "say" else draft.act
    if _calls(tokens, start, end):
        return draft.act if draft.act == "affirm" and draft.form == "object" else "call"
    if end < tokens.size and "?" in (tokens.words[end], tokens.words[end - 1]):
        return "ask"
    return _opened(tokens, draft, start, end) or _of_statement(draft, said)


def _calls(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what is said opens with what must be done: يجب أن, من الضروري."""
    for k in range(start, min(start + OPENING, end)):
        tag = tokens.tags[k]
        here = k < start + 2 or tag & tags.MODAL
        if (
            tag & tags.EVALUATIVE
            and here
            and not (k > start and attributive(tokens.words, k))
            and _of_word(tokens, k, end) == "call"
        ):
            return True
    return False


def _opened(tokens: Tokens, draft: Draft, start: int, end: int) -> Act | None:
    """The act by a word of warning that opens what is said, or of a promise that is affirmed."""
    opening = range(start, min(start + OPENING, end))
    plain = [k for k in opening if tokens.tags[k] & (tags.EVALUATIVE | tags.DEFINITE) == tags.EVALUATIVE]
    found = [_of_word(tokens, k, end) for k in plain]
    return "warn" if "warn" in found else "promise" if "promise" in found and draft.act == "affirm" else None


def _of_statement(draft: Draft, said: Marked) -> Act:
    """The act by what denies at the opening, or by blame; who affirms blame affirms."""
    if _denies(said):
        return "deny"
    return "criticise" if draft.act == "say" and _blames(draft, said) else draft.act


def _denies(said: Marked) -> bool:
    """Whether what is said opens with a denial: ليس صحيحا, لا صحة لما نشر, الحركة ليست وراء الهجوم.

    What is not the first time is told.
    """
    denied = any(mark.kind == "denial" and mark.first <= DENYING for mark in said.marks)
    told = any(mark.kind == "no_side" and mark.first == 0 for mark in said.marks)
    return denied or (said.words[:1] in DENIALS and not told)


def _blames(draft: Draft, said: Marked) -> bool:
    account = said.figures or draft.lemma in stance_words().passing_on
    return judged(said.marks, "value", account=account) == "oppose"


def _of_word(tokens: Tokens, k: int, end: int) -> str:
    """The act that the word at ``k`` gives, alone or with the next one; ``""`` where it gives none."""
    pair = (tokens.words[k], tokens.words[k + 1] if k + 1 < end else "")
    word, stem = tokens.words[k], tokens.found[k].stem
    return words().get(word) or words().get(stem.removeprefix("ال")) or words().get(stem) or pairs().get(pair) or ""
