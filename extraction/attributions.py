"""From cues to drafts: one function for each construction that attributes words."""

from typing import Final

from extraction import subjects, tags
from extraction.asides import ASIDE_ENDS, skip_asides
from extraction.boilerplate import covered
from extraction.complements import Complement, clause_start, find, nameless
from extraction.contents import sentence_end
from extraction.drafts import Draft, Reading
from extraction.heads import KNOWN, can_be_finite, verbal
from extraction.homographs import impersonal, no_verb
from extraction.nominals import nominal, sentence_start
from extraction.nouns import subject_end
from extraction.objects import LIGHT, takes_objects, with_object
from extraction.participles import participle, reported_noun, source_before, verbal_noun
from extraction.phrases import phrase_end
from extraction.quotations import Quotation
from extraction.quoted_names import PASSING_ON
from extraction.readings import CLAUSAL, frame_of, new_draft
from extraction.tokens import Tokens
from extraction.vocabulary import Reading as CueReading

ADDRESSED: Final = frozenset(("اتهم", "وعد", "حذر", "هنأ", "ذكّر"))
NEGATABLE: Final = frozenset(("اعترف", "أقر", "استبعد", "نفى", "أنكر"))
HOMOGRAPH: Final = tags.ROLE | tags.GROUP | tags.BODY | tags.DOCUMENT | tags.OUTLET | tags.PREPOSITION
VERB_PLACE: Final = (
    tags.PUNCTUATION
    | tags.AUXILIARY
    | tags.SUBORDINATOR
    | tags.RELATIVE
    | tags.COMPLEMENTISER
    | tags.NEGATION
    | tags.ADVERB
    | tags.TIME
    | tags.ASIDE
    | tags.STATE
    | tags.GIVEN
)
# Nouns that a word which is a preposition as well has after it.
GOVERNED: Final = tags.DEFINITE | tags.OCCASION
# An indefinite noun with adjectives is no longer; before these it begins, and with one of SPEAKS it is somebody.
THING: Final = 6
SPEAKS: Final = (KNOWN & ~tags.GROUP) | tags.OCCASION | tags.AMBIGUOUS
NOT_A_THING: Final = (
    SPEAKS
    | tags.GROUP
    | tags.DEFINITE
    | tags.OWNED
    | tags.FUNCTION
    | tags.PREPOSITION
    | tags.PUNCTUATION
    | tags.TIME
    | tags.ADVERB
    | tags.NUMBER
    | tags.DEMONSTRATIVE
    | tags.CUE
)
THERE: Final = frozenset(("هناك", "وهناك", "ثمه", "وثمه"))
CONCESSIONS: Final = frozenset(("رغم", "ورغم", "الرغم", "بالرغم", "وبالرغم"))
# What follows is not yet said: إذا أعلن الوزير, ما لم يؤكد.
CONDITIONS: Final = frozenset(("اذا", "واذا", "لو", "ولو", "كلما", "حال", "ريثما"))
THIS: Final = frozenset(("وهو", "هذا", "وهذا"))
SOURCED: Final = frozenset(("جاء", "وجاء", "ورد", "وورد", "جاءت", "وجاءت"))


def drafts(reading: Reading) -> list[Draft]:
    """All drafts of a field in text order, their contents without an end yet."""
    found: list[Draft] = []
    tokens, past = reading.tokens, 0
    skipped = covered(tokens)
    for i in tokens.marked:
        tag = tokens.tags[i]
        if tag & (tags.CUE | tags.NOMINAL) and i >= past and reading.quotations.within(i) < 0 and i not in skipped:
            draft = nominal(reading, i) if tag & tags.NOMINAL else None
            if draft is None and tag & tags.CUE:
                draft = cue_draft(reading, i)
            if draft is not None:
                past = max(draft.cue[1], draft.content[0] + 1) if draft.form == "object" else draft.cue[1]
                found.append(draft)
    return found


def cue_draft(reading: Reading, i: int) -> Draft | None:
    """The draft of the cue at ``i`` by its first reading that fits."""
    found = reading.tokens.found[i].readings
    verbs = [r for r in found if r.aspect in ("p", "i")]
    participles = [r for r in found if r.aspect == "a"]
    nouns = [r for r in found if r.aspect == "n"]
    return (
        (finite(reading, i, verbs) if verbs else None)
        or (participle(reading, i, participles) if participles else None)
        or (verbal_noun(reading, i, nouns) or reported_noun(reading, i, nouns) if nouns else None)
    )


def finite(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A finite verb and what it governs: قال الوزير إن, دعا الحزب إلى, أدانت المنظمة الهجوم."""
    readings = [r for r in readings if in_place(reading.tokens, i, r)]
    draft = governing(reading, i, readings) if readings else None
    if draft is None or draft.mention is not None or (draft.aspect, draft.number, reading.field) != ("i", "s", "body"):
        return draft
    return draft if draft.form in CLAUSAL or not describes_thing(reading.tokens, i) else None


def describes_thing(tokens: Tokens, i: int) -> bool:
    """Whether the verb at ``i`` describes the indefinite noun before it, which cannot speak: أعراض تشير إلى المرض."""
    k = i - 1
    if tokens.tags[i] & tags.AND:
        return False
    while k >= 0 and i - k < THING and not tokens.tags[k] & NOT_A_THING and not verbal(tokens, k):
        k -= 1
    stop = tokens.tags[k] if k >= 0 else 0
    return k < i - 1 and not stop & SPEAKS and bool(stop & (tags.DEFINITE | tags.PREPOSITION) or i - k > 2)


def governing(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """The draft of a finite verb by what it governs: an object, a quotation around it, a clause, a preposition."""
    tokens = reading.tokens
    limit = sentence_end(tokens, i)
    governed = find(reading, i, limit, frame_of(readings))
    objects = [r for r in readings if r.verb.frame & {"object", "label"} and takes_objects(tokens, i, r)]
    if objects and (draft := with_object(reading, i, objects, governed, limit)) is not None:
        return draft
    if readings[0].verb.lemma in LIGHT:
        return None
    quoted = before_cue(reading, i)
    if quoted is not None and (governed is None or governed.form in ("quote", "colon")):
        return around(reading, i, readings, governed, quoted)
    if governed is None or governed.start >= tokens.size:
        return behind(reading, i, readings, limit) if governed is None else None
    if tokens.words[i] in SOURCED and tokens.words[i + 1] in ("في", "فيه", "فيها"):
        return in_document(reading, i, readings, governed)
    return with_complement(reading, i, readings, governed)


def behind(reading: Reading, i: int, readings: list[CueReading], limit: int) -> Draft | None:
    """A cue that points back at all that it attributes: كما أكد الوزير, وهو ما أدانه الحزب, على ما أفاد المصدر."""
    tokens = reading.tokens
    linked = tokens.words[max(i - 2, 0) : i]
    taken_up, known = linked[-1:] == ["ما"] and linked[0] in THIS, linked == ["علي", "ما"]
    start, end = sentence_start(tokens, i), i - 1 - (taken_up or known)
    if not (taken_up or known) and linked[-1:] != ["كما"]:
        return None
    saying = [r for r in readings if (r.pronoun != "0") == taken_up and "clause" in r.verb.frame and not r.verb.opinion]
    if not saying or end - start < 3 or any(tokens.tags[j] & tags.BREAK for j in range(start, i)):
        return None
    draft = new_draft(tokens, saying, i, Complement("clause", start, start, -1), "verb-final")
    draft.mention = subjects.after(reading, i, limit, draft.gender)
    draft.cue, draft.negated = (i, i + 1), False
    draft.content, draft.final = (start, end), True
    return draft if draft.mention is not None else None


def before_cue(reading: Reading, i: int) -> Quotation | None:
    """The quotation that closes just before the cue at ``i``, a comma between them or none."""
    tokens = reading.tokens
    k = i - 1 if i and tokens.words[i - 1] != "," else i - 2
    opening = reading.quotations.opening.get(k, -1)
    long = opening >= 0 and k - opening >= (3 if k == i - 2 else 4)
    return reading.quotations.at[opening] if long and not tokens.tags[i] & tags.AND else None


def around(
    reading: Reading, i: int, readings: list[CueReading], governed: Complement | None, quoted: Quotation
) -> Draft | None:
    """A cue after or inside what it attributes: «…»، قال الوزير، «…»."""
    saying = [r for r in readings if "clause" in r.verb.frame and not r.verb.opinion]
    if not saying or reading.tokens.tags[i] & tags.PREPOSITION:
        return None
    limit = governed.marker if governed is not None else sentence_end(reading.tokens, i)
    draft = new_draft(
        reading.tokens, saying, i, Complement("quote", quoted.open, quoted.open + 1, quoted.open), "infix"
    )
    draft.mention = subjects.after(reading, i, limit, draft.gender)
    second = reading.quotations.at.get(governed.quote) if governed is not None else None
    draft.last = second.close if second is not None and second.close > 0 else quoted.close
    if draft.mention is None and second is None:
        return None
    return draft


def in_document(reading: Reading, i: int, readings: list[CueReading], governed: Complement) -> Draft | None:
    """A document in which the words stand: جاء في بيان الوزارة أن, أصدرت الوزارة بيانا جاء فيه أن."""
    if reading.tokens.words[i + 1] != "في":
        near = governed.form in CLAUSAL and governed.marker == i + 2
        return new_draft(reading.tokens, readings, i, governed, "document-source") if near else None
    end = phrase_end(reading, i + 2, governed.marker)
    if end <= i + 2 or not reading.tokens.tags[i + 2] & (tags.DOCUMENT | tags.OCCASION | tags.OUTLET):
        return None
    draft = new_draft(reading.tokens, readings, i, governed, "document-source")
    draft.mention = (i + 2, end)
    return draft


def in_place(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether a finite verb can stand here: not after a preposition, not what has yet to happen, not denied."""
    if no_verb(tokens, i, cue) or impersonal(tokens, i, cue) or _governs_noun(tokens, i, cue) or nameless(tokens, i):
        return False
    if cue.verb.position and "في" in cue.verb.frame and against_odds(tokens, i):
        return False
    if tokens.tags[i] & tags.AND:
        return True
    if tokens.tags[i] & HOMOGRAPH and i and not tokens.tags[i - 1] & VERB_PLACE and not subjects.written_in(tokens, i):
        return tokens.words[i - 1] == "و" or tokens.words[i - 1] in ASIDE_ENDS
    k = i - 1
    while k >= 0 and tokens.tags[k] & tags.AUXILIARY:
        k -= 1
    return k < 0 or _may_follow(tokens, k, cue)


def against_odds(tokens: Tokens, i: int) -> bool:
    """Whether a hope stands behind a concession, so that the narrator weighs it: رغم غياب الأدلة يأمل السكان في."""
    start = max(sentence_start(tokens, i), i - 40)
    return not CONCESSIONS.isdisjoint(tokens.words[start:i])


def _may_follow(tokens: Tokens, k: int, cue: CueReading) -> bool:
    """Whether a finite cue can follow the word at ``k``."""
    tag, word = tokens.tags[k], tokens.words[k]
    if tag & tags.NEGATION:
        return cue.verb.position or cue.verb.lemma in NEGATABLE or word == "غير" or (word == "ما" and cue.aspect == "p")
    if (tag & tags.MODAL and not tag & tags.COMPLEMENTISER) or word in CONDITIONS:
        return False
    if word in ("ان", "بان", "وان") and cue.aspect == "i":
        return False
    if tag & tags.AND and not tag & tags.SPEAKING and cue.aspect == "p" and can_be_finite(tokens, k):
        return False  # وقدر ثمن القمح
    return (
        not tag & (tags.PREPOSITION | tags.DEMONSTRATIVE | tags.QUANTIFIER)
        or bool(tag & tags.AND)
        or word in ("بعدما", "قبلما")
    )


def _governs_noun(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether the word is a verbal noun in the shape of a masculine verb: تعهد الحكومة."""
    if cue.gender != "m" or cue.pronoun != "0" or i + 1 >= tokens.size:
        return False
    twin = any(r.aspect == "n" for r in tokens.found[i].readings)
    next_tag = tokens.tags[i + 1]
    feminine = (
        next_tag & tags.FEMININE
        and next_tag & (tags.DEFINITE | tags.STATE)
        and not next_tag & (tags.GIVEN | tags.BY | tags.TO | tags.OWNED)
    )
    return twin and bool(feminine or _after_noun(tokens, i, cue))


def _after_noun(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether an indefinite noun governs the word, or هناك tells that there is one: نظام دعم المحروقات, هناك طلب."""
    if cue.aspect != "p" or tokens.tags[i] & tags.AND or i < 2:
        return bool(i) and tokens.words[i - 1] in THERE
    if tokens.words[i - 1] in THERE:
        return True
    plain = not tokens.tags[i - 1] & (VERB_PLACE | KNOWN | tags.DEFINITE | tags.NISBA | tags.PREPOSITION | tags.CUE)
    return plain and not tokens.tags[i - 2] & (tags.PUNCTUATION | tags.CUE | KNOWN | tags.DEFINITE)


def with_complement(reading: Reading, i: int, readings: list[CueReading], governed: Complement) -> Draft | None:
    """A verb with a clause, a quotation or a governed noun."""
    tokens = reading.tokens
    draft = new_draft(tokens, readings, i, governed, "verb-complement")
    if draft.verb is None:
        return None
    if draft.lemma == "أهاب":
        _past_addressee(reading, draft)
    addressed = bool(draft.verb.frame & {"label", "told"}) or draft.lemma in ADDRESSED or draft.act == "call"
    draft.mention, draft.relative = subjects.of(reading, i, governed.marker, readings[0], addressed)
    if draft.lemma in PASSING_ON:
        draft.mention = source_before(reading, governed.marker)
        return draft if draft.mention is not None and draft.mention[0] > i else None
    if (tokens.tags[i] & tags.PREPOSITION or draft.verb.strict) and not well_placed(reading, draft, governed):
        return None
    if draft.lemma == "وصف" and governed.form in ("clause", "noun"):
        start = draft.mention[1] if draft.mention and draft.mention[0] > i else i + 1
        draft.content, draft.quote = (start, start), -1
    return draft


def _past_addressee(reading: Reading, draft: Draft) -> None:
    """Begin the content after the one appealed to: أهابت الشرطة بالسكان الابتعاد عن السد."""
    tokens, start = reading.tokens, draft.content[0]
    if tokens.tags[start] & tags.BY and tokens.tags[start] & (tags.PERSON | tags.GROUP | tags.BODY):
        end = subject_end(reading, start, sentence_end(tokens, start))
        complement = clause_start(tokens, end + (tokens.words[end : end + 1] == ["الي"]))
        draft.addressee, draft.content, draft.quote = (start, end), (complement.start,) * 2, complement.quote


def well_placed(reading: Reading, draft: Draft, governed: Complement) -> bool:
    """Whether a word that is often no cue is one here: a clause or quotation follows it or its subject."""
    tokens, (i, after) = reading.tokens, draft.cue
    channel = tokens.tags[after] & (tags.OCCASION | tags.OUTLET | tags.OUTLET_NAME) and governed.form in CLAUSAL
    late = draft.mention and draft.mention[0] < i and tokens.tags[after] & GOVERNED
    if tokens.tags[i] & tags.PREPOSITION and (channel or late):
        return False  # عبر حسابه, قال المدرب عقب المباراة: …
    if subjects.written_in(tokens, i) and governed.marker == after + 1:
        return True  # بيان عبر فيه عن أسفه
    if tokens.words[governed.marker] == "عن" and draft.mention is not None:
        return draft.mention[0] > i or tokens.words[i - 1] == "ان"  # سبق للنقابة أن تحدثت عن
    if governed.form not in CLAUSAL and governed.marker != skip_asides(tokens, after, governed.marker):
        return False
    start, end = draft.mention or (after, after)
    if tokens.words[governed.marker - 1] == "," and draft.mention and start == after:
        return True
    distance = governed.marker - max(end, after)
    apart = governed.form == "quote" and (distance > 6 or tokens.tags[i] & tags.PREPOSITION)
    near = distance <= (14 if draft.mention else 1)
    return not apart and near and (start < i or start <= after + 2)
