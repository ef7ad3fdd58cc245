"""What may stand right behind a cue besides a subject in plain words: who is told first, a name in marks, a share."""

from typing import Final

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.heads import can_head, known_name, known_tags, told_station
from extraction.phrases import phrase_end
from extraction.quoted_names import SHORT_NAME, name_quote, speaker_quote
from extraction.tokens import Tokens

OUTLETS: Final = tags.OUTLET | tags.OUTLET_NAME
# A noun without these governs the next.
WHOLE: Final = tags.DEFINITE | tags.OWNED
# What an outlet's own name is not made of: who speaks begins there.
SPEAKERS: Final = tags.ROLE | tags.GROUP | tags.BODY | tags.ANONYMOUS | tags.GIVEN | tags.QUANTIFIER | tags.DOCUMENT
PERCENT: Final = frozenset(("%", "بالميه", "بالمايه"))
PER: Final = frozenset(("المايه", "الميه"))
AMONG: Final = frozenset(("من", "ممن"))
FARTHEST_PURPOSE: Final = 4
LONGEST_SHARE: Final = 8


def past_told(reading: Reading, k: int, limit: int) -> int:
    """Past the outlet or the press that is told before the subject: أكد لرويترز مصدر أمني, لـ"النجم" النائب.

    ``k`` where nobody is told there, or no subject follows.
    """
    end = told_end(reading, k, limit)
    end += end > k and end + 1 < limit and reading.tokens.words[end] == ","
    return end if k < end < limit and can_head(reading.tokens, end) else k


def told_end(reading: Reading, k: int, limit: int) -> int:
    """The end of the outlet or the press with ل that begins at ``k``."""
    tokens = reading.tokens
    tag = tokens.tags[k]
    if tokens.words[k] == "ل" and k + 1 < limit and tokens.tags[k + 1] & tags.QUOTE:
        quotation = reading.quotations.at.get(k + 1)
        return quotation.close + 1 if quotation and 0 < quotation.close - k <= SHORT_NAME + 1 else k
    if k + 3 <= limit and told_station(tokens, k):
        return k + 3  # للميدان أف أم
    if not tag & tags.TO:
        return k
    if tag & tags.DEFINITE and tag & tags.PLURAL and tag & tags.PERSON:
        return k + 1  # للصحفيين
    return _outlet_end(reading, k, limit) if (tag | known_tags(reading, k)) & OUTLETS else k


def _outlet_end(reading: Reading, k: int, limit: int) -> int:
    tokens, end = reading.tokens, k + max(known_name(reading, k), 1)
    if end < limit and tokens.tags[k] & (tags.OUTLET | WHOLE) == tags.OUTLET and tokens.tags[end] & tags.BODY:
        return phrase_end(reading, end, limit)  # لراديو هيئة الإذاعة البريطانية
    for j in range(end, min(end + FARTHEST_PURPOSE, limit)):
        if tokens.words[j].startswith("لل") and tokens.tags[j] & tags.TO:
            return j + 1  # لوكالة تونس أفريقيا للأنباء
        if tokens.tags[j] & (SPEAKERS | tags.FUNCTION | tags.PUNCTUATION | tags.PREPOSITION):
            break
    while end < limit and (step := _outlet_step(reading, end)):
        end += step
    return end


def _outlet_step(reading: Reading, k: int) -> int:
    """How many tokens from ``k`` on go on with an outlet's name: «النجم», فرانس برس, الأنباء الألمانية."""
    tokens = reading.tokens
    tag = tokens.tags[k]
    if tag & tags.QUOTE:
        return max(0, name_quote(reading, k) - k + 1)
    if tag & OUTLETS and not tag & tags.ROLE:
        return max(known_name(reading, k), 1)
    return int(bool(tag & tags.DEFINITE and not tag & (SPEAKERS | tags.AND | tags.TO | tags.TIME)))


def in_marks(reading: Reading, k: int, limit: int) -> Range | None:
    """The body whose name stands in quotation marks as the subject: أعلنت "اللجنة الوطنية"، أن."""
    close = speaker_quote(reading, k)
    return (k, close + 1) if 0 < close < limit else None


def share(reading: Reading, k: int, limit: int) -> Range | None:
    """The share of those asked who say so: قال 20% من المستطلعين إنهم."""
    tokens = reading.tokens
    past = _past_percent(tokens, k)
    if past == k or past + 1 >= limit or tokens.words[past] not in AMONG or limit - k > LONGEST_SHARE:
        return None
    return k, limit


def _past_percent(tokens: Tokens, k: int) -> int:
    """Past a percentage: 20%, 20 بالمئة, 20 في المئة; ``k`` where there is none."""
    if not tokens.tags[k] & tags.NUMBER or k + 2 >= tokens.size:
        return k
    if tokens.words[k + 1] in PERCENT:
        return k + 2
    return k + 3 if tokens.words[k + 1] == "في" and tokens.words[k + 2] in PER else k
