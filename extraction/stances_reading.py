"""What the rules of sides look at, and what they find."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from extraction.stances_words import Mark
from schemas.statement import Act, Polarity

# Before a verb: it tells of whoever does so, من يرفض.
RELATIVES = frozenset(("من", "الذي", "التي", "الذين", "كمن", "لمن"))


class Side(NamedTuple):
    """A side and the mark in the content that shows it; without one, the cue shows it."""

    polarity: Polarity
    score: float
    evidence: Mark | None = None


class Reading(NamedTuple):
    """What the rules look at: the content's words and the marks on them.

    ``cue_side`` is the side of the cue's verb, which ``negated`` denies; ``gap`` what stands between cue and content;
    ``light`` are the words that may stand before a noun which heads the content, and those of ``speaker`` are too.
    ``label`` says that the content is what something is called, ``derived`` that its words give the act; ``passed_on``
    and ``deemed`` what the cue makes of the content: a report or a view; ``verbatim`` that all of it is quoted;
    ``nobody`` that neither a person nor a role says it; ``figures`` that it holds numbers.
    """

    act: Act
    cue_side: Polarity
    negated: bool
    gap: str
    question: bool
    speaker: str
    light: Container[str]
    words: Sequence[str]
    marks: Sequence[Mark]
    label: bool = False
    derived: bool = False
    passed_on: bool = False
    deemed: bool = False
    verbatim: bool = False
    nobody: bool = False
    figures: bool = False


def of_others(reading: Reading, mark: Mark) -> bool:
    """Whether a mark stands behind words for the other side, or is told of whoever does so."""
    before = (other for other in reading.marks if other.first <= mark.first)
    return any(other.kind == "other_side" or reading.words[other.first - 1] in RELATIVES for other in before)
