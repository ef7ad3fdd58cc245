"""The side that signs which decide nothing alone come to together: each weighs for a side, or against taking one."""

from collections.abc import Callable
from typing import Final, NamedTuple

from extraction.stances_reading import Reading, Side, of_others
from extraction.stances_words import Kind, Mark
from schemas.statement import Polarity

STANDS: Final[tuple[Kind, ...]] = ("noun", "definite_noun", "verb", "commitment", "must")
LACKS: Final = frozenset(("عدم", "بعدم", "وعدم", "لعدم"))


class Sign(NamedTuple):
    """What a sign weighs for support and for opposition, in points, where it holds."""

    support: int
    oppose: int
    holds: Callable[[Reading], bool]


def _has(reading: Reading, *kinds: Kind, side: Polarity | None = None) -> bool:
    return any(mark.kind in kinds and side in (None, mark.polarity) for mark in reading.marks)


def _good(reading: Reading) -> bool:
    """Whether a person names a gain, an aim or a stand for it, and nothing denied or opposed."""
    named = _has(reading, "gain", "aim", "noun", "definite_noun", side="support")
    return named and not (reading.nobody or _of_side(reading, "oppose") or _has(reading, "negation"))


def _lack(reading: Reading) -> Mark | None:
    """A noun that is denied: ``عدم تنفيذ الاتفاق``."""
    return next((mark for mark in reading.marks if reading.words[mark.first] in LACKS), None)


def _of_side(reading: Reading, side: str) -> list[Mark]:
    marks = [mark for mark in reading.marks if mark.polarity == side]
    return [mark for mark in marks if mark.kind != "verb" or not of_others(reading, mark)]


def _stands(reading: Reading) -> bool:
    return any(mark.kind in STANDS for mark in _of_side(reading, "support"))


def _agreed(reading: Reading) -> bool:
    """Whether at least two words more support than oppose, and not all of them name what is done."""
    praise = [mark.kind for mark in _of_side(reading, "support") if mark.kind != "purpose"]
    return len(praise) - len(_of_side(reading, "oppose")) > 1 and any(kind != "performative" for kind in praise)


SIGNS: Final = (
    Sign(1, 0, _stands),
    Sign(3, 0, _agreed),
    Sign(2, 0, lambda reading: _has(reading, "purpose")),
    Sign(2, 0, lambda reading: _has(reading, "gain", side="support")),
    Sign(0, 2, lambda reading: _has(reading, "gain", "failing", side="oppose")),
    Sign(1, 0, lambda reading: _has(reading, "aim")),
    Sign(1, 0, lambda reading: _has(reading, "decision")),
    Sign(0, 1, lambda reading: bool(_of_side(reading, "oppose"))),
    Sign(0, 2, lambda reading: bool(_lack(reading))),
    Sign(-1, 1, lambda reading: _has(reading, "negation")),
    Sign(0, 3, lambda reading: reading.deemed and not _good(reading)),
    Sign(3, 0, lambda reading: reading.deemed and _good(reading)),
    Sign(0, 2, lambda reading: reading.kind == "direct"),
    Sign(1, 1, lambda reading: reading.kind == "mixed"),
    Sign(-2, -2, lambda reading: reading.passed_on),
    Sign(-3, -3, lambda reading: reading.nobody),
    Sign(-2, -2, lambda reading: _has(reading, "condition")),
    Sign(-2, -2, lambda reading: reading.figures),
    Sign(-1, -1, lambda reading: reading.act == "announce"),
)
# A side needs more points than this: one weak sign shows none.
ENOUGH: Final = 1


def leaning(reading: Reading) -> Side | None:
    """Words that take sides further on, aims, decisions, what is gained or failing together show a side.

    They show it the less where facts are passed on or counted, or where no person speaks.

    >>> from extraction.stances_rules import side
    >>> side("القطار ساهم في راحة الناس"), side("القطار يقف كل يوم بسبب غياب الصيانة"), side("القطار يقف كل يوم")
    ('support', 'oppose', 'neutral')
    >>> side("الحفل يندرج في إطار الحرص على البيئة"), side("الحفل يذكر بالحرص على البيئة")
    ('support', 'neutral')
    """
    praise, blame = _of_side(reading, "support"), _of_side(reading, "oppose")
    blamed = blame[0] if blame else _lack(reading)
    if not (praise or blamed or reading.deemed):
        return None
    held = [sign for sign in SIGNS if sign.holds(reading)]
    support, oppose = sum(sign.support for sign in held), sum(sign.oppose for sign in held)
    if support > max(oppose, ENOUGH) and praise:
        return Side("support", 0.3, praise[0])
    return Side("oppose", 0.3, blamed) if oppose > max(support, ENOUGH) and (blamed or reading.deemed) else None
