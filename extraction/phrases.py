"""Noun phrases: where the words that name a speaker end."""

from extraction import tags
from extraction.drafts import Reading
from extraction.tokens import Tokens

STOP = (
    tags.COMPLEMENTISER
    | tags.RELATIVE
    | tags.SUBORDINATOR
    | tags.NEGATION
    | tags.AUXILIARY
    | tags.PRONOUN
    | tags.TIME
    | tags.ADVERB
    | tags.BREAK
    | tags.MODAL
    | tags.LIKE
)
NOT_A_HEAD = (
    tags.NUMBER
    | tags.FUNCTION
    | tags.PREPOSITION
    | tags.TIME
    | tags.ADVERB
    | tags.PUNCTUATION
    | tags.BY
    | tags.TO
    | tags.LIKE
)
KNOWN = tags.SPEAKING | tags.NAMED | tags.PARTICLE | tags.ANONYMOUS | tags.QUANTIFIER
LONGEST = 40
LONGEST_NAME = 7
QUOTABLE = (
    tags.BODY | tags.OUTLET | tags.OCCASION | tags.DOCUMENT | tags.TO | tags.BY | tags.ROLE | tags.NISBA | tags.GROUP
)
QUOTE_LEADS = frozenset(
    ("ل", "ب", "في", "مع", "عن", "من", "علي", "تنظيم", "اسم", "باسم", "عنوان", "بعنوان", "شعار", "بين", "و", "ال")
)
PARTY_WORDS = frozenset(("اجل", "اصل"))
SENT_BY = frozenset(
    ("صادر", "صادره", "السابق", "السابقه", "المنشق", "المنبثق", "المنبثقه", "كل", "عدد", "النايب", "نايب")
)


def verbal(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a finite cue verb rather than a noun or a particle spelled alike."""
    readings = tokens.found[i].readings
    if not readings or tokens.tags[i] & (tags.SPEAKING | tags.DEFINITE | tags.PREPOSITION | tags.NAMED):
        return False
    return any(reading.aspect in "pi" for reading in readings) and not all(
        reading.verb.strict for reading in readings if reading.aspect in "pi"
    )


def going_on(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a participle that carries a report on: قائلا, مؤكدا."""
    readings = tokens.found[i].readings
    return (
        bool(readings)
        and readings[0].aspect == "a"
        and tokens.words[i].endswith("ا")
        and not tokens.tags[i] & tags.PERSON
    )


def can_head(tokens: Tokens, k: int) -> bool:
    """Whether a noun phrase can begin here."""
    return not tokens.tags[k] & NOT_A_HEAD and tokens.words[k] != "و" and not verbal(tokens, k)


def known_name(reading: Reading, k: int) -> int:
    """How many tokens from ``k`` are a name of several words that the lexicon knows; 0 where there is none."""
    tokens = reading.tokens
    if not tokens.tags[k] & tags.NAMED:
        return 0
    for name, _ in reading.names.get(tokens.found[k].stem, ()):
        if tuple(tokens.words[k + 1 : k + len(name)]) == name[1:]:
            return len(name)
    return 0


def phrase_end(reading: Reading, i: int, limit: int) -> int:
    """The token just after the longest noun phrase that begins at ``i``; ``i`` where none begins."""
    tokens, k, named = reading.tokens, i, False
    limit = min(limit, len(tokens), i + LONGEST)
    while k < limit:
        length = known_name(reading, k) or _step(reading, i, k, limit, named)
        if length <= 0:
            break
        named = named or bool(tokens.tags[k] & tags.GIVEN)
        k += length
    return _trim(tokens, i, k)


def _trim(tokens: Tokens, i: int, k: int) -> int:
    """Leave hanging punctuation and prepositions out."""
    while k > i and tokens.tags[k - 1] & (tags.PUNCTUATION | tags.PREPOSITION):
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
    if (tag & STOP and not tag & tags.PERSON) or verbal(tokens, k) or going_on(tokens, k):
        return 0
    if tag & tags.PREPOSITION:
        return _preposition_step(tokens, i, k, limit, named)
    if tag & (tags.TO | tags.BY) and not tag & tags.GIVEN:
        return _attached_step(tokens, i, k, named)
    if (tag & tags.AND or tokens.words[k] == "و") and k > i:
        return _and_step(tokens, k + (tokens.words[k] == "و"))
    return 1


def _mark_step(reading: Reading, i: int, k: int, limit: int) -> int:
    tokens, word = reading.tokens, reading.tokens.words[k]
    if word == "(":
        close = next((j for j in range(k + 1, min(k + 12, limit)) if tokens.words[j] == ")"), 0)
        return close - k + 1 if close and k > i else 0
    if tokens.tags[k] & tags.QUOTE:
        return max(0, name_quote(reading, k) - k + 1)
    if word == "," and k > i:
        return 1 if apposition(tokens, i, k + 1, limit) else 0
    return 1 if word in "-/." and k > i and _tight(tokens, k) else 0


def _tight(tokens: Tokens, k: int) -> bool:
    """A mark written into a word, as a hyphen in a name."""
    return tokens.starts[k] == tokens.ends[k - 1] and k + 1 < len(tokens) and tokens.starts[k + 1] == tokens.ends[k]


def name_quote(reading: Reading, k: int) -> int:
    """The closing mark where the mark at ``k`` opens a name in quotation marks, else -1."""
    tokens, quotation = reading.tokens, reading.quotations.at.get(k)
    if quotation is None or not 0 < quotation.close - k <= LONGEST_NAME or k == 0:
        return -1
    if not tokens.tags[k - 1] & QUOTABLE and tokens.words[k - 1] not in QUOTE_LEADS:
        return -1
    return quotation.close


def apposition(tokens: Tokens, i: int, k: int, limit: int) -> bool:
    """Whether the words after a comma name the same speaker again: a role after a name or a name after a role."""
    if k >= limit:
        return False
    tag = tokens.tags[k]
    if tag & (tags.AND | tags.BY | tags.TO | (STOP & ~tags.TIME)) or (tag & tags.TIME and not tag & tags.GIVEN):
        return False
    if tag & (tags.PERSON | tags.PARTICLE) and not verbal(tokens, k):
        return True
    plain = not tag & (tags.PREPOSITION | tags.PUNCTUATION | tags.CUE | tags.NUMBER | tags.MASDAR)
    titled = bool(tokens.tags[i] & (tags.ROLE | tags.BODY))
    return plain and titled and not any(t & tags.GIVEN for t in tokens.tags[i:k])


def _preposition_step(tokens: Tokens, i: int, k: int, limit: int, named: bool) -> int:
    if k == i or k + 1 >= limit:
        return 0
    word, next_tag, last = tokens.words[k], tokens.tags[k + 1], tokens.tags[k - 1]
    if word == "عن":
        return 2 if tokens.words[k - 1] in SENT_BY or last & tags.ROLE else 0
    if next_tag & (tags.OCCASION | tags.TIME | tags.QUOTE | tags.COMPLEMENTISER | tags.OUTLET | tags.DEMONSTRATIVE):
        return 0
    if word == "من":
        wide = last & (tags.NUMBER | tags.QUANTIFIER | tags.GROUP | tags.ANONYMOUS) or tokens.tags[i] & tags.GROUP
        return 2 if wide or tokens.words[k + 1] in PARTY_WORDS else 0
    if word == "في":
        near = last & (tags.ROLE | tags.BODY | tags.GROUP | tags.ANONYMOUS | tags.NISBA)
        return 2 if near and (not named or last & tags.NISBA) else 0
    return 2 if word in ("علي", "حول", "بشان", "لدي") and last & tags.ROLE else 0


def _attached_step(tokens: Tokens, i: int, k: int, named: bool) -> int:
    """``لـ`` and ``بـ`` written onto a noun go on with a title or a body, not with a name or towards an outlet."""
    if k == i or tokens.tags[k] & (tags.OUTLET | tags.OUTLET_NAME | tags.OCCASION):
        return 0
    if named and not any(tag & tags.ROLE for tag in tokens.tags[max(i, k - 4) : k]):
        return 0
    titled = tags.ROLE | tags.BODY | tags.GROUP | tags.DOCUMENT | tags.ANONYMOUS
    return 1 if tokens.tags[i] & titled else 0


def _and_step(tokens: Tokens, k: int) -> int:
    tag = tokens.tags[k] if k < len(tokens) else tags.BREAK
    if tag & (tags.CUE | tags.PREPOSITION | tags.DEMONSTRATIVE | tags.OCCASION):
        return 0
    return 1 if tag & (tags.DEFINITE | tags.SPEAKING) else 0


def subject_end(reading: Reading, k: int, limit: int) -> int:
    """The end of a subject that an object follows: heads, their complements and adjectives, a name.

    ``k`` where nothing at ``k`` looks like a speaker.
    """
    tokens = reading.tokens
    tag = tokens.tags[k]
    if length := known_name(reading, k):
        return adjectives(tokens, k + length, limit)
    if tag & (tags.GIVEN | tags.PARTICLE) and not tag & (tags.ROLE | tags.BODY):
        return name_end(tokens, k, limit)
    if tag & (tags.STATE | tags.OUTLET_NAME):
        return k + 1
    if tag & KNOWN:
        return _titled_end(reading, k, limit)
    return k + 1 if tag & tags.DEFINITE and not tag & (tags.MASDAR | tags.OWNED) else k


def adjectives(tokens: Tokens, k: int, limit: int) -> int:
    """Past the definite adjectives of origin at ``k``."""
    barred = tags.BY | tags.TO | tags.AND
    while k < limit and tokens.tags[k] & tags.DEFINITE and tokens.tags[k] & tags.NISBA and not tokens.tags[k] & barred:
        k += 1
    return k


def name_end(tokens: Tokens, k: int, limit: int) -> int:
    """Past a person's name: given names, particles with what they bind, one family name."""
    start, family = k, False
    while k < limit and k - start < 6:
        tag = tokens.tags[k]
        if tag & tags.PARTICLE and k + 1 < limit and not tag & tags.CUE:
            k, family = min(k + 2, limit), family or k > start + 1
        elif tag & tags.GIVEN and not family:
            k += 1
        elif not family and _family_name(tokens, k, k - start):
            k, family = k + 1, True
        else:
            break
    return k


def _family_name(tokens: Tokens, k: int, already: int) -> bool:
    """Whether an unknown word at ``k`` is the family name after ``already`` words of a name."""
    tag = tokens.tags[k]
    barred = NOT_A_HEAD | tags.ROLE | tags.BODY | tags.AND | tags.GROUP | tags.DOCUMENT
    if tag & barred or verbal(tokens, k):
        return False
    if already >= 2:
        return bool(tag & tags.NISBA)
    return not tag & tags.MASDAR or bool(tag & tags.DEFINITE)


def _titled_end(reading: Reading, k: int, limit: int) -> int:
    """Past a title, a body or a group with its complement, its adjectives and the name after it."""
    tokens = reading.tokens
    k = _genitive_end(reading, k, limit)
    k = _complements(reading, k, limit)
    apposed = k + 1 < limit and tokens.words[k] == "," and tokens.tags[k + 1] & tags.PERSON
    if apposed and not tokens.tags[k + 1] & tags.AND and can_head(tokens, k + 1):
        return subject_end(reading, k + 1, limit)
    if k < limit and tokens.tags[k] & (tags.GIVEN | tags.PARTICLE) and not tokens.tags[k] & tags.AND:
        return name_end(tokens, k, limit)
    return k


def _genitive_end(reading: Reading, k: int, limit: int) -> int:
    """Past a head and the nouns that it governs, up to the first definite one."""
    tokens, start = reading.tokens, k
    barred = tags.PUNCTUATION | tags.PREPOSITION | tags.BY | tags.TO | tags.FUNCTION | tags.AND
    definite = bool(tokens.tags[k] & tags.DEFINITE)
    k += 1
    while k < limit and not definite and k - start < 8:
        tag = tokens.tags[k]
        if tag & barred or verbal(tokens, k) or (tag & tags.GIVEN and not tag & (tags.ROLE | tags.BODY)):
            break
        if length := known_name(reading, k):
            return k + length
        if (
            not tag & (tags.DEFINITE | tags.STATE | KNOWN | tags.NISBA)
            and tag & tags.MASDAR_MASCULINE
            and k - start > 1
        ):
            break
        definite = bool(tag & (tags.DEFINITE | tags.STATE))
        k += 1
    return k


def _complements(reading: Reading, k: int, limit: int) -> int:
    """Past adjectives, a second genitive after و, a name in quotation marks, and في or لـ with a body."""
    tokens = reading.tokens
    while k < limit:
        tag = tokens.tags[k]
        adjective = tag & tags.DEFINITE and tag & (tags.NISBA | tags.FEMININE | tags.ADJECTIVE)
        second = tag & tags.AND and tag & tags.DEFINITE and not tag & tags.CUE
        if second or (adjective and not tag & (tags.BY | tags.TO | tags.BODY | tags.ROLE | tags.AND)):
            k += 1
        elif tag & tags.QUOTE and name_quote(reading, k) > k:
            k = name_quote(reading, k) + 1
        elif tokens.words[k] == "من" and k + 2 < limit and tokens.words[k + 1] in PARTY_WORDS:
            k += 3
        elif tokens.words[k] in ("في", "باسم") and k + 1 < limit and tokens.tags[k + 1] & (tags.BODY | tags.STATE):
            k = _genitive_end(reading, k + 1, limit)
        elif tag & tags.TO and tag & (tags.BODY | tags.STATE):
            k = _genitive_end(reading, k, limit)
        else:
            break
    return k
