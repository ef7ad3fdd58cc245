"""The name that the further words of a title lead to: الخبير في شؤون البيئة، عادل الهنتاتي."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Reading
from extraction.heads import KNOWN, STOP, UNNAMED, going_on, named_for, verbal
from extraction.persons import name_end
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.unsettled import FM
from extraction.vocabulary import load

FARTHEST: Final = 26
FARTHEST_CLOSE: Final = 30
# Prepositions that go on with a title: الخبير في شؤون البيئة.
TITLE_LINKS: Final = frozenset(("في", "عن", "لدي", "باسم"))
# These only where the title before them is no office or body: المبعوث إلى ليبيا, المعفى من مهامه.
FURTHER_LINKS: Final = frozenset(("من", "الي", "بين"))
LED: Final = tags.BY | tags.TO | tags.BARE_BY | tags.BARE_TO
CLOSES_TITLE: Final = tags.DEFINITE | tags.STATE
# What no title is made of.
FOREIGN: Final = (STOP & ~tags.ADVERB) | tags.RELATIVE
# What may follow a whole name, whatever the verb governs.
AFTER_NAME: Final = tags.COMPLEMENTISER | tags.PUNCTUATION | tags.TIME | tags.ADVERB | tags.PREPOSITION | LED
FORMERLY: Final = frozenset(("سابقا", "حاليا"))


def led_name_end(reading: Reading, i: int, k: int, limit: int) -> int:
    """The end of the name that the further words of the title at ``i`` lead to from ``k``; 0 where there is none.

    المدير العام لمجمع الطاقات بلقاسم عواد; رئيس بعثة الصندوق إلى تونس، أمين ماتي.
    """
    tokens = reading.tokens
    if not tokens.tags[i] & tags.ROLE or tokens.tags[i] & tags.PLURAL or k == i:
        return 0
    return (_led_on(reading, k, limit) if _leads_on(reading, k, limit) else 0) or _closing_name(tokens, k, limit)


def _closing_name(tokens: Tokens, k: int, limit: int) -> int:
    """The end of a name between commas that stands right before what was said; 0 where there is none.

    قال مدير الوحدة حسب الأهداف للمنطقة الحرة، سالم الحمدي، إن.
    """
    if limit >= tokens.size or not tokens.tags[limit] & tags.COMPLEMENTISER or not 2 < limit - k < FARTHEST_CLOSE:
        return 0
    end = limit - (tokens.words[limit - 1] == ",")
    comma = next((j for j in range(end - 2, max(k, end - 5), -1) if tokens.words[j] == ","), 0)
    if not comma or not tokens.tags[comma + 1] & tags.GIVEN or tokens.tags[comma + 1] & LED:
        return 0
    another = tags.OCCASION | tags.OUTLET | tags.PERSON | tags.PUNCTUATION | FOREIGN
    inside = [tag for tag in tokens.tags[k:comma] if not (tag & tags.GIVEN and tag & LED)]  # ببن قردان
    if any(tag & another for tag in inside) or any(verbal(tokens, j) for j in range(k, comma)):
        return 0
    return end if name_end(tokens, comma + 1, end) == end else 0


def _led_on(reading: Reading, k: int, limit: int) -> int:
    """The end of the first name behind the words of a title from ``k`` on; 0 where the title is over before one."""
    tokens = reading.tokens
    j, stop = k, min(limit, k + FARTHEST)
    while j < stop:
        if end := _name_at(tokens, k, j, limit) or _marked_name(reading, j, limit):
            return end
        step = _title_step(reading, j, limit)
        if not step:
            return 0
        j += step
    return 0


def _leads_on(reading: Reading, k: int, limit: int) -> bool:
    """Whether the word at ``k`` goes on with a title that seemed whole before it."""
    tokens = reading.tokens
    if k + 1 >= limit:
        return False
    word, tag, before = tokens.words[k], tokens.tags[k], tokens.tags[k - 1]
    if word in FURTHER_LINKS:
        return word == "الي" or not before & (tags.ROLE | tags.BODY | tags.STATE)
    if tag & tags.AND:
        return not tag & (tags.CUE | tags.OWNED | tags.GIVEN | tags.PREPOSITION)
    thing = KNOWN | tags.DOCUMENT | tags.MASDAR | tags.OWNED
    described = tag & tags.DEFINITE and not tag & thing and before & tags.DEFINITE
    marked = word in ("(", ",") or tag & tags.QUOTE
    return bool(tag & LED or described or marked) or _links(tokens, k) or word in FORMERLY


def _title_step(reading: Reading, j: int, limit: int) -> int:
    """How many tokens from ``j`` on can belong to a title; 0 where it is over."""
    tokens = reading.tokens
    word, tag = tokens.words[j], tokens.tags[j]
    if word == "," and j + 2 < limit:
        rank = tokens.tags[j + 1] & tags.ROLE and tokens.found[j + 1].bare in ranks()
        return int(bool(_name_at(tokens, j, j + 1 + bool(rank), limit) or _marked_name(reading, j + 1, limit)))
    if word == "(" or tag & tags.QUOTE:
        return _short_mark(reading, j)
    if word in FORMERLY or tokens.words[j - 1] == FM:
        return 1
    told = (
        tag & tags.TO and tag & (tags.PERSON | tags.OUTLET | tags.OUTLET_NAME) and not tag & (tags.BODY | tags.PLURAL)
    )
    linked = word in FURTHER_LINKS or _links(tokens, j)
    if told or tag & (FOREIGN | tags.PUNCTUATION) or (tag & tags.PREPOSITION and not linked):
        return 0
    attached = tag & LED and tag & (tags.DEFINITE | tags.OWNED) != tags.DEFINITE  # المكلفة بالاتصال
    occasion = tag & tags.OCCASION and (attached or tokens.tags[j - 1] & tags.PREPOSITION)
    another = (
        tag & tags.ROLE and tag & tags.DEFINITE and not tag & (tags.AND | tags.ADJECTIVE | tags.BODY | tags.PLURAL)
    )
    another = another and tokens.found[j].bare not in ranks()
    return int(not (occasion or another or verbal(tokens, j) or going_on(tokens, j)))


def _links(tokens: Tokens, k: int) -> bool:
    """Whether the preposition at ``k`` goes on with a title or a body in it: الخبير في, صندوق التأمين على."""
    return tokens.words[k] in TITLE_LINKS or (tokens.words[k] == "علي" and named_for(tokens, k - 1))


def _short_mark(reading: Reading, j: int) -> int:
    """Past a name in quotation marks or brackets that belongs to a body: "فرانس 24", (FIJET); 0 where it is none."""
    tokens = reading.tokens
    if tokens.words[j] == "(":
        return next((k - j + 1 for k in range(j + 1, min(j + 6, tokens.size)) if tokens.words[k] == ")"), 0)
    quotation = reading.quotations.at.get(j)
    return quotation.close - j + 1 if quotation is not None and 0 < quotation.close - j <= 6 else 0


def _marked_name(reading: Reading, j: int, limit: int) -> int:
    """The end of a person's name in quotation marks behind a title or its comma: عضو اللجنة، "سالم الحمدي"."""
    tokens, quotation = reading.tokens, reading.quotations.at.get(j)
    closed = tokens.words[j - 1] == "," or tokens.tags[j - 1] & CLOSES_TITLE
    if quotation is None or not closed or not 2 < quotation.close - j <= 4 or quotation.close >= limit:
        return 0
    named = tokens.tags[j + 1] & tags.GIVEN and name_end(tokens, j + 1, quotation.close) == quotation.close
    return quotation.close + 1 if named else 0


def _name_at(tokens: Tokens, start: int, j: int, limit: int) -> int:
    """The end of a person's name at ``j`` behind a title's words that begin at ``start``; 0 where none begins there."""
    tag, before = tokens.tags[j], tokens.tags[j - 1]
    if tag & (LED | tags.AND | tags.PUNCTUATION | FOREIGN | tags.NUMBER | tags.OCCASION) or before & tags.PREPOSITION:
        return 0
    fathered = j + 1 < limit and tokens.words[j + 1] == "بن"  # حافظ بن يحي
    closed = before & (CLOSES_TITLE | tags.QUOTE) or tokens.words[j - 1] in (",", ")")
    if tag & tags.GIVEN and not tag & tags.AMBIGUOUS:
        end = name_end(tokens, j, limit)
        return end if not before & tags.STATE or (end - j > 1 and _over(tokens, end, limit)) else 0
    if fathered:
        return _fathered_end(tokens, j, limit) if closed or tag & tags.GIVEN else 0
    if tag & tags.GIVEN and closed and not tag & tags.DEFINITE:
        end = name_end(tokens, j, limit)
        return end if end - j > 1 and _over(tokens, end, limit) else 0
    return _unknown_name(tokens, start, j, limit)


def _fathered_end(tokens: Tokens, j: int, limit: int) -> int:
    """Past a name with its father's at ``j`` and an origin behind it: جوهر بن مبارك, حافظ بن يحي التونسي."""
    end = j + 1
    while end + 1 < limit and tokens.words[end] == "بن":
        end += 2
    origin = tags.DEFINITE | tags.NISBA
    return end + (end < limit and tokens.tags[end] & (origin | LED | tags.AND) == origin)


def _over(tokens: Tokens, end: int, limit: int) -> bool:
    return end >= limit or bool(tokens.tags[end] & AFTER_NAME)


def _unknown_name(tokens: Tokens, start: int, j: int, limit: int) -> int:
    """Past two words at ``j``, the first unknown, that the subject ends with behind a complement at ``start``; else 0.

    ضابط التنسيق في المنطقة ظفار إقبال.
    """
    first, end = tokens.tags[j], j + 2
    described = tokens.tags[start] & tags.DEFINITE and not tokens.tags[start] & LED
    if described or j <= start + (tokens.words[start] in TITLE_LINKS) or end > limit:
        return 0
    if not tokens.tags[j - 1] & CLOSES_TITLE and tokens.words[j - 1] != ",":
        return 0
    second = tokens.tags[j + 1]
    common = UNNAMED & ~(tags.GIVEN if second & tags.NISBA else 0)
    if first & (UNNAMED | tags.MASDAR | tags.DEFINITE) or second & common or verbal(tokens, j):
        return 0
    return end if end == limit or tokens.tags[end] & (AFTER_NAME & ~tags.PREPOSITION) else 0


@cache
def ranks() -> frozenset[str]:
    """What stands before a name within a longer title: المكلف بالإعلام بالحرس العميد سالم."""
    return frozenset(normalise(word) for word in load("titles")["ranks"])
