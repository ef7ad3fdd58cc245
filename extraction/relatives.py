"""The noun that a relative pronoun takes up: الحزب الذي طالب."""

from typing import Final

from extraction import tags
from extraction.agreement import plural
from extraction.drafts import Range
from extraction.heads import KNOWN, verbal
from extraction.tokens import Tokens

# Behind these stands no noun that a relative pronoun takes up, unless it speaks: ناشطات حول العالم اللواتي طالبن.
ADJUNCT: Final = tags.PREPOSITION | tags.RELATIVE
FARTHEST: Final = 10
HE: Final = frozenset(("هو", "هي", "هم"))
ASIDE_MARKS: Final = frozenset(("-", "–", "(", ","))


def _first_relative(tokens: Tokens, k: int) -> int:
    """The relative pronoun that another at ``k`` goes on from: المرسوم الذي أصدرته الحكومة والذي يدعو; or ``k``."""
    if not tokens.tags[k] & tags.AND:
        return k
    alone = tokens.words[k][1:]
    earlier = range(k - 1, max(tokens.first[tokens.sentence[k]], k - FARTHEST), -1)
    return next((j for j in earlier if tokens.words[j] == alone), k)


def taking_up(tokens: Tokens, k: int) -> Range | None:
    """The noun before the relative pronoun at ``k``, if both are one or many: not بعض الولاة الذي قال.

    Of تصريحات الوزير الذي قال it is the minister.
    """
    found = antecedent(tokens, _first_relative(tokens, k))
    if found is None or tokens.words[k] not in ("الذي", "والذي") or not _many(tokens, found[0]):
        return found
    one = (j for j in range(found[0] + 1, found[1]) if tokens.tags[j] & tags.ROLE and not tokens.tags[j] & tags.PLURAL)
    return next(((j, found[1]) for j in one), None)


def _many(tokens: Tokens, k: int) -> bool:
    """Whether a noun is a plural, or tells how many of them."""
    return bool(tokens.tags[k] & tags.QUANTIFIER) or plural(tokens, k)


def antecedent(tokens: Tokens, k: int) -> Range | None:
    """The noun before the relative pronoun at ``k``, past an adjunct of it that cannot speak: الحزب الذي طالب."""
    found = _noun_before(tokens, k)
    if found is None or tokens.tags[found[0]] & KNOWN or not found[0] or not tokens.tags[found[0] - 1] & ADJUNCT:
        return found
    return _noun_before(tokens, found[0] - 1) or found


def _noun_before(tokens: Tokens, k: int) -> Range | None:
    """The noun that ends at the token ``k``, or at a mark before it."""
    barred = tags.FUNCTION | tags.PREPOSITION | tags.TIME | tags.PUNCTUATION
    k -= k > 1 and tokens.words[k - 1] in HE  # سالم الحمدي هو الذي قال
    marked = k > 0 and tokens.words[k - 1] in ASIDE_MARKS  # رئيس الوزراء - الذي قال
    k -= marked
    start = k
    while start > 0 and k - start < 6 and not tokens.tags[start - 1] & barred and not verbal(tokens, start - 1):
        belongs = tokens.tags[start - 1] & tags.TO and tokens.tags[start - 2] & tags.DEFINITE  # المعهد الأعلى للقضاء
        if tokens.tags[start - 1] & (tags.BY | tags.TO) and not belongs:
            titled = tokens.tags[start - 1] & (tags.ROLE | tags.BODY) and not tokens.tags[start - 1] & tags.OWNED
            start -= bool(titled)  # بكاتبة الدولة التي
            break
        start -= 1
    heads = (j for j in range(start, k) if tokens.tags[j] & KNOWN)
    start = next(heads, k if marked else start)
    return (start, k) if start < k else None
