"""Verbs with what was said as their object, and labels: أدان الرئيس الهجوم, اعتبر القرار خطيرا."""

from typing import Final

from extraction import subjects, tags
from extraction.asides import skip_adjuncts, skip_asides
from extraction.complements import Complement
from extraction.drafts import Draft, Range, Reading
from extraction.heads import prepositional_pronoun, verbal
from extraction.nouns import adjectives, subject_end
from extraction.openings import told_end
from extraction.phrases import phrase_end
from extraction.readings import CLAUSAL, new_draft, object_head
from extraction.tokens import Tokens
from extraction.vocabulary import Reading as CueReading

# A superlative or a number behind a label tells a fact: تعتبر المدينة ثاني أكبر الموانئ.
RANKS: Final = frozenset(
    ("اكبر", "اهم", "اكثر", "ابرز", "احد", "احدي", "اول", "ثاني", "ثالث", "اقدم", "اعلي", "من", "الاكبر", "الاول")
)
# Verbs that say nothing of their own, and the nouns for words that they take: قدم اعتذاره, وجه انتقادات.
LIGHT: Final = frozenset(("قدم", "وجه"))
SPOKEN: Final = (
    "اعتذار",
    "تعازي",
    "تعازيه",
    "شكر",
    "تشكرات",
    "تهاني",
    "تهني",
    "انتقاد",
    "اتهام",
    "تحذير",
    "نداء",
    "تحيه",
    "احتجاج",
)
FARTHEST: Final = 24
BLAME: Final = frozenset(("مسووليه", "المسووليه", "مسووليتها", "مسووليته", "تبعات", "وزر"))


def takes_objects(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether the verb at ``i`` can have what was said as its object.

    حمل only where somebody bears a blame, قدم and the like only where a noun for words follows: قدم اعتذاره.
    """
    if cue.verb.lemma == "حمّل":
        return not BLAME.isdisjoint(tokens.words[i + 1 : i + 16])
    if cue.verb.lemma in LIGHT:
        return bool(spoken_object(tokens, i, min(i + FARTHEST, tokens.last[tokens.sentence[i]])))
    return not cue.verb.strict


def spoken_object(tokens: Tokens, i: int, limit: int) -> int:
    """The noun for words that a verb without a meaning of its own at ``i`` has for its object, or 0."""
    for k in range(i + 1, limit):
        tag = tokens.tags[k]
        if tag & (tags.COMPLEMENTISER | tags.RELATIVE | tags.BREAK | tags.AND):
            break
        if tokens.words[k].startswith(SPOKEN) and not tokens.tags[k - 1] & tags.PREPOSITION:
            return k
    return 0


def with_object(
    reading: Reading, i: int, readings: list[CueReading], governed: Complement | None, limit: int
) -> Draft | None:
    """A verb with what was said as its object: أدان الرئيس الهجوم, أعلنت الشركة إغلاق المصنع, اعتبره خطيرا."""
    tokens = reading.tokens
    owned = any(r.pronoun != "0" for r in readings)
    label = any("label" in r.verb.frame for r in readings)
    found, relative = subjects.of(reading, i, limit, readings[0], object_mode=True)
    if label and not relative and found is not None and called_so(reading, i, found):
        found = None
    if found is not None and found[0] > i and _blamed(tokens, readings, found):
        found = None
    past = found[1] if found and found[0] > i else i + 1 + subjects.written_in(tokens, i)
    start = skip_adjuncts(tokens, past, limit)
    told = told_end(reading, start, limit) if start < limit else start
    start = skip_adjuncts(tokens, told, limit) if told > start else start
    if readings[0].verb.lemma in LIGHT:
        start = spoken_object(tokens, i, limit)
        found = (found[0], min(found[1], start)) if found and found[0] != start else None
    found, start = _placed(reading, readings, found, start, limit)
    asked, start = _asked_of(reading, readings, start, limit)
    appealed = asked is None and _appealed_to(tokens, i, readings, found)
    asked, found = (found, None) if appealed else (asked, found)
    found, start = _apposed(reading, found, start, limit)
    said_so = found is not None and found[0] == i + 2 and tokens.words[i + 1] == "ذلك"
    labelled = label and governed is not None and _labelled(reading, start, governed)
    late = governed is not None and (
        start >= governed.marker or (not labelled and clause_wins(reading, i, governed, past, label))
    )
    if said_so or late:
        return None
    if (label and passive(tokens, i, found, start)) or (owned and not label):
        return None
    if start >= limit or not (owned or object_head(reading, start)):
        return None
    if owned and tokens.tags[start] & (tags.PREPOSITION | tags.PUNCTUATION) and start not in reading.quotations.at:
        return None
    draft = new_draft(tokens, readings, i, Complement("object", start, start, -1), "verb-object")
    draft.mention, draft.relative, draft.addressee = found, relative, asked
    if found is not None and found[1] == i and serves_another(tokens, found[0]):
        return None
    first = start + (tokens.words[start] == "ب")
    if first < limit and tokens.tags[first] & tags.QUOTE:
        draft.quote, draft.content = first, (first + 1, first + 1)
    return draft


def _blamed(tokens: Tokens, readings: list[CueReading], found: Range) -> bool:
    """Whether a body bears the blame that follows it, so that somebody else lays it: وحملت الوزارة مسؤولية الفشل."""
    body = tokens.tags[found[0]] & (tags.BODY | tags.STATE | tags.GROUP)
    return bool(body) and readings[0].verb.lemma == "حمّل" and tokens.words[found[1]] in BLAME


def called_so(reading: Reading, i: int, found: Range) -> bool:
    """Whether the only noun between a label's verb at ``i`` and the label is what gets it: ووصف البلاد بالشهيدة."""
    tokens, (start, end) = reading.tokens, found
    by = end < tokens.size and tokens.tags[end] & (tags.BY | tags.BARE_BY)
    return start == i + 1 and bool(by) and not _of_its_place(reading, found)


def _of_its_place(reading: Reading, found: Range) -> bool:
    """Whether ب behind a body is where it is, since the thing and its label follow: وصفت النقابة بالواحة القرار."""
    tokens, end = reading.tokens, found[1]
    if not tokens.tags[found[0]] & tags.BODY or tokens.tags[end] & (tags.MASDAR | tags.CUE | tags.ADVERB):
        return False
    thing = adjectives(tokens, end + 1, tokens.size)
    if thing >= tokens.size or not tokens.tags[end] & tags.DEFINITE or not object_head(reading, thing):
        return False
    rest = range(thing + 1, min(thing + FARTHEST, tokens.last[tokens.sentence[end]]))
    return any(tokens.tags[k] & (tags.BY | tags.BARE_BY) or tokens.words[k].startswith("بان") for k in rest)


def _labelled(reading: Reading, start: int, governed: Complement) -> bool:
    """Whether the clause is what the thing at ``start`` is called: وصفت النقابة بالواحة القرار بأنه جائر."""
    tokens = reading.tokens
    thing = start < governed.marker and object_head(reading, start) and tokens.tags[start - 1] & tags.BY
    return bool(thing) and tokens.words[governed.marker].startswith("بان")


def passive(tokens: Tokens, i: int, found: Range | None, start: int) -> bool:
    """Whether a label has nobody who gives it: يعتبر السد أكبر السدود, وهذا التصويت يعتبر ضربة."""
    if not any(r.aspect == "i" and r.pronoun == "0" for r in tokens.found[i].readings):
        return False
    known = tags.SPEAKING | tags.NAMED | tags.ANONYMOUS
    ranked = not RANKS.isdisjoint(tokens.words[start : start + (1 if found else 4)])
    return ranked or (found is not None and found[1] == i and not any(t & known for t in tokens.tags[slice(*found)]))


def _placed(
    reading: Reading, readings: list[CueReading], found: Range | None, start: int, limit: int
) -> tuple[Range | None, int]:
    """The subject with the place of its body, and where the object begins: انتقد فرع الرابطة بالشمالية، ما أسماه."""
    tokens = reading.tokens
    if found is None or found[1] != start or start + 1 >= limit or found[0] > start:
        return found, start
    label = any("label" in r.verb.frame for r in readings)
    if any("ب" in r.verb.frame for r in readings) or (label and not _of_its_place(reading, found)):
        return found, start
    body = tokens.tags[found[0]] & tags.BODY and tokens.tags[start] & (tags.BY | tags.BARE_BY)
    if not body or tokens.tags[start] & (tags.ADVERB | tags.MASDAR | tags.CUE):
        return found, start
    end = adjectives(tokens, start + 1, limit)
    return (found[0], end), skip_adjuncts(tokens, end, limit)


def _apposed(reading: Reading, found: Range | None, start: int, limit: int) -> tuple[Range | None, int]:
    """The subject with the title behind its name, and where the object begins: أعلن سالم الحمدي رئيس الحزب انسحابه."""
    tokens = reading.tokens
    if not found or found[1] != start or start >= limit or not tokens.tags[start] & tags.ROLE:
        return found, start
    named = tokens.tags[start - 1] & (tags.GIVEN | tags.NISBA)
    end = subject_end(reading, start, limit)
    after = skip_asides(tokens, end, limit)
    # نائبة الرئيس وزيرة الدفاع ليلى الكامل ضرورة
    title = after < limit and tokens.tags[after] & tags.MASDAR and not tokens.tags[after] & tags.DEFINITE
    if not named and not title:
        return found, start
    return ((found[0], end), after) if start < end and after < limit and object_head(reading, after) else (found, start)


def _asked_of(reading: Reading, readings: list[CueReading], start: int, limit: int) -> tuple[Range | None, int]:
    """Who is asked, and where the object begins after them: طلب من الحارس فتح الباب, طلب منه فتح الباب."""
    tokens = reading.tokens
    if start + 1 < limit and any(r.verb.lemma == "ناشد" for r in readings):
        end = subject_end(reading, start, limit)
        asked = end < limit and (object_head(reading, end) or tokens.tags[end] & (tags.BY | tags.BARE_BY))
        return ((start, end), end) if start < end and asked else (None, start)
    if start + 1 >= limit or not any(r.verb.lemma == "طلب" for r in readings):
        return None, start
    if prepositional_pronoun(tokens, start):
        return None, start + 1
    if tokens.words[start] != "من":
        return None, start
    end = subject_end(reading, start + 1, limit)
    return ((start + 1, end), skip_asides(tokens, end, limit)) if end > start + 1 else (None, start)


def _appealed_to(tokens: Tokens, i: int, readings: list[CueReading], found: Range | None) -> bool:
    """Whether the only persons behind an appeal that goes on are those appealed to: وناشد المرضى تفهم الموقف."""
    if found is None:
        return False
    several = tokens.tags[found[0]] & (tags.PLURAL | tags.GROUP) and not tokens.words[found[0]].endswith("ون")
    appeal = tokens.tags[i] & tags.AND and any(r.verb.lemma == "ناشد" for r in readings)
    return bool(several and appeal) and found[0] > i and not tokens.tags[found[0]] & tags.BODY


def serves_another(tokens: Tokens, k: int) -> bool:
    """Whether a finite cue stands just before the noun at ``k``, which is its subject: أكد الوزير رفض التدخل."""
    return k > 0 and verbal(tokens, k - 1)


def clause_wins(reading: Reading, i: int, governed: Complement, past: int, label: bool) -> bool:
    """Whether only the subject and its adjuncts stand between the cue and a clause, so that no object does."""
    tokens = reading.tokens
    related = past > i + 1 and any(tag & tags.RELATIVE for tag in tokens.tags[past + 1 : governed.marker])
    if (governed.form == "quote" and label) or (related and tokens.tags[past] & tags.DEFINITE):
        return False
    if governed.form not in CLAUSAL:
        start = skip_asides(tokens, past, governed.marker)
        indefinite = tokens.tags[start] & tags.MASDAR and not tokens.tags[start] & tags.DEFINITE
        return governed.marker - past <= 8 and not (tokens.tags[start] & tags.OWNED or indefinite)
    first = skip_asides(tokens, i + 1, governed.marker)
    end = phrase_end(reading, first, governed.marker) if first < governed.marker else first
    start = skip_asides(tokens, past, governed.marker)
    inner = (*tokens.tags[past:end], tokens.tags[start] if past > i + 1 and start < governed.marker else 0)
    return not any(tag & tags.MASDAR_MASCULINE and not tag & (tags.DEFINITE | tags.PERSON) for tag in inner)
