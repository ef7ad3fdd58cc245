"""What may stand between a cue and its subject or object: adverbs, times, من جهته, ، في رسالة إلى الوزارة،."""

from typing import Final

from extraction import tags
from extraction.heads import prepositional_pronoun, verbal
from extraction.phrases import describing
from extraction.tokens import Tokens

ASIDE_HEADS: Final = frozenset(("من", "في", "علي"))
ASIDES: Final = frozenset(
    (
        "جهته",
        "جهتها",
        "جانبه",
        "جانبها",
        "ناحيته",
        "ناحيتها",
        "جهتهم",
        "جانبهم",
        "جهه",
        "جانب",
        "ناحيه",
        "المقابل",
        "السياق",
        "الاثناء",
        "الاطار",
        "الصدد",
        "الشان",
        "الختام",
        "الوقت",
        "وقت",
        "صعيد",
    )
)
ASIDE_ENDS: Final = frozenset(
    ("اخر", "اخري", "ثانيه", "ذاته", "نفسه", "ذات", "هذا", "هذه", "متصل", "سابق", "لاحق", "متاخر")
)


def skip_asides(tokens: Tokens, k: int, limit: int) -> int:
    """Past what may stand between cue and subject: adverbs, times, من جهته, في السياق ذاته."""
    while k < limit:
        tag = tokens.tags[k]
        if tokens.words[k] in ASIDE_HEADS and k + 1 < limit and (step := _aside(tokens, k + 1, limit)):
            k += 1 + step
        elif tokens.words[k] == "باشد" and k + 1 < limit:
            k += 2
        elif (tag & (tags.ADVERB | tags.TIME | tags.NUMBER) and not tag & tags.PERSON) or tokens.words[k] in (",", "-"):
            k += 1
        else:
            break
    return k


def skip_adjuncts(tokens: Tokens, k: int, limit: int) -> int:
    """Past asides and past an adjunct: ، في رسالة إلى الوزارة، or في بيان صدر أمس، or في بلاغ له اليوم."""
    k = skip_asides(tokens, k, limit)
    between = tokens.words[k - 1] == ","
    if between and k < limit and _told_of(tokens, k):
        return next(
            (skip_asides(tokens, j, limit) for j in range(k + 1, min(k + 14, limit)) if tokens.words[j] == ","), k
        )
    if k + 1 >= limit or not (tokens.tags[k] & (tags.PREPOSITION | tags.ISSUED) if between else said_in(tokens, k)):
        return k
    close = next((j for j in range(k + 1, min(k + 14, limit)) if _ends_adjunct(tokens, j)), 0)
    if tokens.words[close] == ",":
        return skip_asides(tokens, close, limit)
    return k if between else _past_occasion(tokens, k + 2, limit)


def _told_of(tokens: Tokens, k: int) -> bool:
    """Whether what stands between commas from ``k`` on tells of the one before: ، الذي زار، or ، رئيس الحزب،."""
    return tokens.words[k] in describing() or bool(tokens.tags[k] & tags.RELATIVE) or _title_behind(tokens, k)


def _title_behind(tokens: Tokens, k: int) -> bool:
    """Whether the title of the one named before the comma begins at ``k``: نفى سالم الحمدي، رئيس الحزب، وجود."""
    named = tokens.tags[k - 2] & (tags.GIVEN | tags.NISBA)
    return bool(named and tokens.tags[k] & tags.ROLE) and not tokens.tags[k] & (tags.AND | tags.BY | tags.TO)


def _past_occasion(tokens: Tokens, k: int, limit: int) -> int:
    """Past what belongs to the occasion whose noun stands before ``k``: له, صحفي, اليوم."""
    while k < limit and (
        prepositional_pronoun(tokens, k) or (tokens.tags[k] & tags.NISBA and not tokens.tags[k] & tags.DEFINITE)
    ):
        k += 1
    return skip_asides(tokens, k, limit)


def said_in(tokens: Tokens, k: int) -> bool:
    """Whether a medium or an occasion is named at ``k``: في بيان, خلال لقاء."""
    spoken = tags.OCCASION | tags.DOCUMENT | tags.OUTLET
    return bool(tokens.tags[k] & tags.PREPOSITION and tokens.tags[k + 1] & spoken)


def _ends_adjunct(tokens: Tokens, j: int) -> bool:
    return tokens.words[j] == "," or bool(tokens.tags[j] & (tags.BREAK | tags.COMPLEMENTISER)) or verbal(tokens, j)


def _aside(tokens: Tokens, k: int, limit: int) -> int:
    """How many tokens from ``k`` are the noun of an aside with what belongs to it; 0 where there is none."""
    start = k
    if tokens.words[k] in ("هذا", "هذه", "ذات", "نفس") and k + 1 < limit:
        k += 1
    if tokens.words[k] not in ASIDES:
        return 0
    k += 1
    while k < limit and tokens.words[k] in ASIDE_ENDS:
        k += 1
    return k - start
