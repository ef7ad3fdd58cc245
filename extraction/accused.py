"""Who was arrested, for cues without a subject that only such a one can have: القبض على جار الضحية حيث اعترف."""

from functools import cache, lru_cache
from typing import Final

from extraction import tags
from extraction.agreement import MANY
from extraction.drafts import Draft, Range, Reading
from extraction.heads import prepositional_pronoun
from extraction.nouns import noun_at
from extraction.quoted_names import name_quote
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import bare, load

FARTHEST: Final = 120
NEAR: Final = 4
CONFESSING: Final = "اعترف"
PRONOUNS: Final = ("هما", "هم", "ها", "ه")
WITH: Final = frozenset(("مع", "معه", "معها", "معهم", "معهما"))
TAKEN: Final = frozenset(("علي", "من", "عن"))
UNNAMED: Final = tags.FUNCTION | tags.PREPOSITION | tags.PUNCTUATION | tags.OWNED | tags.TIME | tags.CUE | tags.MASDAR


def accused(reading: Reading, draft: Draft, since: int) -> Range | None:
    """The one arrested last before the cue of a confession or of words under questioning, from token ``since`` on."""
    tokens, i = reading.tokens, draft.cue[0]
    if draft.aspect == "a" or not (draft.lemma == CONFESSING or _questioned(tokens, i)):
        return None
    found = (_suspect(reading, k, i) for k in range(i - 1, max(since, i - FARTHEST) - 1, -1))
    return next((part for part in found if part and _as_many(tokens, part) == (draft.number or "s")), None)


@lru_cache(maxsize=1 << 14)
def questioning(word: str) -> bool:
    """Whether a word, its proclitics aside, tells of questioning somebody whom a pronoun stands for: وبمواجهته."""
    core = _core(word)
    ending = next((ending for ending in PRONOUNS if core.endswith(ending)), "")
    core = core.removesuffix(ending)
    return bool(ending) and (core in _questionings() or (core.endswith("ت") and core[:-1] + "ه" in _questionings()))


def _questioned(tokens: Tokens, i: int) -> bool:
    """Whether the cue at ``i`` stands beside the questioning of somebody, or behind it where its sentence opens so.

    بالتحري معه, عند استنطاقه, وبالتحري مع المتهم حول الحادث، أفاد.
    """
    around = (
        tokens.first[tokens.sentence[i]],
        *range(max(0, i - NEAR), i),
        *range(i + 1, min(i + NEAR, tokens.size - 1)),
    )
    return any(
        questioning(tokens.words[k]) or (tokens.words[k + 1] in WITH and _core(tokens.words[k]) in _questionings())
        for k in around
    )


def _core(word: str) -> str:
    """A word without و, ب and the article."""
    return bare(word.removeprefix("و").removeprefix("ب"))


def _suspect(reading: Reading, k: int, limit: int) -> Range | None:
    """The one whose arrest the word at ``k`` tells, or whom it calls a suspect: المتهم «م. ع»."""
    tokens = reading.tokens
    word = tokens.found[k].bare
    if word in _arrests():
        return _arrested(reading, k + 1, limit)
    if word not in suspects():
        return None
    if prepositional_pronoun(tokens, k + 1):
        return k, k + 2  # المظنون فيهم
    close = name_quote(reading, k + 1)
    return (k, close + 1) if close > k + 1 else noun_at(reading, k, limit)


def _arrested(reading: Reading, k: int, limit: int) -> Range | None:
    """The noun at ``k`` with its number or its complements, past the preposition of القبض على."""
    tokens = reading.tokens
    k += k < limit and tokens.words[k] in TAKEN
    counted = k + 1 < limit and bool(tokens.tags[k] & tags.NUMBER)
    if k + counted >= limit or tokens.tags[k + counted] & UNNAMED:
        return None
    return (k, k + 2) if counted else noun_at(reading, k, limit)


def _as_many(tokens: Tokens, part: Range) -> str:
    """How many a noun tells of, as verbs do: one, two or more."""
    tag, word = tokens.tags[part[0]], tokens.words[part[0]]
    if part[1] - part[0] > 1 and prepositional_pronoun(tokens, part[0] + 1):  # المظنون فيه
        return "p" if tokens.words[part[0] + 1].endswith("هم") else "s"
    if tag & tags.NUMBER:
        return "p"
    if word.endswith(("ين", "ان")) and not tag & (tags.GIVEN | tags.GROUP):
        return "d"
    return "p" if tag & MANY else "s"


@cache
def _arrests() -> frozenset[str]:
    """Nouns of arrest: قبض, إيقاف."""
    return frozenset(normalise(word) for word in load("grammar")["arrests"])


@cache
def _questionings() -> frozenset[str]:
    """Nouns of questioning: استنطاق, مواجهة."""
    return frozenset(normalise(word) for word in load("grammar")["questionings"])


@cache
def suspects() -> frozenset[str]:
    """Nouns for those who are suspected: متهم."""
    return frozenset(normalise(word) for word in load("grammar")["suspects"])
