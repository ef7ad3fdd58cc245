"""Names in quotation marks, which nobody says: صحيفة «النجم», حزب «الأمل»."""

from typing import Final

from extraction import tags
from extraction.drafts import Reading
from extraction.heads import verbal
from extraction.tokens import Tokens

LONGEST_NAME: Final = 7
QUOTABLE: Final = (
    tags.BODY | tags.OUTLET | tags.OCCASION | tags.DOCUMENT | tags.TO | tags.BY | tags.ROLE | tags.NISBA | tags.GROUP
)
# Who is called by a name of so many words alone has it between marks.
LONGEST_CALLED: Final = 4
CALLED_UPON: Final = tags.DEFINITE | tags.DEMONSTRATIVE | tags.STATE
WORDS: Final = tags.FUNCTION | tags.CUE | tags.BREAK
# A body that is called by a name of so many words has it between marks.
SHORT_NAME: Final = 12
QUOTE_LEADS: Final = frozenset(
    ("ل", "ب", "في", "مع", "عن", "من", "علي", "تنظيم", "اسم", "باسم", "عنوان", "بعنوان", "شعار", "بين", "و", "ال")
)
# Verbs by which somebody passes on what another said, who stands behind عن or إلى: نسبت الوكالة إلى مصدر.
PASSING_ON: Final = frozenset(("نقل", "نسب"))


def name_quote(reading: Reading, k: int) -> int:
    """The closing mark where the mark at ``k`` opens a name in quotation marks, else -1."""
    tokens, quotation = reading.tokens, reading.quotations.at.get(k)
    if quotation is None or not 0 < quotation.close - k <= LONGEST_NAME or k == 0:
        return -1
    company = k > 1 and tokens.tags[k - 1] & tags.DEFINITE and tokens.tags[k - 2] & tags.BODY  # شركة الطيران «أجنحة»
    if not (tokens.tags[k - 1] & QUOTABLE or company) and tokens.words[k - 1] not in QUOTE_LEADS:
        return -1
    if _last_words(tokens, k, quotation.close):
        return -1
    return quotation.close


def _last_words(tokens: Tokens, k: int, close: int) -> bool:
    """Whether a quotation after a person ends the sentence, so that it is what they say: وتابع المتحدث «سنرد»."""
    before, title = tokens.tags[k - 1], tokens.tags[k - 2] if k > 1 else 0
    person = before & tags.ROLE and not before & (tags.BODY | tags.OUTLET)
    office = title & tags.ROLE and not title & (tags.DEFINITE | tags.BODY)  # قالت وزيرة المالية «سنرد»
    if not before & tags.DEFINITE or not (person or office):
        return False
    return close + 1 >= tokens.size or bool(tokens.tags[close + 1] & tags.BREAK)


def speaker_quote(reading: Reading, k: int) -> int:
    """The closing mark where the mark at ``k`` opens the name of a body or a person that speaks, else -1.

    Only what goes on after the name tells it from words that are quoted: أعلنت "اللجنة الوطنية"، أمس، عن.
    """
    tokens, quotation = reading.tokens, reading.quotations.at.get(k)
    if quotation is None or not 1 < quotation.close - k <= SHORT_NAME or quotation.close + 2 >= tokens.size:
        return -1
    if _called(tokens, k, quotation.close) or _passing_on(tokens, k, quotation.close):
        return quotation.close
    inner = tokens.tags[k + 1 : quotation.close]
    that = tokens.tags[quotation.close + 1]
    if len(inner) <= LONGEST_NAME and that & tags.COMPLEMENTISER and not that & tags.AND:
        return -1 if any(verbal(tokens, j) for j in range(k + 1, quotation.close)) else quotation.close
    if not inner[0] & (tags.BODY | tags.OUTLET) or any(tag & WORDS for tag in inner):
        return -1
    after = quotation.close + 1 + (tokens.words[quotation.close + 1] == ",")
    goes_on = tokens.tags[after] & (tags.COMPLEMENTISER | tags.TIME) and not tokens.tags[after] & tags.AND
    return quotation.close if goes_on else -1


def _passing_on(tokens: Tokens, k: int, close: int) -> bool:
    """Whether what stands between marks is an outlet that passes on what another said: ونقلت "النجم" عن مصدر."""
    passes = tokens.words[close + 1] == "عن" and k > 0
    return passes and any(reading.verb.lemma in PASSING_ON for reading in tokens.found[k - 1].readings)


def _called(tokens: Tokens, k: int, close: int) -> bool:
    """Whether between a verb and its clause, or whom it calls upon, stand but a few words between marks.

    وأضافت "النجم" أن, ودعت "النجم" الحكومة إلى.
    """
    after = close + 1 + bool(tokens.tags[close + 1] & tags.PREPOSITION)  # وأشار "النجم" إلى أن
    clause = tokens.tags[after] if after < tokens.size else 0
    if clause & tags.AND or k == 0 or not verbal(tokens, k - 1):
        return False
    calls = any(reading.verb.act == "call" for reading in tokens.found[k - 1].readings)
    if not clause & (tags.COMPLEMENTISER | (CALLED_UPON if calls and after == close + 1 else 0)):
        return False
    return close - k - 1 <= LONGEST_CALLED and not any(tag & WORDS for tag in tokens.tags[k + 1 : close])
