"""The medium or occasion of a saying, and the one who was told."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Draft, Range, Reading
from extraction.heads import KNOWN, verbal
from extraction.phrases import phrase_end
from extraction.quoted_names import name_quote
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load
from schemas.statement import MediumKind

OUTLETS: Final = tags.OUTLET | tags.OUTLET_NAME
NAMING: Final = tags.OCCASION | OUTLETS
PASSING_ON: Final = OUTLETS | tags.DOCUMENT
LEADS: Final = frozenset(
    ("في", "خلال", "عبر", "علي", "اثناء", "ضمن", "لدي", "عقب", "وفي", "ففي", "وخلال", "وعبر", "بعد", "اثر", "عند")
)
PRESS: Final = frozenset(("صحفي", "صحفيه", "صحافي", "صحافيه", "اعلامي", "اعلاميه"))
SOCIAL: Final = frozenset(("تويتر", "فيسبوك", "فايسبوك", "الفيسبوك", "الفايسبوك", "انستغرام", "اكس"))
PLURAL_PRESS: Final = frozenset(
    ("الصحفيين", "الصحافيين", "صحفيين", "صحافيين", "للصحفيين", "للصحافيين", "لصحفيين", "لصحافيين")
)
# Whom one speaks before: امام مجلس النواب.
HEARERS: Final = tags.BODY | tags.GROUP
BEFORE: Final = "امام"
# Before مقابلة it is no interview: في الجهة المقابلة.
SIDES: Final = frozenset(("الجهه", "الضفه", "الطرف", "الناحيه", "الصوره"))
TIME_ONLY: Final = frozenset(("زياره", "يوم", "برنامج", "عرض", "بيانات", "كتاب"))


@cache
def kinds() -> dict[str, MediumKind]:
    """The medium kind of each occasion of the lexicon."""
    return {normalise(term): kind for kind, terms in load("media")["occasions"].items() for term in terms}


def assign(reading: Reading, draft: Draft, end: int) -> None:
    """Find the draft's medium: beside its speaker, before its cue, or in the tail after its content up to ``end``."""
    last = draft.content[0] if not draft.final else draft.cue[1]
    spans = [(draft.cue[1], last)]
    if not draft.final:
        spans += [(_opening(reading.tokens, draft), draft.start), (draft.content[1], end)]
    for start, stop in spans:
        draft.medium = draft.medium or find(reading, draft, start, stop)
    draft.medium = draft.medium or _relay(reading, draft)


def _relay(reading: Reading, draft: Draft) -> Range | None:
    """The outlet or document that passes the words on: نقلت الصحيفة عن الوزير قوله, ذكر بيان أن الوزير قال."""
    if draft.relayed is not None:
        start = draft.relayed.start
    elif draft.rules[0] == "relayed-saying":
        start = reading.tokens.first[reading.tokens.sentence[draft.start]]
    else:
        return None
    stop = draft.start
    first = next((k for k in range(start, stop) if reading.tokens.tags[k] & PASSING_ON), None)
    return (first, max(phrase_end(reading, first, stop), first + 1)) if first is not None else None


def _opening(tokens: Tokens, draft: Draft) -> int:
    """Where the adjunct before a cue can begin: its sentence's start, if the sentence opens with a preposition."""
    start = max(tokens.first[tokens.sentence[draft.start]], draft.start - 25)
    return start if tokens.words[start] in LEADS else draft.start


def find(reading: Reading, draft: Draft, start: int, stop: int) -> Range | None:
    """The first medium between two tokens."""
    tokens = reading.tokens
    for k in range(start, stop):
        tag = tokens.tags[k]
        if not tag & (NAMING | HEARERS) or (draft.mention is not None and draft.mention[0] <= k < draft.mention[1]):
            continue
        if tag & HEARERS and k > start and tokens.words[k - 1] == BEFORE:
            return k - 1, max(phrase_end(reading, k, stop), k + 1)
        if tag & tags.OCCASION and _occasion(tokens, k, start):
            return _extended(reading, k, start, stop)
        if tag & OUTLETS and _towards(tokens, k, start):
            told_first = draft.mention is not None and k < draft.mention[0]  # لرويترز مصدر أمني
            return _extended(reading, k, start, min(stop, draft.mention[0]) if draft.mention and told_first else stop)
    return None


def _occasion(tokens: Tokens, k: int, start: int) -> bool:
    """Whether the occasion at ``k`` is led by a preposition: في بيان, خلال لقاء, على هامش ندوة."""
    before = tokens.words[k - 1] if k > start else ""
    if verbal(tokens, k) or tokens.words[k] in TIME_ONLY or before in SIDES:
        return False
    if before in ("هامش", "ختام", "افتتاح", "مستهل", "هذا", "صفحته", "صفحتها", "حسابه", "حسابها"):
        return True
    return before in LEADS or bool(tokens.tags[k] & tags.BY) or (k > start + 1 and tokens.words[k - 2] in LEADS)


def _towards(tokens: Tokens, k: int, start: int) -> bool:
    """Whether the outlet at ``k`` is the one spoken to: لرويترز, لوكالة الأنباء, على قناة."""
    if tokens.tags[k] & tags.TO:
        return True
    before = tokens.words[k - 1] if k > start else ""
    return before in ("ل", "مع", "علي", "عبر", "في", '"', "«", "“") and (
        before in ("ل", "مع", "علي", "عبر", "في") or tokens.words[k - 2] in ("ل", "مع")
    )


def _extended(reading: Reading, k: int, start: int, stop: int) -> Range:
    """The medium with its preposition, its adjectives and the outlet after it."""
    tokens, first = reading.tokens, k
    while (
        first > start
        and k - first < 3
        and (
            tokens.tags[first - 1] & (tags.PREPOSITION | tags.OCCASION)
            or tokens.words[first - 1] in ("هامش", "ختام", "ل")
        )
    ):
        first -= 1
    end = k + 1
    while end < stop:
        tag = tokens.tags[end]
        outlet = tag & (tags.OUTLET | tags.OUTLET_NAME | tags.TO) and not tag & tags.TIME
        if tag & tags.QUOTE and name_quote(reading, end) > end:
            end = name_quote(reading, end) + 1
        elif outlet or (tokens.words[end] in ("مع", "ل", "علي") and end + 1 < stop):
            end = max(phrase_end(reading, end + (0 if outlet else 1), stop), end + 1)
        elif tag & (tags.FUNCTION | tags.PUNCTUATION | tags.PREPOSITION | tags.TIME | tags.AND) or verbal(tokens, end):
            break
        else:
            end += 1
    return first, min(end, max(stop, k + 1))


def kind_of(tokens: Tokens, medium: Range) -> MediumKind:
    """The kind of a medium, by its nouns."""
    words = [tokens.found[k].stem for k in range(*medium)]
    plain = {word.removeprefix("ال") for word in words} | set(words)
    if plain & SOCIAL:
        return "social_post"
    if tokens.words[medium[0]] == BEFORE:
        return "speech"
    press = bool(plain & PRESS)
    for word in words:
        kind = kinds().get(word) or kinds().get(word.removeprefix("ال"))
        if kind in ("press_conference", "meeting"):
            return _meeting(word, press, kind)
        if kind:
            return kind
    if "وكاله" in plain or any(tokens.tags[k] & tags.OUTLET_NAME for k in range(*medium)):
        return "agency"
    spoken_to = tokens.tags[medium[0]] & (tags.TO | tags.PREPOSITION)
    return "interview" if spoken_to else "unknown"


def _meeting(word: str, press: bool, kind: MediumKind) -> MediumKind:
    if press:
        return "interview" if word == "لقاء" else "press_conference"
    return "meeting" if kind == "meeting" or word in ("ندوه", "موتمر") else kind


def _may_be_told(tokens: Tokens, k: int, after: int) -> bool:
    """Whether لـ at ``k`` follows the speaker, an aside or an occasion rather than a noun of its own: الدورة للمجلس."""
    before = tokens.tags[k - 1]
    if k == after or before & (tags.PUNCTUATION | tags.ADVERB | tags.TIME | tags.OCCASION):
        return True
    return bool(before & tags.NISBA and tokens.tags[k - 2] & tags.OCCASION)


def addressee(reading: Reading, draft: Draft) -> Range | None:
    """Who was told: the noun after the subject of a cue that takes one, or لـ with people."""
    tokens = reading.tokens
    after = draft.mention[1] if draft.mention and draft.mention[0] >= draft.cue[1] else draft.cue[1]
    for k in range(after, draft.marker):
        tag = tokens.tags[k]
        if (
            tag & tags.TO
            and _may_be_told(tokens, k, after)
            and (tokens.words[k] in PLURAL_PRESS or tag & (tags.ROLE | tags.GROUP | tags.BODY | tags.GIVEN))
        ):
            return k, max(phrase_end(reading, k + 1, draft.marker), k + 1)
    direct = draft.act in ("call", "warn", "criticise") or (draft.verb is not None and "told" in draft.verb.frame)
    if not direct or draft.form == "object":
        return None
    k = after
    while k < draft.marker and tokens.tags[k] & (tags.ADVERB | tags.TIME):
        k += 1
    if (
        k < draft.marker
        and tokens.tags[k] & (KNOWN | tags.DEFINITE)
        and not tokens.tags[k] & (tags.PREPOSITION | tags.PUNCTUATION)
    ):
        return k, max(phrase_end(reading, k, draft.marker), k + 1)
    return None
