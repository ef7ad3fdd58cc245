"""Whom a plural or a dual verb without a subject means: several whom the text has just told of, or two persons."""

from bisect import bisect_left
from typing import Final

from extraction import tags
from extraction.agreement import form_of
from extraction.drafts import Range, Reading
from extraction.heads import can_head
from extraction.indexes import Index
from extraction.nouns import noun_at

FARTHEST: Final = 60
BY: Final = frozenset(("طرف", "جانب"))  # من طرف
# The plural of whoever it is, no group that speaks by itself.
PEOPLE: Final = frozenset(("اشخاص", "اشخاصا"))
LEADS: Final = tags.NUMBER | tags.QUANTIFIER


def several(reading: Reading, i: int) -> Range | None:
    """The last noun for several persons before token ``i``, with the words that tell how many they are."""
    tokens = reading.tokens
    for k in range(i - 1, max(-1, i - FARTHEST), -1):
        named = tokens.tags[k] & (tags.GROUP | tags.ROLE) and can_head(tokens, k) and _persons(reading, k)
        if not named and tokens.words[k] not in PEOPLE:
            continue
        return counted_from(reading, k), noun_at(reading, k, i)[1]
    return None


def _persons(reading: Reading, k: int) -> bool:
    """Whether the noun at ``k`` tells of several persons, not of a body or its kind: محتجون, not وزارة الشباب."""
    tokens = reading.tokens
    before = tokens.tags[k - 1] if k and tokens.words[k - 1] not in BY else 0
    belongs = before & (tags.BODY | tags.OUTLET) and not before & tags.DEFINITE
    form = form_of(reading, k)
    return form.many and form.gender != "f" and not belongs and not tokens.tags[k] & (tags.BODY | tags.OUTLET)


def counted_from(reading: Reading, k: int) -> int:
    """Where the number or the quantifier before the noun at ``k`` begins: 6 عناصر, عدد من المحتجين."""
    tokens = reading.tokens
    if k > 1 and tokens.words[k - 1] == "من" and tokens.tags[k - 2] & LEADS:
        return k - 2
    return k - 1 if k > 0 and tokens.tags[k - 1] & LEADS else k


def both(made: Index, i: int, back: int = 0) -> tuple[Range, Range] | None:
    """The last two persons whom the sentence of token ``i`` names before it, or one up to ``back`` sentences before."""
    tokens = made.reading.tokens
    first = tokens.first[max(0, tokens.sentence[i] - back)]
    at = bisect_left(made.names, (i, i))
    named = made.names[max(0, at - 2) : at]
    return (named[0], named[1]) if len(named) > 1 and named[0][0] >= first else None
