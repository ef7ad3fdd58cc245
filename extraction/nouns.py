"""Subjects that an object follows: titles and bodies with what belongs to them, and the names of persons."""

from typing import Final

from extraction import tags
from extraction.agreement import both
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN, NOT_A_HEAD, can_head, known_name, known_tags, named_for, told_press, verbal
from extraction.led_names import led_name_end
from extraction.persons import UNBOUND, name_end
from extraction.phrases import PARTY_WORDS, bare_noun, describes, fields
from extraction.quoted_names import name_quote
from extraction.shapes import MASDAR_SHAPE
from extraction.tokens import Tokens

# Several, whom no one name names: طالب نواب الحزب سالم الحمدي بالاستقالة.
MEMBERS: Final = tags.ROLE | tags.PLURAL
# With a rank they stand without an article: اللواء ركن, الفريق أول.
STAFF: Final = frozenset(("ركن", "اول"))


def subject_end(reading: Reading, k: int, limit: int) -> int:
    """The end of a subject that an object follows: heads, their complements and adjectives, a name.

    ``k`` where nothing at ``k`` looks like a speaker.
    """
    tokens = reading.tokens
    again = tokens.tags[k] & tags.SAME and k + 1 < limit and tokens.tags[k + 1] & (tags.SPEAKING | tags.ANONYMOUS)
    k += bool(again)  # ذات البلاغ
    tag = tokens.tags[k]
    if length := known_name(reading, k):
        end = adjectives(tokens, k + length, limit)
        return past_states(tokens, end, limit) if tag & tags.STATE else end
    if tag & (tags.GIVEN | tags.PARTICLE) and not tag & (tags.ROLE | tags.BODY):
        return name_end(tokens, k, limit)
    if tag & (tags.STATE | tags.OUTLET_NAME):
        return past_states(tokens, k + 1, limit)
    if tag & KNOWN:
        return _titled_end(reading, k, limit)
    return _definite_end(reading, k, limit) if tag & tags.DEFINITE else _proper_end(reading, k, limit)


def subject_at(reading: Reading, k: int, limit: int) -> Range | None:
    """The subject that begins at ``k``, if one does."""
    end = subject_end(reading, k, limit)
    return (k, end) if end > k else None


def noun_at(reading: Reading, k: int, limit: int) -> Range:
    """The noun at ``k`` with what belongs to it, or alone where nothing does."""
    return k, max(subject_end(reading, k, limit), k + 1)


def _definite_end(reading: Reading, k: int, limit: int) -> int:
    """Past a definite noun that the lexicon does not know, with the name behind an origin: الفرنسي ميشال بلاتيني."""
    tokens = reading.tokens
    tag, following = tokens.tags[k], tokens.tags[k + 1] if k + 1 < limit else 0
    attached = following & (tags.BY | tags.TO)
    if tag & tags.NISBA and following & tags.GIVEN and not (attached or following & tags.AND):
        return name_end(tokens, k + 1, limit)
    described = following & tags.DEFINITE and following & (tags.NISBA | tags.FEMININE) and not attached
    common = tag & (tags.MASDAR | tags.OWNED) or described
    return k if common and tokens.words[k] not in reading.surnames else k + 1


def past_states(tokens: Tokens, k: int, limit: int) -> int:
    """Past the states that و joins to one before ``k``: مصر والأردن."""
    while k < limit and tokens.tags[k] & tags.AND and tokens.tags[k] & tags.STATE:
        k += 1
    return k


def _proper_end(reading: Reading, k: int, limit: int) -> int:
    """Past an unknown name of one or two words, if an indefinite verbal noun follows it as the object."""
    tokens = reading.tokens
    if tokens.words[k] in reading.surnames:
        return k + 1
    if tokens.tags[k] & (tags.MASDAR | tags.PLURAL | tags.OWNED | tags.NUMBER | tags.DEMONSTRATIVE):
        return k
    if _introduces(tokens, k, limit):
        return k + 2
    for end in (k + 1, k + 2):
        if end >= limit or not can_head(tokens, end):
            return k
        if tokens.tags[end] & tags.MASDAR and not tokens.tags[end] & tags.DEFINITE:
            return end
    return k


def _introduces(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether two unknown words at ``k`` are a name that an indefinite title follows: طالب يامن عابد ناشط بيئي."""
    if k + 2 >= limit or not _name_like(tokens, k) or not _name_like(tokens, k + 1):
        return False
    title = tokens.tags[k + 2]
    return bool(title & tags.ROLE) and not title & (tags.DEFINITE | tags.BY | tags.TO | tags.AND | tags.PLURAL)


def adjectives(tokens: Tokens, k: int, limit: int) -> int:
    """Past the definite adjectives of origin at ``k``."""
    barred = tags.BY | tags.TO | tags.AND
    while k < limit and tokens.tags[k] & tags.DEFINITE and tokens.tags[k] & tags.NISBA and not tokens.tags[k] & barred:
        k += 1
    return k


def _titled_end(reading: Reading, k: int, limit: int) -> int:
    """Past a title, a body or a group with its complement, its adjectives and the name after it."""
    tokens = reading.tokens
    head = k
    k = _genitive_end(reading, k, limit)
    k = _complements(reading, head, k, limit)
    if k + 1 < limit and tokens.words[k] == ",":
        apposed = tokens.tags[k + 1] & tags.PERSON and not tokens.tags[k + 1] & tags.AND and can_head(tokens, k + 1)
        if apposed:
            return subject_end(reading, k + 1, limit)
        close = _between_commas(tokens, head, k, limit)
        return close if close > k else led_name_end(reading, head, k, limit) or k
    if k >= limit or tokens.tags[k] & (tags.AND | tags.BARE_BY | tags.BARE_TO):
        return (led_name_end(reading, head, k, limit) if k < limit else 0) or k
    if tokens.words[k] in reading.surnames and tokens.tags[head] & tags.ROLE and not tokens.tags[k] & KNOWN:
        return k + 1  # اللواء الجعيد
    end = _named_end(reading, head, k, limit)
    return end if end > k else led_name_end(reading, head, k, limit) or k


def _between_commas(tokens: Tokens, head: int, k: int, limit: int) -> int:
    """Past an unknown name between commas after a title (وزير المياه، كازوو إيدا، …)."""
    close = next((j for j in range(k + 2, min(k + 6, limit)) if tokens.words[j] == ","), 0)
    known = NOT_A_HEAD | tags.MASDAR | tags.AND | tags.CUE | tags.DEMONSTRATIVE
    titled = close and tokens.tags[head] & tags.ROLE
    return close if titled and not any(tag & known for tag in tokens.tags[k + 1 : close]) else k


def _named_end(reading: Reading, head: int, k: int, limit: int) -> int:
    """Past the name, or the further title and name, at ``k`` after the title at ``head``."""
    tokens = reading.tokens
    if tokens.tags[k] & (tags.GIVEN | tags.PARTICLE):
        end = name_end(tokens, k, limit)
        alone = end >= limit or not tokens.tags[end] & tags.AND
        return k if alone and tokens.tags[head] & MEMBERS == MEMBERS else end
    if not tokens.tags[head] & tags.ROLE:
        return k
    apart = tags.PLURAL | (0 if tokens.found[head].bare in both() else tags.FEMININE)  # العمدة السيد سالم
    alike = not (tokens.tags[k] ^ tokens.tags[head]) & apart
    if alike and tokens.tags[k] & tags.ROLE and tokens.tags[k] & tags.DEFINITE:
        return _titled_end(reading, k, limit)
    object_noun = tokens.tags[k] & tags.FEMININE and not tokens.tags[head] & tags.FEMININE  # الرئيس حالة الطوارئ
    if object_noun and k + 1 < limit and tokens.tags[k + 1] & tags.DEFINITE:
        return k
    return _unknown_name_end(tokens, k, limit)


def _unknown_name_end(tokens: Tokens, k: int, limit: int) -> int:
    """Past a name of words that the lexicon does not know, after a title: سهاد الربيعي, كازوو إيدا."""
    if not _name_like(tokens, k) or _accusative(tokens, k):
        return k
    end = k + 1
    if end < limit and tokens.words[end] in ("الله", "الدين"):
        end += 1
    if end < limit and tokens.tags[end] & tags.DEFINITE and not tokens.tags[end] & (tags.BY | tags.TO | tags.AND):
        return end + 1 if tokens.tags[end] & tags.NISBA else (end if end > k + 1 else k)
    return end + 1 if end < limit and _name_like(tokens, end) and not tokens.tags[end] & tags.FEMININE else end


def _accusative(tokens: Tokens, k: int) -> bool:
    """Whether an unknown word in ا is an object by what follows it: وفدا من, اجتماعا طارئا; not ناديا from Russia."""
    following = tokens.tags[k + 1] if k + 1 < tokens.size else tags.BREAK
    described = k + 1 < tokens.size and tokens.words[k + 1].endswith("ا") and not following & (KNOWN | tags.DEFINITE)
    return tokens.words[k].endswith("ا") and bool(described or following & tags.PREPOSITION)


def _name_like(tokens: Tokens, k: int) -> bool:
    """Whether an indefinite word at ``k`` is unknown to the lexicon, no verbal noun and no plural by its shape."""
    known = (
        KNOWN
        | NOT_A_HEAD
        | tags.DEFINITE
        | tags.MASDAR
        | tags.PLURAL
        | tags.AND
        | tags.CUE
        | tags.OCCASION
        | tags.ISSUED
        | tags.DEMONSTRATIVE
    )
    word = tokens.words[k]
    purpose = word.startswith("لي") and tokens.tags[k] & tags.BARE_TO  # ليدافع
    if len(word) < 2 or purpose or (word.endswith("ا") and MASDAR_SHAPE.fullmatch(word[:-1])) or _owned(tokens, k):
        return False
    return not tokens.tags[k] & known and not verbal(tokens, k)


def _owned(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` ends in a pronoun, ه and not ة: غضبه."""
    return tokens.last_letter(k) == "ه"


def _genitive_end(reading: Reading, k: int, limit: int) -> int:
    """Past a head and the nouns that it governs, up to the first definite one."""
    tokens, start = reading.tokens, k
    barred = UNBOUND | tags.BY | tags.TO | tags.AND | tags.ADVERB | tags.TIME
    definite = bool(tokens.tags[k] & tags.DEFINITE)
    k += 1
    while k < limit and not definite and k - start < 8:
        tag = tokens.tags[k]
        if tag & tags.ADJECTIVE and tokens.tags[k - 1] & tags.ROLE and not tag & tags.DEFINITE:
            k += 1  # مدير عام الشركة
            continue
        if tag & barred or verbal(tokens, k) or (tag & tags.GIVEN and not tag & (tags.ROLE | tags.BODY)):
            break
        if describes(tokens, start, k):
            break
        if length := known_name(reading, k):
            return k + length
        if (
            not tag & (tags.DEFINITE | tags.STATE | KNOWN | tags.NISBA)
            and tag & tags.MASDAR_MASCULINE
            and k - start > 1
            and not (tokens.tags[k - 1] & tags.BODY and k + 1 < limit and tokens.tags[k + 1] & tags.DEFINITE)
        ):
            break
        definite = bool(tag & (tags.DEFINITE | tags.STATE))
        k += 1
    return k


def _complements(reading: Reading, head: int, k: int, limit: int) -> int:
    """Past adjectives, a second genitive after و, a name in quotation marks, and في or لـ with a body."""
    tokens = reading.tokens
    while k < limit:
        tag = tokens.tags[k]
        adjective = tag & tags.DEFINITE and tag & (tags.NISBA | tags.FEMININE | tags.ADJECTIVE)
        named = k + 1 < limit and tokens.tags[k + 1] & tags.GIVEN and not tokens.tags[k + 1] & (tags.AND | tags.TO)
        adjective = adjective or (tag & tags.DEFINITE and named and tokens.tags[head] & tags.ROLE)
        adjective = adjective or (tokens.words[k] in STAFF and tokens.tags[k - 1] & tags.ROLE)
        second = tag & tags.AND and tag & tags.DEFINITE and not tag & tags.CUE
        of_body = tags.ROLE if k == head + 1 and tag & tags.NISBA and _alike(tokens, head, k) else 0  # الشركة الرياضية
        foreign = tag & tags.NISBA and tag & tags.FEMININE  # وزير الشؤون الخارجية, not وزير الصحة المستشفى
        governed = tags.BODY if k - 1 > head and foreign else 0
        if second or (
            adjective
            and not tag
            & (
                tags.BY
                | tags.TO
                | (tags.BODY ^ governed)
                | (tags.ROLE ^ of_body)
                | tags.OUTLET
                | tags.AND
                | tags.RELATIVE
            )
        ):
            k += 1
        elif tag & tags.QUOTE and name_quote(reading, k) > k:
            k = name_quote(reading, k) + 1
        elif tokens.words[k] == "من" and k + 2 < limit and tokens.words[k + 1] in PARTY_WORDS:
            k += 3
        elif _prepositional(reading, head, k, limit):
            k += not tag & (tags.TO | tags.BY)
            k = k + known_name(reading, k) if known_name(reading, k) else _genitive_end(reading, k, limit)
        else:
            break
    return k


def _alike(tokens: Tokens, head: int, k: int) -> bool:
    """Whether the adjective at ``k`` has the gender of the body at ``head``, which is no person."""
    body = tokens.tags[head]
    return bool(body & tags.BODY) and not body & tags.ROLE and not (body ^ tokens.tags[k]) & tags.FEMININE


def _prepositional(reading: Reading, head: int, k: int, limit: int) -> bool:
    """Whether a preposition and noun at ``k`` belong to the title or body at ``head``: الوزير لدى الحكومة."""
    tokens = reading.tokens
    tag, word = tokens.tags[k], tokens.words[k]
    known = tag & tags.TO and tag & (tags.BODY | tags.STATE | tags.DEFINITE) and not tag & (tags.OUTLET | tags.MASDAR)
    if not told_press(tokens, k) and (known or (k - 1 > head and named_for(tokens, k))):
        return True
    place = tag & tags.BY and tag & (tags.BODY | tags.STATE | tags.DEFINITE)
    bare = word.startswith("ب") and len(word) > 4 and not tag & (KNOWN | NOT_A_HEAD | tags.MASDAR)
    if (place or bare) and tokens.tags[head] & tags.ROLE:
        return any(tokens.tags[j] & tags.GIVEN for j in range(k + 1, min(k + 5, limit)))
    if word in ("عن", "علي") and k - 2 > head and named_for(tokens, k - 1):
        return True  # الرابطة التونسية للدفاع عن حقوق الإنسان
    unnamed = tokens.tags[head] & tags.ANONYMOUS and not tokens.tags[head] & tags.DEFINITE and word in ("في", "من")
    quotes = word == "عن" and tokens.tags[head] & tags.OUTLET  # نقلت وكالة النجم عن الشرطة
    titled = tokens.tags[head] & (tags.ROLE | tags.BODY) and word in ("في", "باسم", "عن", "لدي") and not quotes
    if not (unnamed or titled) or k + 1 >= limit:
        return False
    if word == "في" and tokens.tags[head] & tags.ROLE and bare_noun(tokens.words[k + 1]) in fields():
        return True
    wide = tags.BODY | tags.STATE | tags.GROUP | (tags.OUTLET if word == "في" else tags.DEFINITE)
    governed = tokens.tags[k + 1] | known_tags(reading, k + 1)
    return bool(governed & wide) and not tokens.tags[k + 1] & (tags.OCCASION | tags.MASDAR)
