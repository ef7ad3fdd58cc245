"""Noun phrases: where the words that name a speaker end."""

from extraction import tags
from extraction.quotations import Quotations
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
)
LONGEST = 40
LONGEST_NAME_QUOTE = 7
# Which free prepositions go on with a phrase after which heads.
AFTER_FROM = tags.QUANTIFIER | tags.GROUP | tags.ANONYMOUS
PARTY_WORDS = frozenset(("اجل", "اصل"))


def verbal(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a finite cue verb rather than a noun spelled alike."""
    readings = tokens.found[i].readings
    return bool(readings) and readings[0].aspect in "pi" and not tokens.tags[i] & (tags.SPEAKING | tags.DEFINITE)


def phrase_end(tokens: Tokens, quotations: Quotations, i: int, limit: int) -> int:
    """The token just after the noun phrase that begins at ``i``; ``i`` where none begins."""
    k, named, limit = i, False, min(limit, len(tokens), i + LONGEST)
    while k < limit:
        step = _step(tokens, quotations, i, k, limit, named)
        if step <= 0:
            break
        named = named or bool(tokens.tags[k] & tags.GIVEN) or (step > 1 and bool(tokens.tags[k] & tags.NAMED))
        k += step
    return _trim(tokens, i, k)


def _trim(tokens: Tokens, i: int, k: int) -> int:
    """Leave hanging punctuation and prepositions out."""
    while (
        k > i
        and tokens.tags[k - 1] & (tags.PUNCTUATION | tags.PREPOSITION)
        and tokens.words[k - 1] not in ('"', "»", "”", ")")
    ):
        k -= 1
    return k


def _step(tokens: Tokens, quotations: Quotations, i: int, k: int, limit: int, named: bool) -> int:
    """How many tokens from ``k`` go on with the phrase; 0 where it ends."""
    tag = tokens.tags[k]
    if tag & tags.PUNCTUATION:
        return _mark_step(tokens, quotations, i, k, limit)
    if tag & STOP and not _stop_word_inside(tokens, i, k):
        return 0
    if verbal(tokens, k) and not (k == i and False):
        return 0
    if tag & tags.PREPOSITION:
        return _preposition_step(tokens, i, k, limit, named)
    if tag & (tags.TO | tags.BY | tags.LIKE) and not tag & tags.GIVEN:
        return _attached_step(tokens, i, k, named)
    if tag & tags.AND and k > i:
        return _and_step(tokens, i, k, named)
    return 1


def _stop_word_inside(tokens: Tokens, i: int, k: int) -> bool:
    """Time words and the like that are a part of a name: حزب المستقبل, ائتلاف 14 مارس."""
    return bool(
        k > i and tokens.tags[k - 1] & tags.NUMBER and tokens.tags[k] & tags.TIME and tokens.tags[k - 2] & tags.BODY
    )


def _mark_step(tokens: Tokens, quotations: Quotations, i: int, k: int, limit: int) -> int:
    word = tokens.words[k]
    if word == "(":
        close = next((j for j in range(k + 1, min(k + 12, limit)) if tokens.words[j] == ")"), 0)
        return close - k + 1 if close and k > i else 0
    if tokens.tags[k] & tags.QUOTE:
        return name_quote(tokens, quotations, k) - k + 1 if name_quote(tokens, quotations, k) else 0
    if word == "," and k > i:
        return 1 if apposition(tokens, i, k + 1, limit) else 0
    return 1 if word in "-/." and k > i and _tight(tokens, k) else 0


def _tight(tokens: Tokens, k: int) -> bool:
    """A mark written into a word, as a hyphen in a name."""
    return tokens.starts[k] == tokens.ends[k - 1] and k + 1 < len(tokens) and tokens.starts[k + 1] == tokens.ends[k]


def name_quote(tokens: Tokens, quotations: Quotations, k: int) -> int:
    """The closing mark where the mark at ``k`` opens a name in quotation marks, else 0."""
    quotation = quotations.at.get(k)
    if quotation is None or not 0 < quotation.close - k <= LONGEST_NAME_QUOTE or k == 0:
        return 0
    before = tokens.tags[k - 1]
    heads = tags.BODY | tags.OUTLET | tags.OCCASION | tags.DOCUMENT | tags.TO | tags.BY | tags.ROLE | tags.NISBA
    if not before & heads and tokens.words[k - 1] not in ("ل", "ب", "في", "مع", "عن", "من", "علي"):
        return 0
    return quotation.close


def apposition(tokens: Tokens, i: int, k: int, limit: int) -> bool:
    """Whether the words after a comma name the same speaker again: a role after a name or a name after a role."""
    if k >= limit:
        return False
    tag = tokens.tags[k]
    if tag & (tags.AND | tags.BY | tags.TO | STOP):
        return False
    if tag & (tags.GIVEN | tags.ROLE | tags.PARTICLE):
        return True
    head = tokens.tags[i]
    plain = not tag & (tags.PREPOSITION | tags.PUNCTUATION | tags.CUE | tags.NUMBER | tags.MASDAR)
    return plain and bool(head & (tags.ROLE | tags.BODY)) and not any(t & tags.GIVEN for t in tokens.tags[i:k])


def _preposition_step(tokens: Tokens, i: int, k: int, limit: int, named: bool) -> int:
    if k == i or k + 1 >= limit:
        return 0
    word, after, head = tokens.words[k], tokens.tags[k + 1], tokens.tags[i]
    if (
        after & (tags.OCCASION | tags.TIME | tags.QUOTE | tags.COMPLEMENTISER | tags.OUTLET | tags.DEMONSTRATIVE)
        and word != "عن"
    ):
        return 0
    if word == "من":
        return 2 if tokens.tags[k - 1] & AFTER_FROM or tokens.words[k + 1] in PARTY_WORDS or head & tags.GROUP else 0
    if word == "في":
        near = tokens.tags[k - 1] & (tags.ROLE | tags.BODY | tags.GROUP | tags.ANONYMOUS | tags.NISBA)
        return 2 if near and not (named and not tokens.tags[k - 1] & tags.NISBA) else 0
    if word == "عن":
        return (
            2
            if tokens.tags[k - 1] & (tags.ROLE | tags.ISSUED) or tokens.words[k - 1] in ("صادر", "صادره", "السابق")
            else 0
        )
    if word in ("علي", "حول", "بشان"):
        return 2 if tokens.tags[k - 1] & tags.ROLE else 0
    return 0


def _attached_step(tokens: Tokens, i: int, k: int, named: bool) -> int:
    """``لـ`` and ``بـ`` written onto a noun go on with a title or a body, not with a name or towards an outlet."""
    if k == i or tokens.tags[k] & (tags.OUTLET | tags.OUTLET_NAME | tags.OCCASION | tags.LIKE):
        return 0
    if named and not any(t & tags.ROLE for t in tokens.tags[max(i, k - 4) : k]):
        return 0
    return 1 if tokens.tags[i] & (tags.ROLE | tags.BODY | tags.GROUP | tags.DOCUMENT | tags.ANONYMOUS) else 0


def _and_step(tokens: Tokens, i: int, k: int, named: bool) -> int:
    tag = tokens.tags[k]
    if tag & (tags.CUE | tags.PREPOSITION | tags.DEMONSTRATIVE | tags.OCCASION):
        return 0
    return 1 if tag & (tags.DEFINITE | tags.SPEAKING | tags.GIVEN) else 0
