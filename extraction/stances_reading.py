"""What the rules of sides look at, and what they find."""

from collections.abc import Container, Sequence
from typing import Final

from extraction.stances_words import Kind, Mark
from schemas.statement import Act, Polarity
from schemas.statement import Kind as Quoting

# Before a verb: it tells of whoever does so, من يرفض.
RELATIVES: Final = frozenset(("من", "الذي", "التي", "الذين", "كمن", "لمن"))

# Before a verb: it tells of the past, الرجل كان يرفض; at the beginning the speaker tells of himself.
PAST: Final = frozenset(("كان", "كانت", "كانوا", "وكان", "وكانت", "وكانوا"))
# So many words into the content a duty may stand that the whole of it is about, and so many hold one with على … أن.
OPENING: Final = 8
DUTY: Final = 7


class Side:
    """A side and the mark in the content that shows it; without one, the cue shows it."""

    __slots__ = ("evidence", "polarity", "score")

    def __init__(self, polarity: Polarity, score: float, evidence: Mark | None = None) -> None:
        self.polarity: Polarity = polarity
        self.score = score
        self.evidence = evidence


class Reading:
    """What the rules look at: the content's words and the marks on them.

    ``cue_side`` is the side of the cue's verb, which ``negated`` denies; ``gap`` what stands between cue and content;
    ``light`` are the words that may stand before a noun which heads the content, and those of ``speaker`` are too.
    ``label`` says that the content is what something is called, ``derived`` that its words give the act; ``passed_on``
    and ``deemed`` what the cue makes of the content: a report or a view; ``kind`` how far it is quoted;
    ``nobody`` that neither a person nor a role says it; ``figures`` that it holds numbers;
    ``threat`` that the cue's verb threatens, ``wonder`` that it wonders.
    """

    def __init__(
        self,
        *,
        act: Act,
        cue_side: Polarity,
        negated: bool,
        gap: str,
        question: bool,
        speaker: str,
        light: Container[str],
        words: list[str],
        marks: list[Mark],
        label: bool = False,
        derived: bool = False,
        passed_on: bool = False,
        deemed: bool = False,
        kind: Quoting = "indirect",
        nobody: bool = False,
        figures: bool = False,
        threat: bool = False,
        wonder: bool = False,
    ) -> None:
        self.act: Act = act
        self.cue_side: Polarity = cue_side
        self.negated = negated
        self.gap = gap
        self.question = question
        self.speaker = speaker
        self.light = light
        self.words = words
        self.marks = marks
        self.label = label
        self.derived = derived
        self.passed_on = passed_on
        self.deemed = deemed
        self.kind: Quoting = kind
        self.nobody = nobody
        self.figures = figures
        self.threat = threat
        self.wonder = wonder

    @property
    def account(self) -> bool:
        """Whether facts are passed on or counted."""
        return self.passed_on or self.figures


def marks_of(reading: Reading, *kinds: Kind) -> list[Mark]:
    """The marks of these kinds that take a side."""
    return [mark for mark in reading.marks if mark.kind in kinds and mark.polarity != "neutral"]


def of_others(reading: Reading, mark: Mark) -> bool:
    """Whether a mark stands behind words for the other side, is told of whoever does so, or of what once was so."""
    if mark.first > 1 and reading.words[mark.first - 1] in PAST:
        return True
    before = (other for other in reading.marks if other.first <= mark.first)
    return any(other.kind == "other_side" or reading.words[other.first - 1] in RELATIVES for other in before)


def attributive(words: Sequence[str], n: int) -> bool:
    """Whether a definite word says which of the definite noun before it: ``المستوى المطلوب``.

    >>> attributive(["المستوي", "المطلوب"], 1), attributive(["المطلوب", "فتح"], 0), attributive(["من", "المطلوب"], 1)
    (True, False, False)
    """
    return n > 0 and words[n].startswith("ال") and "ال" in words[n - 1][:3]


def missed_duty(words: list[str], marks: list[Mark]) -> Mark | None:
    """What ought to have been: ``كان يجب …``, ``كان على البلدية أن …``; it was not, and somebody is blamed.

    >>> from extraction.stances_words import stance_words
    >>> read = lambda words: bool(missed_duty(words, stance_words().read(words)))
    >>> read("كان يجب اصلاح الجسر".split()), read("كان علي البلديه ان تصلح الجسر".split())
    (True, True)
    >>> read("يجب اصلاح الجسر".split()), read("كان علي الجسر رجل".split())
    (False, False)
    """
    opening = words[:OPENING]
    if PAST.isdisjoint(opening):
        return None
    for n, word in enumerate(opening):
        if word not in PAST or (n and words[n - 1] in RELATIVES):
            continue
        must = any(mark.kind == "must" and mark.polarity == "support" and mark.first == n + 1 for mark in marks)
        if must or (words[n + 1 : n + 2] == ["علي"] and "ان" in words[n + 2 : n + DUTY]):
            return Mark("must", "oppose", n, n + 1)
    return None
