"""Cues that are no finite verbs: participles that go on with a report, قوله after a source, verbal nouns."""

from typing import Final

from extraction import tags
from extraction.complements import CARRIERS, Complement, find, nameless
from extraction.contents import sentence_end
from extraction.drafts import Draft, Range, Reading
from extraction.heads import can_head, verbal
from extraction.nouns import subject_end
from extraction.objects import takes_objects
from extraction.phrases import phrase_end
from extraction.readings import CLAUSAL, frame_of, new_draft, object_head
from extraction.tokens import Tokens
from extraction.vocabulary import Reading as CueReading

# Feminine participles of these are everyday nouns or adjectives: طالبة, مهددة, ضرورة ملحة.
NOUNS: Final = frozenset(("هدد", "طلب", "ألح"))
# A verbal noun after these tells what was said before or in spite of something.
SETTING: Final = frozenset(
    ("بعد", "عقب", "اثر", "منذ", "رغم", "غداه", "بعيد", "قبيل", "وبعد", "وعقب", "واثر", "ورغم", "ومنذ")
)
NAMING: Final = tags.ROLE | tags.GIVEN | tags.STATE | tags.BODY | tags.OUTLET | tags.NAMED
SHORT: Final = 6
# What one admits begins with these: مقرة بأن, مقرا بالخطأ.
GOVERNED: Final = tags.COMPLEMENTISER | tags.BY | tags.BARE_BY | tags.QUOTE | tags.ADVERB | tags.PREPOSITION


def participle(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A participle that goes on with a report: مؤكدا أن, داعيا إلى, معلنا تشكيل لجنة."""
    tokens = reading.tokens
    if not adverbial(tokens, i) or nameless(tokens, i) or (tokens.words[i] in CARRIERS and _carried(reading, i)):
        return None
    limit = sentence_end(tokens, i)
    frame = frame_of(readings)
    governed = find(reading, i, limit, frame)
    first = past_told(tokens, i + 1)
    takes_object = frame & {"object", "label"} and first < limit and object_head(reading, first)
    takes_object = takes_object and (led(tokens, i) or not tokens.words[first].endswith("ا"))
    owned = first < limit and tokens.tags[first] & tags.OWNED and tokens.tags[first] & tags.MASDAR  # مؤكدا حرصه على
    late = governed is None or (governed.marker > first and (governed.form in CLAUSAL or bool(owned)))
    if takes_object and (late or "label" in frame):
        governed = Complement("object", first, first, -1)
        if again(tokens, i, readings[0]):
            return None
    if governed is None or governed.start >= tokens.size or tokens.tags[governed.start] & tags.BREAK:
        return None
    if tokens.tags[i] & tags.ROLE and not led(tokens, i) and governed.marker > i + 1:
        return None
    if tokens.words[i].endswith("ه") and not led(tokens, i) and governed.form == "noun" and governed.marker > i + 1:
        return None
    draft = new_draft(tokens, readings, i, governed, "participle")
    if governed.form == "object" and tokens.tags[governed.start] & tags.QUOTE:
        draft.quote, draft.content = governed.start, (governed.start + 1, governed.start + 1)
    return draft


def past_told(tokens: Tokens, k: int) -> int:
    """Past what stands between a participle and its object: متمنيا له التوفيق, مؤكدة بذلك عزمها."""
    pronoun = tags.PREPOSITION | tags.PRONOUN
    by_that = tags.BY | tags.DEMONSTRATIVE
    tag = tokens.tags[k] if k < tokens.size else 0
    return k + (tag & pronoun == pronoun or tag & by_that == by_that)


def again(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether the word at ``i`` says when, loads or lists: مجددا هذا الصباح, محملة بالسلع, ومتابعة الأشغال."""
    blaming = cue.verb.lemma == "حمّل"
    listed = tokens.tags[i] & tags.AND and tokens.words[i].endswith("ه") and cue.verb.strict and not blaming
    loaded = blaming and not takes_objects(tokens, i, cue)
    return bool(listed) or loaded or any(tag & tags.TIME for tag in tokens.tags[i + 1 : i + 3])


def led(tokens: Tokens, i: int) -> bool:
    """Whether the participle at ``i`` shows by a mark before it or by its ending that it tells how a report goes on."""
    return bool(tokens.tags[i - 1] & (tags.PUNCTUATION | tags.ADVERB | tags.TIME)) or tokens.words[i].endswith("ا")


def adverbial(tokens: Tokens, i: int) -> bool:
    """Whether the participle at ``i`` tells how a report goes on, rather than name somebody or something."""
    tag, word = tokens.tags[i], tokens.words[i]
    named = tags.DEFINITE | tags.BODY | tags.PREPOSITION | tags.STATE
    written = tag & (tags.DOCUMENT | tags.OCCASION) and not (i and tokens.tags[i - 1] & tags.PUNCTUATION)
    if i == 0 or tag & named or written or not word.endswith(("ا", "ه", "ين", "ات", "ون")):
        return False
    barred = tags.QUANTIFIER | tags.NUMBER | tags.NEGATION | tags.AUXILIARY
    if not word.endswith("ا"):
        barred |= tags.PREPOSITION | tags.DEMONSTRATIVE
    return (word[0] == "و" or not tokens.tags[i - 1] & barred) and not describes(tokens, i)


def describes(tokens: Tokens, i: int) -> bool:
    """Whether the participle at ``i`` is an adjective or a name: آراء مؤيدة للحرب, أنواع مهددة, أحمد مناصرة.

    Feminine ones of verbs that take a stand or threaten are so wherever no comma stands before them. So is one
    just behind the subject of a clause: أن الحكومة مطالبة بالرد. An adjective after the word tells a noun: مقرا باليا.
    """
    following = min(i + 1, tokens.size - 1)
    bare = tokens.tags[following] & (tags.BARE_BY | tags.BARE_TO) and tokens.words[following].endswith("ا")
    seat = tokens.found[i].readings[0].verb.lemma == "أقر" and not tokens.tags[following] & GOVERNED
    named = tokens.tags[i] & tags.GIVEN and i > 0 and verbal(tokens, i - 1)  # قالت مباركة
    if named or bare or seat or (tokens.words[i].endswith("ا") and tokens.words[following].endswith("يا")):
        return True  # ومقره بيروت, مقرا باليا, مقترحا تعديليا
    if not tokens.words[i].endswith("ه") or tokens.tags[i - 1] & tags.PUNCTUATION:
        return False
    verb = tokens.found[i].readings[0].verb
    if tokens.tags[i - 1] & tags.ANONYMOUS:
        return True
    if verb.position or (tokens.words[i][0] != "و" and (verb.lemma in NOUNS or tokens.tags[i - 1] & tags.GIVEN)):
        return True
    return any(tag & tags.COMPLEMENTISER for tag in tokens.tags[max(0, i - 3) : i - 1])


def _carried(reading: Reading, i: int) -> bool:
    """Whether قائلا only repeats a cue just before it that has no content of its own."""
    tokens = reading.tokens
    for k in range(i - 1, max(-1, i - 25), -1):
        if tokens.tags[k] & (tags.BREAK | tags.COMPLEMENTISER | tags.QUOTE):
            return False
        cues = [r for r in tokens.found[k].readings if r.aspect in "pi" and not r.verb.strict]
        if cues and not tokens.tags[k] & (tags.PREPOSITION | tags.SPEAKING):
            governed = find(reading, k, sentence_end(tokens, k), frame_of(cues))
            return governed is not None and governed.marker > i
    return False


def verbal_noun(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A verbal noun with the speaker's pronoun: نقلت الوكالة عن الوزير قوله إن."""
    tokens = reading.tokens
    owned = [r for r in readings if r.pronoun[0] == "3" and r.verb.lemma == "قال"]
    if not owned or (i and tokens.tags[i - 1] & (tags.PREPOSITION | tags.NOMINAL)):
        return None
    governed = find(reading, i, sentence_end(tokens, i), frozenset(("clause",)))
    mention = source_before(reading, i)
    if governed is None or mention is None or governed.start >= tokens.size:
        return None
    draft = new_draft(tokens, owned, i, governed, "relayed-saying")
    draft.mention = mention
    return draft


def reported_noun(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A verbal noun with its subject that sets a time or a concession: بعد إعلان الوزارة عن, رغم تأكيد الحزب أن."""
    tokens, limit = reading.tokens, sentence_end(reading.tokens, i)
    named = [r for r in readings if r.pronoun == "0" and not (r.verb.opinion or r.verb.strict)]
    if not named or i == 0 or tokens.words[i - 1] not in SETTING or i + 1 >= limit or not can_head(tokens, i + 1):
        return None
    head = tokens.tags[i + 1]
    end = subject_end(reading, i + 1, limit) if head & NAMING else 0
    end -= bool(end and tokens.tags[end - 1] & tags.BARE_BY)  # مطالبة النائب بتحقيق
    if end <= i + 1:
        return None
    frame = frame_of(named)
    governed = find(reading, end - 1, min(limit, end + SHORT), frame)
    if governed is None and "object" in frame and end < limit and tokens.tags[end] & tags.OWNED:
        governed = Complement("object", end, end, -1)
    if governed is None or governed.start >= limit:
        return None
    draft = new_draft(tokens, named, i, governed, "verbal-noun")
    draft.mention = (i + 1, end)
    return draft


def source_before(reading: Reading, i: int) -> Range | None:
    """The noun phrase after the عن that stands before the cue at ``i``: نقلت الوكالة عن الوزير قوله."""
    tokens = reading.tokens
    for k in range(i - 1, max(-1, i - 30), -1):
        if tokens.tags[k] & tags.BREAK:
            return None
        if tokens.words[k] in ("عن", "الي") and can_head(tokens, k + 1):
            end = phrase_end(reading, k + 1, i)
            return (k + 1, end) if end > k + 1 else None
    return None
