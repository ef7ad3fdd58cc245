"""Which side a statement takes: an ordered list of rules, one for each construction; the first that holds decides.

Toward what the statement is about: a call for a thing supports it, a denial opposes it, facts alone are neutral.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extraction.stances_words import Kind, Mark, StanceWords, Word, split
from extraction.text import normalise
from schemas.statement import Act, Polarity

# How many words into the content a word may stand that speaks for the whole of it.
HEAD, OPENING = 3, 8
ACT_SIDES: dict[Act, Polarity] = {
    "call": "support",
    "promise": "support",
    "welcome": "support",
    "deny": "oppose",
    "criticise": "oppose",
    "warn": "oppose",
}


class Side(NamedTuple):
    """A side and the mark in the content that shows it; without one, the cue shows it."""

    polarity: Polarity
    score: float
    evidence: Mark | None = None


class Reading(NamedTuple):
    """What the rules look at.

    ``cue_side`` is the side of the cue's verb, negation worked in; ``clause`` says that a complementiser or a
    quotation mark stands before the content, which then is a clause and no verbal noun; ``own`` holds the numbers
    of the words that stand for the speaker's side.
    """

    act: Act
    cue_side: Polarity
    clause: bool
    question: bool
    words: Sequence[Word]
    marks: Sequence[Mark]
    own: frozenset[int]


Rule = Callable[[Reading], Side | None]


def read(
    lexicon: StanceWords, normal: str, *, act: Act, cue: Polarity, clause: bool = True, speaker: str = ""
) -> Reading:
    """What the rules look at in the content ``normal``; ``speaker`` is the speaker's name, normalised too."""
    words = split(normal)
    marks = lexicon.marks(words)
    names = {name for name in speaker.split() if len(name) > 2}
    own = {n for mark in marks if mark.kind == "own_side" for n in range(mark.first, mark.last + 1)}
    own |= {n for n, word in enumerate(words) if word.text in names}
    return Reading(act, cue, clause, normal.rstrip().endswith("?"), words, marks, frozenset(own))


@cache
def _lexicon() -> StanceWords:
    return StanceWords()


def side(content: str, act: Act = "say", cue: Polarity = "neutral", *, clause: bool = True) -> Polarity:
    """The polarity of a content under a cue of that act and side."""
    return side_of(read(_lexicon(), normalise(content), act=act, cue=cue, clause=clause)).polarity


def question(reading: Reading) -> Side | None:
    """A question takes no side.

    >>> side("هل تنجح الخطة", act="ask"), side("الخطة ناجحة")
    ('neutral', 'support')
    """
    return Side("neutral", 0.0) if reading.act == "ask" or reading.question else None


def cue_verb(reading: Reading) -> Side | None:
    """The cue's verb takes a side by itself: ``أدان``, ``رحب بـ``, ``لا يعترف بـ``.

    >>> side("الهجوم على السوق", cue="oppose"), side("الهجوم على السوق وقع ليلا")
    ('oppose', 'neutral')
    """
    return Side(reading.cue_side, 0.9) if reading.cue_side != "neutral" else None


def opening_noun(reading: Reading) -> Side | None:
    """The content begins with the stand: ``ضرورة …``, ``رفض بلاده …``, ``عدم رضاه عن …``.

    >>> side("رفض بلاده للمقترح"), side("عدم رضاه عن الأداء"), side("ضرورة فتح الجسر"), side("قرار رفض المقترح")
    ('oppose', 'oppose', 'support', 'neutral')
    """
    for mark in _marks(reading, "noun", "head"):
        if mark.first <= HEAD and all(_light(reading, n) for n in range(mark.first)):
            return Side(mark.polarity, 0.8, mark)
    return None


def act(reading: Reading) -> Side | None:
    """The act of speech takes the side: a call supports, a denial and a warning oppose.

    >>> side("فتح المعبر", act="call"), side("فتح المعبر", act="warn"), side("فتح المعبر", act="announce")
    ('support', 'oppose', 'neutral')
    """
    polarity = ACT_SIDES.get(reading.act)
    return Side(polarity, 0.7) if polarity else None


def condition(reading: Reading) -> Side | None:
    """What is said under a condition is not asserted: ``إذا فشل الحوار …``.

    >>> side("إذا فشل الحوار عاد الطرفان إلى الصفر"), side("الحوار فشل")
    ('neutral', 'oppose')
    """
    opening = next((mark for mark in reading.marks if mark.kind == "condition"), None)
    return Side("neutral", 0.0) if opening and opening.first == 0 else None


def own_voice(reading: Reading) -> Side | None:
    """The speaker's side says where it stands: ``نرفض``, ``إن حزبه يؤيد``; what others want is only reported.

    >>> side("إننا نرفض المقترح"), side("حزبه يؤيد المقترح"), side("الطرف الآخر في البلدة يؤيد المقترح")
    ('oppose', 'support', 'neutral')
    """
    for mark in _marks(reading, "we", "verb"):
        near = any(n in reading.own for n in range(max(0, mark.first - 4), mark.first))
        if mark.first <= OPENING and (mark.kind == "we" or mark.first == 0 or near):
            return Side(mark.polarity, 0.8, mark)
    return None


def ought(reading: Reading) -> Side | None:
    """What ought to be is supported, what must not be is opposed: ``يجب أن …``, ``لا يجوز …``.

    >>> side("الطريق يجب أن يفتح"), side("لا يجوز غلق الطريق"), side("الطريق مفتوح")
    ('support', 'oppose', 'neutral')
    """
    return _first(reading, 0.7, "must")


def denial(reading: Reading) -> Side | None:
    """A claim is called untrue: ``لا صحة لما …``, ``ليست وراء …``.

    >>> side("لا صحة لما نشر"), side("ما نشر صحيح")
    ('oppose', 'neutral')
    """
    return _first(reading, 0.7, "denial", within=OPENING)


def commitment(reading: Reading) -> Side | None:
    """The speaker's side works for a thing or will not have it: ``نعمل على …``, ``لن نسمح بـ…``.

    >>> side("الوزارة تعمل على صيانة الجسر"), side("لن نسمح بهدم الجسر"), side("الجسر قديم")
    ('support', 'oppose', 'neutral')
    """
    return _first(reading, 0.6, "commitment", within=OPENING)


def performative(reading: Reading) -> Side | None:
    """Announcing a thing does it: ``أعلن تشكيل لجنة``; announced facts (``أعلن أن …``) take no side.

    >>> side("تشكيل لجنة", act="announce", clause=False), side("تشكيل لجنة", act="announce")
    ('support', 'neutral')
    """
    if reading.act != "announce" or reading.clause:
        return None
    return next((Side(mark.polarity, 0.6, mark) for mark in _marks(reading, "performative") if mark.first == 0), None)


def judgement(reading: Reading) -> Side | None:
    """Praise and blame of what the statement is about; where both stand, the greater part decides.

    >>> side("القرار خطير"), side("القرار ليس ناجحا"), side("النتيجة إيجابية"), side("القرار صدر أمس")
    ('oppose', 'oppose', 'support', 'neutral')
    """
    marks = list(_marks(reading, "value"))
    blame = sum(mark.polarity == "oppose" for mark in marks)
    if not marks or 2 * blame == len(marks):
        return None
    polarity: Polarity = "oppose" if 2 * blame > len(marks) else "support"
    return Side(polarity, 0.5, next(mark for mark in marks if mark.polarity == polarity))


RULES: tuple[Rule, ...] = (
    question,
    cue_verb,
    condition,
    opening_noun,
    act,
    own_voice,
    ought,
    denial,
    commitment,
    performative,
    judgement,
)


def side_of(reading: Reading) -> Side:
    """The side of a statement, by the first rule that holds."""
    return next((side for rule in RULES if (side := rule(reading))), Side("neutral", 0.0))


def _marks(reading: Reading, *kinds: Kind) -> Iterator[Mark]:
    return (mark for mark in reading.marks if mark.kind in kinds and mark.polarity != "neutral")


def _first(reading: Reading, score: float, kind: Kind, within: int | None = None) -> Side | None:
    for mark in _marks(reading, kind):
        if within is None or mark.first <= within:
            return Side(mark.polarity, score, mark)
    return None


def _light(reading: Reading, index: int) -> bool:
    """Whether a word may stand before the noun that heads a content: a preposition, a negation, the speaker's side."""
    return len(reading.words[index].text) <= 3 or index in reading.own
