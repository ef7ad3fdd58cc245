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
    return any(r.aspect in "pi" and r.number != "d" and not r.verb.strict for r in readings)


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
    return not tokens.tags[k] & NOT_A_HEAD and tokens.words[k] not in ("و", "ل", "ب", "ك") and not verbal(tokens, k)


def known_name(reading: Reading, k: int) -> int:
    """How many tokens from ``k`` are a name of several words that the lexicon knows; 0 where there is none."""
    tokens = reading.tokens
    if not tokens.tags[k] & tags.NAMED:
        return 0
    for name, _ in reading.names.get(tokens.found[k].stem, ()):
        if tuple(tokens.words[k + 1 : k + len(name)]) == name[1:]:
            return len(name)
    return 0


def known_tags(reading: Reading, k: int) -> int:
    """The tags of the name of several words that begins at ``k``; 0 where there is none."""
    tokens = reading.tokens
    if not tokens.tags[k] & tags.NAMED:
        return 0
    for name, tag in reading.names.get(tokens.found[k].stem, ()):
        if tuple(tokens.words[k + 1 : k + len(name)]) == name[1:]:
            return tag
    return 0


def phrase_end(reading: Reading, i: int, limit: int) -> int:
    """The token just after the longest noun phrase that begins at ``i``; ``i`` where none begins."""
    tokens, k, named = reading.tokens, i, False
    limit = min(limit, tokens.size, i + LONGEST)
    while k < limit:
        clitic = k == i and tokens.tags[k] & (tags.TO | tags.BY) and not tokens.tags[k] & STOP
        length = known_name(reading, k) or (1 if clitic else _step(reading, i, k, limit, named))
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
    ranked = tag & tags.ADJECTIVE and k > i and tokens.tags[k - 1] & (tags.ROLE | tags.BODY | tags.DEFINITE)
    if (tag & STOP and not tag & tags.PERSON and not ranked) or verbal(tokens, k) or going_on(tokens, k):
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
    return 1 if word in "-/." and k > i and tokens.tight(k) else 0


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
    if word in ("باسم", "عن"):
        return 2 if word == "باسم" or tokens.words[k - 1] in SENT_BY or tokens.tags[i] & tags.ROLE else 0
    if next_tag & (tags.OCCASION | tags.TIME | tags.QUOTE | tags.COMPLEMENTISER | tags.OUTLET | tags.DEMONSTRATIVE):
        return 0
    wide = last & (tags.NUMBER | tags.QUANTIFIER | tags.GROUP | tags.ANONYMOUS) or tokens.tags[i] & tags.GROUP
    near = last & (tags.ROLE | tags.BODY | tags.GROUP | tags.ANONYMOUS | tags.NISBA)
    near = near or (tokens.tags[i] & tags.ROLE and last & tags.DEFINITE and next_tag & (tags.BODY | tags.NAMED))
    place = next_tag & (tags.BODY | tags.STATE | tags.DEFINITE | tags.NAMED)
    place = place or (last & tags.ROLE and any(tag & tags.GIVEN for tag in tokens.tags[k + 2 : min(k + 5, limit)]))
    goes_on = {
        "من": wide or tokens.words[k + 1] in PARTY_WORDS,
        "في": near and place and (not named or last & tags.NISBA),
    }
    return 2 if goes_on.get(word, word in ("علي", "حول", "بشان", "لدي") and last & tags.ROLE) else 0


def _attached_step(tokens: Tokens, i: int, k: int, named: bool) -> int:
    """``لـ`` and ``بـ`` written onto a noun go on with a title or a body, not with a name or towards an outlet."""
    if k == i or tokens.tags[k] & (tags.OUTLET | tags.OUTLET_NAME | tags.OCCASION):
        return 0
    if named and not any(tag & tags.ROLE for tag in tokens.tags[max(i, k - 4) : k]):
        return 0
    head = tokens.tags[i]
    if head & (tags.ANONYMOUS | tags.DOCUMENT) and head & tags.DEFINITE:
        return 0
    return 1 if head & (tags.ROLE | tags.BODY | tags.GROUP | tags.DOCUMENT | tags.ANONYMOUS) else 0


def _and_step(tokens: Tokens, k: int) -> int:
    tag = tokens.tags[k] if k < tokens.size else tags.BREAK
    if tag & (tags.CUE | tags.PREPOSITION | tags.DEMONSTRATIVE | tags.OCCASION):
        return 0
    return 1 if tag & (tags.DEFINITE | tags.SPEAKING) else 0
