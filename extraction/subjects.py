"""The subject of a cue: after it, before it, or dropped."""

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.phrases import phrase_end, verbal
from extraction.tokens import Tokens

BOUNDARY = tags.BREAK | tags.COMPLEMENTISER | tags.SUBORDINATOR | tags.QUOTE
SKIPPED = tags.ADVERB | tags.TIME | tags.AUXILIARY
NOT_A_HEAD = (
    tags.FUNCTION
    | tags.PREPOSITION
    | tags.TIME
    | tags.ADVERB
    | tags.PUNCTUATION
    | tags.BY
    | tags.TO
    | tags.LIKE
    | tags.NUMBER
) & ~tags.DEMONSTRATIVE
ASIDE = frozenset(("جهته", "جهتها", "جانبه", "جانبها", "ناحيته", "ناحيتها", "جهتهم", "جانبهم"))
KNOWN = tags.SPEAKING | tags.NAMED | tags.PARTICLE | tags.ANONYMOUS | tags.QUANTIFIER


def after(reading: Reading, i: int, limit: int, object_mode: bool) -> Range | None:
    """The subject that follows token ``i``, before ``limit``; ``object_mode`` where an object follows it."""
    tokens = reading.tokens
    k = skip_asides(tokens, i + 1, limit)
    if k >= limit or not can_head(tokens, k):
        return None
    if object_mode:
        end = subject_end(reading, k, limit)
        return (k, end) if end > k else None
    end = phrase_end(tokens, reading.quotations, k, limit)
    return (k, end) if end > k else None


def can_head(tokens: Tokens, k: int) -> bool:
    """Whether a noun phrase can begin here."""
    return not tokens.tags[k] & NOT_A_HEAD and not verbal(tokens, k)


def skip_asides(tokens: Tokens, k: int, limit: int) -> int:
    """Past what may stand between cue and subject: adverbs, times, من جهته."""
    while k < limit:
        tag = tokens.tags[k]
        if tokens.words[k] == "من" and k + 1 < limit and tokens.words[k + 1] in ASIDE:
            k += 2
        elif (tag & (tags.ADVERB | tags.TIME) and not tag & (tags.GIVEN | tags.ROLE)) or tokens.words[k] in (",", "-"):
            k += 1
        else:
            break
    return k


def subject_end(reading: Reading, k: int, limit: int) -> int:
    """The end of a subject that an object follows: heads, their complements and adjectives, a name."""
    tokens = reading.tokens
    tag = tokens.tags[k]
    if not tag & (KNOWN | tags.DEFINITE):
        return k
    if tag & tags.NAMED and (length := known_name(reading, k)):
        return adjectives(tokens, k + length, limit)
    if tag & (tags.GIVEN | tags.PARTICLE) and not tag & (tags.ROLE | tags.BODY):
        return name_end(tokens, k, limit)
    if tag & (tags.STATE | tags.OUTLET_NAME):
        return k + 1
    if not tag & KNOWN:
        return k + 1 if tag & tags.DEFINITE and not tag & tags.MASDAR else k
    return _titled_end(reading, k, limit)


def known_name(reading: Reading, k: int) -> int:
    """How many tokens from ``k`` are a name of several words that the lexicon knows."""
    tokens = reading.tokens
    for name, _ in reading.names.get(tokens.found[k].stem, ()):
        if tuple(tokens.words[k + 1 : k + len(name)]) == name[1:]:
            return len(name)
    return 0


def adjectives(tokens: Tokens, k: int, limit: int) -> int:
    """Past the definite adjectives at ``k``."""
    while (
        k < limit
        and tokens.tags[k] & tags.DEFINITE
        and tokens.tags[k] & tags.NISBA
        and not tokens.tags[k] & (tags.BY | tags.TO | tags.AND)
    ):
        k += 1
    return k


def name_end(tokens: Tokens, k: int, limit: int) -> int:
    """Past a person's name: given names, particles with what they bind, one family name.

    The family name is one unknown word; a second word with an article counts only in the shape of an adjective.
    """
    start, family = k, False
    while k < limit and k - start < 6:
        tag = tokens.tags[k]
        if tag & tags.PARTICLE and k + 1 < limit:
            k += 2
            family = family or k - start > 2
            continue
        if tag & tags.GIVEN and not family:
            k += 1
            continue
        if family or not _name_word(tokens, k, k - start):
            break
        k, family = k + 1, True
    return k


def _name_word(tokens: Tokens, k: int, already: int) -> bool:
    tag = tokens.tags[k]
    barred = (
        tags.FUNCTION
        | tags.PREPOSITION
        | tags.TIME
        | tags.ADVERB
        | tags.PUNCTUATION
        | tags.BY
        | tags.TO
        | tags.ROLE
        | tags.BODY
        | tags.AND
    )
    if tag & barred or verbal(tokens, k):
        return False
    if already >= 2:
        return bool(tag & tags.NISBA)
    return not tag & tags.MASDAR or bool(tag & tags.DEFINITE)


def _titled_end(reading: Reading, k: int, limit: int) -> int:
    """Past a title, a body or a group with its complement, its adjectives and the name after it."""
    tokens, start = reading.tokens, k
    definite = bool(tokens.tags[k] & tags.DEFINITE)
    k += 1
    while k < limit and not definite and k - start < 8:
        tag = tokens.tags[k]
        if tag & (tags.PUNCTUATION | tags.PREPOSITION | tags.BY | tags.TO | tags.FUNCTION) or verbal(tokens, k):
            return k
        if length := known_name(reading, k):
            k, definite = k + length, True
            break
        definite = bool(tag & (tags.DEFINITE | tags.STATE | tags.GIVEN))
        if tag & tags.GIVEN:
            return name_end(tokens, k, limit)
        k += 1
    k = _complements(tokens, k, limit)
    if (
        k < limit
        and tokens.words[k] == ","
        and k + 1 < limit
        and tokens.tags[k + 1] & (tags.GIVEN | tags.ROLE)
        and not tokens.tags[k + 1] & (tags.AND | STOPPERS)
    ):
        k += 1
        return _titled_end(reading, k, limit) if tokens.tags[k] & tags.ROLE else name_end(tokens, k, limit)
    if k < limit and tokens.tags[k] & (tags.GIVEN | tags.PARTICLE):
        return name_end(tokens, k, limit)
    return k


STOPPERS = tags.FUNCTION | tags.PREPOSITION


def _complements(tokens: Tokens, k: int, limit: int) -> int:
    """Past adjectives, a second genitive after و, and في or لـ with a body."""
    while k < limit:
        tag = tokens.tags[k]
        if (
            tag & tags.DEFINITE
            and tag & (tags.NISBA | tags.FEMININE)
            and not tag & (tags.BY | tags.TO | tags.MASDAR | tags.BODY | tags.ROLE)
        ) or (tag & tags.AND and tag & tags.DEFINITE and not tag & tags.CUE):
            k += 1
        elif tokens.words[k] in ("في", "باسم") and k + 1 < limit and tokens.tags[k + 1] & (tags.BODY | tags.STATE):
            k += 2
        elif tag & tags.TO and tag & (tags.BODY | tags.STATE):
            k += 1
        else:
            break
    return k


def before(reading: Reading, i: int) -> Range | None:
    """The subject that stands before the cue at ``i`` in its own clause."""
    tokens = reading.tokens
    end = i
    while (
        end > 0
        and tokens.tags[end - 1] & (tags.AUXILIARY | tags.NEGATION | tags.ADVERB)
        and not tokens.tags[end - 1] & tags.BREAK
    ):
        end -= 1
    if end > 0 and tokens.tags[end - 1] & tags.RELATIVE:
        return _antecedent(tokens, end - 1)
    start = end
    while start > 0 and end - start < 30 and not _clause_edge(tokens, start - 1, end):
        start -= 1
    for k in range(start, end):
        if can_head(tokens, k) and phrase_end(tokens, reading.quotations, k, end) == end:
            return (k, end) if tokens.tags[k] & (KNOWN | tags.DEFINITE) else None
        if not tokens.tags[k] & (tags.ADVERB | tags.TIME | tags.PUNCTUATION | tags.AUXILIARY):
            break
    return None


def _clause_edge(tokens: Tokens, k: int, end: int) -> bool:
    return bool(tokens.tags[k] & (BOUNDARY | tags.RELATIVE)) or verbal(tokens, k) or tokens.words[k] in (":", "-", ".")


def _antecedent(tokens: Tokens, k: int) -> Range | None:
    """The noun before a relative pronoun at ``k``."""
    start = k
    while start > 0 and k - start < 6 and not tokens.tags[start - 1] & (NOT_A_HEAD | tags.CUE):
        start -= 1
    return (start, k) if start < k else None
