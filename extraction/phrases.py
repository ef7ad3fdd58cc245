"""Noun phrases: where the words that name a speaker end."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Reading
from extraction.heads import KNOWN, NOT_A_HEAD, STOP, going_on, known_name, known_tags, named_for, told_station, verbal
from extraction.led_names import led_name_end
from extraction.quoted_names import name_quote
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load

LONGEST: Final = 40
# Before a time these tell when: واشنطن نهاية الأسبوع.
SPANS: Final = frozenset(("نهايه", "بدايه", "مطلع", "منتصف", "اواخر", "اوايل"))
# Behind a comma these tell somebody's age, and are no name.
AGED: Final = frozenset(("البالغ", "البالغه"))
# A verb of several is longer: حضروا, not روا.
PLURAL_VERB: Final = 4
ARTICLED: Final = tags.DEFINITE | tags.AND | tags.BY | tags.TO
TITLED: Final = tags.ROLE | tags.NISBA | tags.ADJECTIVE
# Objects of لفت.
DRAWN: Final = frozenset(("النظر", "الانتباه", "الانظار"))
# Whom a source tells: أفاد مصدر أمني مراسل القناة.
REPORTERS: Final = frozenset(("مراسل", "مراسله", "مراسلنا", "مراسلتنا", "موفد", "موفده", "مبعوث", "مبعوثه"))
PARTY_WORDS: Final = frozenset(("اجل", "اصل"))
ISSUED_ADJECTIVES: Final = frozenset(("صادره", "منسوبه", "مشتركه"))
# A clause that tells when: بلاغ عن الرئاسة صدر اليوم.
APPEARED: Final = frozenset(("صدر", "انعقد", "انتظم"))
SENT_BY: Final = frozenset(
    ("صادر", "صادره", "السابق", "السابقه", "المنشق", "المنبثق", "المنبثقه", "كل", "عدد", "النايب", "نايب")
)


def phrase_end(reading: Reading, i: int, limit: int) -> int:
    """The token just after the longest noun phrase that begins at ``i``; ``i`` where none begins."""
    tokens, k, named = reading.tokens, i, False
    limit = min(limit, tokens.size, i + LONGEST)
    while k < limit:
        clitic = k == i and tokens.tags[k] & (tags.TO | tags.BY) and not tokens.tags[k] & STOP
        known = known_name(reading, k) if tokens.tags[k] & tags.NAMED else 0
        length = known or (1 if clitic else _step(reading, i, k, limit, named))
        if length <= 0:
            break
        named = named or bool(tokens.tags[k] & tags.GIVEN)
        k += length
    k = _trim(tokens, i, k)
    return k if named else (led_name_end(reading, i, k, limit) or k)


def _trim(tokens: Tokens, i: int, k: int) -> int:
    """Leave hanging punctuation and prepositions out."""
    while k > i and (tokens.tags[k - 1] & (tags.PUNCTUATION | tags.PREPOSITION) or tokens.words[k - 1] in ("ب", "ل")):
        if tokens.words[k - 1] == ")" or tokens.tags[k - 1] & tags.QUOTE:
            break
        k -= 1
    return k


def _step(reading: Reading, i: int, k: int, limit: int, named: bool) -> int:
    """How many tokens from ``k`` go on with the phrase; 0 where it ends."""
    tokens = reading.tokens
    tag = tokens.tags[k]
    if tag & tags.PUNCTUATION:
        return _mark_step(reading, i, k, limit)
    ranked = tag & tags.ADJECTIVE and k > i and tokens.tags[k - 1] & (tags.ROLE | tags.BODY | tags.DEFINITE)
    if (tag & STOP and not tag & tags.PERSON and not ranked) or verbal(tokens, k) or going_on(tokens, k):
        return 0
    if tag & tags.PREPOSITION:
        return _preposition_step(tokens, i, k, limit, named)
    if (tag & (tags.TO | tags.BY) and not tag & tags.GIVEN) or tokens.words[k] == "ل":
        return _attached_step(tokens, i, k, named)
    if (tag & tags.AND or tokens.words[k] == "و") and k > i:
        return _and_step(tokens, i, k + (tokens.words[k] == "و"))
    return int(k == i or not (_begins_anew(tokens, i, k) or (named and _manner(tag))))


def _begins_anew(tokens: Tokens, i: int, k: int) -> bool:
    """Whether the word at ``k`` cannot go on with the phrase at ``i``: تأكيده, a relative verb, an object, one told."""
    if any(r.aspect == "n" and r.pronoun[0] == "3" for r in tokens.found[k].readings):
        return True
    if (
        _turning(tokens, i, k)
        or _renewed(tokens, i, k)
        or tokens.words[k] in DRAWN
        or _quality(tokens, i, k)
        or describes(tokens, i, k)
    ):
        return True
    pointing = tokens.tags[k] & tags.DEMONSTRATIVE and k > i and not tokens.tags[k - 1] & tags.QUANTIFIER
    if pointing and k + 1 < tokens.size and not tokens.tags[k + 1] & tags.DEFINITE:
        return True  # وأوضح كيم ذلك
    if tokens.words[k] in SPANS and k > i and k + 1 < tokens.size and tokens.tags[k + 1] & tags.TIME:
        return True
    if acting(tokens, i, k):
        return True
    issued = tokens.tags[k] & tags.ISSUED and k > i and _issues(tokens, i, k)
    return bool(issued) or _object_begins(tokens, i, k) or _told(tokens, i, k) or _no_adjective(tokens, i, k)


def describes(tokens: Tokens, i: int, k: int) -> bool:
    """Whether the word at ``k`` is a verb that tells who an indefinite source at ``i`` is: دبلوماسيون فضلوا."""
    tag, word = tokens.tags[k], tokens.words[k]
    if k == i or tag & (KNOWN | tags.DEFINITE):
        return False
    several = word.endswith("وا") and len(word) > PLURAL_VERB and word[-3] not in "اي"
    return several or (word in describing() and not tokens.tags[i] & (tags.DEFINITE | tags.GIVEN | tags.STATE))


def acting(tokens: Tokens, i: int, k: int) -> bool:
    """Whether an unknown word behind a whole document or body is its verb: دراسة للمنظمة نشرت, تقريرها يستند."""
    head, word, whole = tokens.tags[i], tokens.words[k], tokens.tags[k - 1] & (tags.DEFINITE | tags.QUOTE) and k > i
    known = KNOWN | tags.DEFINITE | tags.NISBA | tags.FEMININE | tags.PLURAL | tags.NUMBER | tags.MASDAR
    if not whole or len(word) < PLURAL_VERB or tokens.tags[k] & known:
        return False
    spoken = head & (tags.DOCUMENT | tags.BODY | tags.OUTLET | tags.GROUP) and not head & tags.ROLE
    return bool(spoken) and (word[0] == "ي" or (word[-1] == "ت" and word[-2] not in "اويى"))


@cache
def describing() -> frozenset[str]:
    """Verbs that describe an unnamed source: مسؤول تحدث."""
    return frozenset(normalise(word) for word in load("grammar")["describing"])


def _turning(tokens: Tokens, i: int, k: int) -> bool:
    """Whether the word at ``k`` tells in the accusative what a speaker does with something of theirs: موجها كلامه."""
    word = tokens.words[k]
    participle = k > i and word[0] == "م" and word[-1] == "ا" and not tokens.tags[k] & KNOWN
    return participle and k + 1 < tokens.size and tokens.last_letter(k + 1) == "ه"


def _renewed(tokens: Tokens, i: int, k: int) -> bool:
    """Whether a definite verbal noun after a name or a definite title is the verb's object: جدد الوزير التأكيد على."""
    tag, before, head = tokens.tags[k], tokens.tags[k - 1], tokens.tags[i]
    if not (tag & tags.DEFINITE and tag & tags.MASDAR) or tag & (KNOWN | tags.NISBA | tags.OWNED | tags.AND):
        return False
    common = KNOWN | tags.DEFINITE | tags.PLURAL | tags.FEMININE | tags.MASDAR | tags.DEMONSTRATIVE
    named = not head & common or (head & tags.GIVEN and k - i > 1)
    titled = head & tags.ROLE and head & tags.DEFINITE
    return bool((named and k == i + 1) or ((titled or named) and before & tags.DEFINITE))


def _quality(tokens: Tokens, i: int, k: int) -> bool:
    """Whether a noun in ية that governs or owns follows a definite title or body: أكد الوزير جاهزية البلاد."""
    tag = tokens.tags[k]
    barred = KNOWN | tags.AND | tags.BY | tags.TO | tags.BARE_BY | tags.BARE_TO
    if tag & barred or not tokens.tags[k - 1] & tags.DEFINITE or tokens.words[k].startswith("ال"):
        return False
    governs = (
        tokens.words[k].endswith("يه") and k + 1 < tokens.size and tokens.tags[k + 1] & (tags.DEFINITE | tags.STATE)
    )
    owned = tag & tags.OWNED and tag & tags.MASDAR
    return bool(tokens.tags[i] & (tags.ROLE | tags.BODY) and (owned or governs))


def _manner(tag: int) -> bool:
    """Whether an unknown word in ة with ب after a name tells how: بنبرة هادئة."""
    return bool(tag & tags.BARE_BY and tag & tags.FEMININE)


def _told(tokens: Tokens, i: int, k: int) -> bool:
    """Whether an unknown word with ل is whom an unnamed source told: قال المصدر لبرق, متحدث باسم الوزارة لبرق."""
    if tokens.tags[i] & tags.ANONYMOUS and tokens.found[k].bare in REPORTERS and k > i:
        return True
    unknown = tokens.words[k].startswith("ل") and not tokens.tags[k] & (KNOWN | NOT_A_HEAD | tags.DEFINITE)
    return unknown and bool(tokens.tags[i] & tags.ANONYMOUS and tokens.tags[k - 1] & tags.DEFINITE)


def _issues(tokens: Tokens, i: int, k: int) -> bool:
    """Whether a word that tells where a document came from is a verb here: بيان أصدره, دراسة للمنظمة نشرت."""
    word, finite = tokens.words[k], tags.DEFINITE | tags.ADJECTIVE
    told = tokens.tags[i] & tags.DOCUMENT and issuing(word)
    published = tokens.tags[i] & tags.DOCUMENT and k == i + 1 and word.endswith("ت")  # دراسة نشرت
    published = published or word in APPEARED
    return bool(told or published) or (
        word.endswith("ت") and not tokens.tags[k] & finite and bool(tokens.tags[k - 1] & tags.DEFINITE)
    )


def issuing(word: str) -> bool:
    """Whether a word that tells where a document came from is a verb: أصدره, نشرتها; not صادرة."""
    return word.endswith(("ه", "ها")) and word not in ISSUED_ADJECTIVES


def _object_begins(tokens: Tokens, i: int, k: int) -> bool:
    """Whether an indefinite verbal noun or accusative at ``k`` follows a definite noun and belongs to the verb.

    حققت الأسعار حسب الوزارة تحسنا. What nobody's name can follow has it for its object: أكد مصدر بالشرطة مقتل رجل.
    """
    tag, before, head = tokens.tags[k], tokens.tags[k - 1], tokens.tags[i]
    governing = (
        k == i + 1 and k + 1 < tokens.size and tokens.tags[k + 1] & ARTICLED == tags.DEFINITE
    )  # الجمعية أسس الشراكة
    noun = (
        tag & tags.MASDAR or tokens.words[k].endswith("ا") or (governing and not tag & (KNOWN | NOT_A_HEAD | tags.SAME))
    )
    said = noun and not tag & (tags.DEFINITE | tags.SPEAKING | tags.NAMED | tags.AND | tags.OWNED)
    nameless = head & (tags.BODY | tags.GROUP | tags.DOCUMENT | tags.ANONYMOUS) and not head & tags.ROLE
    return bool(said and before & tags.DEFINITE and nameless)


def _no_adjective(tokens: Tokens, i: int, k: int) -> bool:
    """Whether a definite noun right behind a body or document is an object: لاحظت الهيئة الإخلالات."""
    head, tag = tokens.tags[i], tokens.tags[k]
    if k != i + 1 or not (head & tag & tags.DEFINITE) or head & (tags.ROLE | tags.PLURAL) or tag & (KNOWN | tags.NISBA):
        return False
    noun = tokens.words[k].endswith("ات") or (
        tag & tags.MASDAR and not tokens.words[k].endswith("ه") and not tag & tags.ADJECTIVE
    )
    return bool(noun and head & (tags.BODY | tags.OUTLET | tags.DOCUMENT))


def _mark_step(reading: Reading, i: int, k: int, limit: int) -> int:
    tokens, word = reading.tokens, reading.tokens.words[k]
    if word == "(":
        close = next((j for j in range(k + 1, min(k + 12, limit)) if tokens.words[j] == ")"), 0)
        return close - k + 1 if close and k > i else 0
    if tokens.tags[k] & tags.QUOTE:
        return max(0, name_quote(reading, k) - k + 1)
    if word == "," and k > i:
        named = k + 1 < limit and known_tags(reading, k + 1) & tags.GIVEN  # ، بان كي مون
        return 1 if named or apposition(tokens, i, k + 1, limit) else 0
    short = word == "." and k > i and len(tokens.words[k - 1]) == 1
    return 1 if short or (word in "-/." and k > i and tokens.tight(k)) else 0


def apposition(tokens: Tokens, i: int, k: int, limit: int) -> bool:
    """Whether the words after a comma name the same speaker again: a role after a name or a name after a role."""
    if k >= limit or tokens.words[k] in describing() or tokens.words[k] in AGED:
        return False
    tag = tokens.tags[k]
    if tag & (tags.AND | tags.BY | tags.TO | tags.ISSUED | (STOP & ~tags.TIME)) or (
        tag & tags.TIME and not tag & tags.GIVEN
    ):
        return False
    if tag & (tags.PERSON | tags.PARTICLE) and not verbal(tokens, k):
        return True
    plain = not tag & (tags.PREPOSITION | tags.PUNCTUATION | tags.CUE | tags.NUMBER | tags.MASDAR | tags.OWNED)
    titled = bool(tokens.tags[i] & tags.ROLE) or bool(tokens.tags[i] & tags.BODY and tag & tags.DEFINITE)
    return plain and titled and not any(t & tags.GIVEN for t in tokens.tags[i:k])


def _preposition_step(tokens: Tokens, i: int, k: int, limit: int, named: bool) -> int:
    if k == i or k + 1 >= limit:
        return 0
    word, next_tag, last = tokens.words[k], tokens.tags[k + 1], tokens.tags[k - 1]
    if word in ("عن", "علي") and named_for(tokens, k - 1):
        return 2  # الرابطة التونسية للدفاع عن حقوق الإنسان
    if word in ("باسم", "عن"):
        return 2 if word == "باسم" or tokens.words[k - 1] in SENT_BY or tokens.tags[i] & tags.ROLE else 0
    if word == "في" and tokens.tags[i] & tags.ROLE and last & TITLED and bare_noun(tokens.words[k + 1]) in fields():
        return 2
    barred = (
        tags.OCCASION | tags.TIME | tags.QUOTE | tags.COMPLEMENTISER | tags.OUTLET | tags.DEMONSTRATIVE | tags.ASIDE
    )
    own = next_tag & tags.OWNED and next_tag & tags.DOCUMENT  # وقالت المحكمة في حكمها
    if own or next_tag & barred or tokens.words[k + 1] == "هامش":
        return 0
    wide = last & (tags.NUMBER | tags.QUANTIFIER | tags.GROUP | tags.ANONYMOUS) or tokens.tags[i] & tags.GROUP
    near = last & (tags.ROLE | tags.BODY | tags.GROUP | tags.ANONYMOUS | tags.NISBA)
    near = near or (tokens.tags[i] & tags.ROLE and last & tags.DEFINITE and next_tag & (tags.BODY | tags.NAMED))
    place = next_tag & (tags.BODY | tags.STATE | tags.DEFINITE | tags.NAMED)
    place = place or (last & tags.ROLE and any(tag & tags.GIVEN for tag in tokens.tags[k + 2 : min(k + 5, limit)]))
    goes_on = {
        "من": wide or tokens.words[k + 1] in PARTY_WORDS,
        "في": near and place and (not named or last & (tags.NISBA | tags.ROLE)),
    }
    return 2 if goes_on.get(word, word in ("علي", "حول", "بشان", "لدي") and last & tags.ROLE) else 0


@cache
def fields() -> frozenset[str]:
    """What a trade is about: خبير في الطاقة."""
    return frozenset(normalise(word) for word in load("titles")["fields"])


def bare_noun(word: str) -> str:
    """A word without its article."""
    return word.removeprefix("ال")


def _attached_step(tokens: Tokens, i: int, k: int, named: bool) -> int:
    """``لـ`` and ``بـ`` written onto a noun go on with a title or a body, not with a name or towards an outlet."""
    if k == i or tokens.tags[k] & (tags.OUTLET | tags.OUTLET_NAME | tags.OCCASION):
        return 0
    source = tokens.words[k] == "ل" and tokens.tags[i] & tags.ANONYMOUS  # مصدر أمني لـ"النجم"
    if told_station(tokens, k) or (source and tokens.tags[k + 1] & tags.QUOTE):
        return 0
    if named and not any(tag & tags.ROLE for tag in tokens.tags[max(i, k - 4) : k]):
        return 0
    head = tokens.tags[i]
    ranked = tokens.tags[k - 1] & tags.DEFINITE and tokens.tags[k - 1] & (tags.NISBA | tags.ADJECTIVE)
    official = head & tags.ROLE and ranked and tokens.tags[k] & tags.BODY and not named  # المتحدث الرسمي للأمن العام
    if k - 1 > i and (official or (named_for(tokens, k) and tokens.tags[k] & tags.PLURAL)):
        return 1  # المجلس النرويجي للاجئين
    if head & tags.DEFINITE and (head & (tags.ANONYMOUS | tags.DOCUMENT) or _spoken_to(tokens.tags[k])):
        return 0
    return 1 if head & (tags.ROLE | tags.BODY | tags.GROUP | tags.DOCUMENT | tags.ANONYMOUS) else 0


def _spoken_to(tag: int) -> bool:
    """Whether a person with ل after a definite title is the one spoken to: قال المدير للصحفي."""
    return bool(tag & tags.TO and tag & tags.PERSON and not tag & tags.BODY)


def _and_step(tokens: Tokens, i: int, k: int) -> int:
    tag = tokens.tags[k] if k < tokens.size else tags.BREAK
    if tokens.tags[i] & tags.ROLE and tag & tags.OCCASION and tag & tags.DEFINITE and not tag & (tags.CUE | tags.OWNED):
        return 1  # وزير الإعلام والاتصال
    if tag & (tags.CUE | tags.PREPOSITION | tags.DEMONSTRATIVE | tags.OCCASION):
        return 0
    second = tokens.tags[i] & tags.ROLE and tag & (tags.MASDAR | tags.FEMININE) and tokens.tags[k + 1] & tags.DEFINITE
    return 1 if tag & (tags.DEFINITE | tags.SPEAKING) or second else 0
