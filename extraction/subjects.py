"""The subject of a cue: after it, before it, or dropped."""

from typing import Final

from extraction import tags
from extraction.accused import questioning
from extraction.agreement import form_of, leads
from extraction.asides import skip_asides
from extraction.drafts import Range, Reading
from extraction.frames import author, documents, framed
from extraction.heads import KNOWN, can_be_finite, can_head, known_name, known_tags, prepositional_pronoun, verbal
from extraction.nouns import subject_end
from extraction.openings import in_marks, past_told, share
from extraction.persons import TANWIN
from extraction.phrases import acting, phrase_end
from extraction.relatives import taking_up
from extraction.shapes import MASDAR_SHAPE
from extraction.tokens import NAME_LIKE, Tokens
from extraction.vocabulary import Reading as CueReading

PRONOUN_ENDINGS: Final = ("ه", "ها", "هم", "هما", "هن")
EDGE: Final = tags.BREAK | tags.COMPLEMENTISER | tags.SUBORDINATOR | tags.QUOTE | tags.RELATIVE
# What is done is no subject of the verb after it: تم العثور على مواقع تدعو.
DONE: Final = frozenset(("تم", "تمت", "يتم", "جري", "يجري"))
# With these a clause begins whose subject is not the one before: …، وقد أعلن الوزير.
BEGINS: Final = frozenset(("وقد", "ولقد"))
UNTOLD: Final = tags.ANONYMOUS | tags.DEFINITE
CIRCUMSTANCE: Final = tags.AND | tags.DEFINITE
ON_SOMEBODY: Final = frozenset(("عليه", "عليها", "عليهم", "عليهما"))
# The object pronoun that takes up the noun before a relative one.
RELATED: Final = {"الذي": "3ms", "التي": "3fs", "الذين": "3mp"}
# Endings of verbs of "we" with an object: سألناها.
OURS: Final = ("ناه", "ناها", "ناهم")
LONGEST_OURS: Final = 5


def after(reading: Reading, i: int, limit: int, gender: str, object_mode: bool = False) -> Range | None:
    """The subject that follows the cue at ``i``, before ``limit``, if it agrees with the cue in gender.

    ``object_mode`` holds where an object may follow, so that the subject ends as soon as it is whole.
    """
    tokens = reading.tokens
    if i + 1 < limit and (counted := share(reading, i + 1, limit)) is not None:
        return counted
    answered = i + 1 < limit and tokens.words[i + 1] in ON_SOMEBODY  # ورد عليه الوزير بأن
    k = skip_asides(tokens, i + 1 + answered, limit)
    if k < limit and (told := past_told(reading, k, limit)) > k:
        k = skip_asides(tokens, told, limit)
    short = k + 1 < limit and (tokens.words[k] == "ذلك" or prepositional_pronoun(tokens, k))
    if short and tokens.tags[k + 1] & KNOWN:
        k += 1  # كما أكد ذلك الوزير, وقال له الوزير, وقال خلالها الوزير
    if k < limit and tokens.tags[k] & tags.QUOTE:
        return in_marks(reading, k, limit)
    if k >= limit or not can_head(tokens, k) or not leads(form_of(reading, k), gender):
        return None
    if _objective(reading, k) or _followers(tokens, i, k):
        return None
    end = subject_end(reading, k, limit) if object_mode else phrase_end(reading, k, limit)
    return (k, end) if end > k else None


def _followers(tokens: Tokens, i: int, k: int) -> bool:
    """Whether those at ``k`` are called upon by the one whose they are: ودعا أنصاره إلى الحوار."""
    theirs = tags.OWNED | tags.GROUP
    calls = tokens.tags[k] & theirs == theirs and k == i + 1
    return calls and any(reading.verb.act == "call" for reading in tokens.found[i].readings)


def _objective(reading: Reading, k: int) -> bool:
    """Whether the noun at ``k`` shows that it is no subject: المواطنين, بحسرة, مراراً."""
    tokens = reading.tokens
    word, tag = tokens.words[k], tokens.tags[k]
    adverb = len(word) > 4 and word[0] == "م" and word.endswith("ا") and not word.endswith(("نا", "ها"))  # متنهدا
    if word in reading.surnames:
        return False
    if tag & CIRCUMSTANCE == CIRCUMSTANCE:
        return True  # وتضيف والدموع في عينيها
    if not tag & tags.PERSON and (adverb or TANWIN in tokens.between(k, k + 1)):
        return True
    if tag & tags.DEFINITE and tag & (tags.ROLE | tags.GROUP | tags.NISBA) and word.endswith("ين") and len(word) > 6:
        return True
    manner = tag & tags.BARE_BY and MASDAR_SHAPE.fullmatch(word[1:])  # باقتضاب
    if not word.startswith("ب") or not word.endswith("ه") or tag & (KNOWN | tags.DEFINITE):
        return bool(manner)
    return not _named_so(tokens, k + 1)


def _named_so(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` is a family name behind a woman's name that is spelled as a manner: بسمة الزوارقي."""
    tag = tokens.tags[k] if k < tokens.size else tags.PUNCTUATION
    origin = tags.DEFINITE | tags.NISBA
    return not tag & ~NAME_LIKE or tag & (origin | tags.FEMININE | tags.BY | tags.TO) == origin


def before(reading: Reading, i: int, gender: str) -> Range | None:
    """The subject that stands before the cue at ``i`` in its own clause: الوزير يقول, لكن الوزيرة قالت."""
    tokens, end = reading.tokens, _verb_start(reading.tokens, i)
    if end == 0 or tokens.words[end] in BEGINS or (tokens.tags[i] & tags.AND and tokens.words[i][0] != "ف"):
        return None
    if tokens.tags[i] & tags.AND:
        return _topic(reading, end)
    if tokens.words[end - 1] == ":":
        return _label(reading, i, end - 1, gender)
    if tokens.tags[end - 1] & tags.QUOTE:
        opens = end - 1 in reading.quotations.at  # لكن الأحزاب "عبرت عن تفهمها, never closed
        return _quoted_name(reading, end) or (_adjacent(reading, end - 1, gender) if opens else None)
    return framed(reading, i, end) or _adjacent(reading, end, gender)


def _adjacent(reading: Reading, end: int, gender: str) -> Range | None:
    """The subject that reaches ``end`` in its clause, adjuncts or an aside between commas behind it."""
    tokens = reading.tokens
    if tokens.words[end - 1] == ",":
        end = _before_parenthesis(tokens, end - 1)
    start = _clause_start(reading, end)
    for k in range(start, end):
        if k and tokens.words[k - 1] in DONE:
            break
        if _event(reading, k):
            start = k + 1
            continue
        if _brings(tokens, k):
            start = k + 1
            continue
        if can_head(tokens, k) and (stop := _reaching(reading, k, end) or _acting(reading, k, end, gender)):
            known = tokens.tags[k] & (KNOWN | tags.DEFINITE) or (k == start and not _opens_clause(tokens, k))
            return (k, stop) if known and leads(form_of(reading, k), gender) else None
        if not tokens.tags[k] & (tags.ADVERB | tags.TIME | tags.PUNCTUATION | tags.AUXILIARY):
            break
    return None


def _event(reading: Reading, k: int) -> bool:
    """Whether the word at ``k`` is what happens to those after it, who may speak: إيقاف شخصين اعترفا."""
    tokens = reading.tokens
    if tokens.words[k] in reading.surnames:
        return False
    happens = tokens.tags[k] & tags.MASDAR and not tokens.tags[k] & (KNOWN | tags.DEFINITE | tags.OCCASION)
    concerned = tags.ROLE | tags.GROUP | tags.BODY | tags.PLURAL | tags.PREPOSITION
    return bool(happens and tokens.tags[k + 1] & concerned and not tokens.tags[k + 1] & (tags.BY | tags.TO))


def _brings(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` is a verb that tells of a document behind it: ورد بلاغ يفيد, أصدر قرارا يقضي."""
    tag, following = tokens.tags[k], tokens.tags[k + 1]
    if tag & (KNOWN | tags.DEFINITE | tags.DOCUMENT | tags.MASDAR | tags.PREPOSITION):
        return False
    document = following & tags.DOCUMENT or tokens.found[k + 1].bare.removesuffix("ا") in documents()
    return bool(document) and not following & (tags.DEFINITE | tags.AND | tags.BY | tags.TO | tags.PLURAL)


def _opens_clause(tokens: Tokens, k: int) -> bool:
    """Whether an unknown word is a verb, as in وجاء هذا القرار, تمكنت الشرطة and التي تمر بها, or وبمواجهته."""
    word = tokens.words[k]
    if word.startswith(("وب", "فب")) and (MASDAR_SHAPE.fullmatch(word[2:]) or questioning(word)):
        return True
    if word.endswith(OURS) and len(word) > LONGEST_OURS:
        return True
    if can_be_finite(tokens, k):
        return True  # وقدر, which is no cue here
    plain = word.removeprefix("و")
    perfect = plain.endswith("ت") and not plain.endswith("ات") and not MASDAR_SHAPE.fullmatch(plain)
    related = k > 0 and tokens.tags[k - 1] & tags.RELATIVE
    following = tokens.tags[k + 1]
    told = k > 0 and tokens.tags[k - 1] & tags.COMPLEMENTISER
    if following & (tags.TIME | tags.PREPOSITION) and not told:
        return True  # نفذ صباح اليوم, يشار إلى
    if following & tags.ANONYMOUS and not following & (tags.DEFINITE | tags.AND | tags.BY | tags.TO):
        return True  # امتنع متحدث
    return perfect or bool(related or tokens.tags[k + 1] & tags.DEMONSTRATIVE)


def _topic(reading: Reading, end: int) -> Range | None:
    """The subject that أما puts first: أما النقابة فاعتبرت."""
    tokens = reading.tokens
    for k in range(end - 1, max(-1, end - 20), -1):
        if tokens.tags[k] & tags.BREAK:
            break
        if tokens.words[k] in ("اما", "واما"):
            return (k + 1, end) if phrase_end(reading, k + 1, end) == end else None
    return None


def _clause_start(reading: Reading, end: int) -> int:
    """Where the clause that reaches ``end`` begins; a short name in quotation marks does not open one."""
    tokens, start = reading.tokens, end
    while start > 0 and end - start < 30 and not _edge(reading, start - 1):
        start -= 1
        if start > 0 and tokens.tags[start - 1] & tags.QUOTE:
            start = _name_opening(reading, start)
    return start


def _name_opening(reading: Reading, end: int) -> int:
    """The opening mark of the short name in quotation marks that ends at ``end``, or ``end``."""
    opening = reading.quotations.opening.get(end - 1, -1)
    return opening if 0 <= end - 1 - opening <= 6 and opening >= 0 else end


def _quoted_name(reading: Reading, end: int) -> Range | None:
    """A name in quotation marks that ends at ``end``, with its outlet or body: صحيفة "النجم" كشفت, "النجم" تتوقع."""
    tokens, start = reading.tokens, _name_opening(reading, end)
    if start == end:
        return None
    if start == 0 or tokens.tags[start - 1] & (tags.BREAK | tags.SUBORDINATOR):
        return start, end
    body = tokens.tags[start - 1] & (tags.OUTLET | tags.BODY) and not tokens.tags[start - 1] & (tags.BY | tags.TO)
    return (start - 1, end) if body else None


def _before_parenthesis(tokens: Tokens, k: int) -> int:
    """Where the noun ends before an aside between commas that closes at ``k``: الحزب، وهو شريك، يساند."""
    for j in range(k - 1, max(0, k - 14), -1):
        if tokens.tags[j] & tags.BREAK:
            break
        aside = tokens.words[j + 1] in ("وهو", "وهي", "وهم") or tokens.tags[j + 1] & (tags.RELATIVE | tags.ADVERB)
        if tokens.words[j] == "," and (aside or tokens.tags[min(j + 2, k)] & tags.ASIDE):
            return j
    return k + 1


def _verb_start(tokens: Tokens, i: int) -> int:
    """Where the verb at ``i`` begins, its auxiliaries and the like included."""
    skipped = tags.AUXILIARY | tags.NEGATION | tags.ADVERB
    while i > 0 and tokens.tags[i - 1] & skipped and not tokens.tags[i - 1] & EDGE:
        i -= 1
    return i


def _reaching(reading: Reading, k: int, end: int) -> int:
    """The end of the noun phrase at ``k`` if only its adjuncts stand between it and ``end``, else 0."""
    tokens, stop = reading.tokens, phrase_end(reading, k, end)
    told = k > 0 and tokens.tags[k - 1] & tags.COMPLEMENTISER and stop == end - 1 and tokens.words[stop] == ","
    if stop == end or told or (stop == end - 1 and tokens.words[stop] == "," and "," in tokens.words[k:stop]):
        return stop
    if stop > k and tokens.tags[k] & KNOWN | (tokens.tags[stop - 1] & KNOWN) and tokens.tags[stop] & tags.PREPOSITION:
        return stop
    return stop if stop == k + 1 and tokens.tags[stop] & (tags.PREPOSITION | tags.TIME) else 0


def _acting(reading: Reading, k: int, end: int, gender: str) -> int:
    """The end of the noun at ``k`` that has a verb of this gender before the cue: السلطات أعدمت رجلا، وصفته; or 0."""
    stop = phrase_end(reading, k, end)
    verb = k < stop < end and acting(reading.tokens, k, stop) and not _unnamed_before(reading.tokens, end)
    return stop if verb and (reading.tokens.words[stop][-1] == "ت") == (gender == "f") else 0


def _unnamed_before(tokens: Tokens, end: int) -> bool:
    """Whether a source that is told of for the first time reaches ``end``, and speaks: يستند إلى مصدر موثوق أكد."""
    near = range(max(end - 2, 1), end)
    return any(tokens.tags[k] & UNTOLD == tags.ANONYMOUS and tokens.tags[k - 1] & tags.PREPOSITION for k in near)


def _label(reading: Reading, i: int, k: int, gender: str) -> Range | None:
    """A speaker's name at the head of a sentence, before the colon at ``k`` (الأردن: أعلنت …).

    No place where a report was filed (الخرطوم: كشف الوالي): the verb at ``i`` agrees and has no subject of its own.
    """
    tokens = reading.tokens
    start = max(tokens.first[tokens.sentence[k]], k - 12)
    found = start < k and tokens.tags[start] & KNOWN and phrase_end(reading, start, k) == k
    place = (tokens.tags[start] | known_tags(reading, start)) & tags.STATE
    if found and place and (gender != "f" or after(reading, i, i + 6, gender)):
        return None
    return (start, k) if found else None


def _edge(reading: Reading, k: int) -> bool:
    """Whether the clause begins after token ``k``; و between two nouns opens none, nor does a name: بان كي مون."""
    tokens = reading.tokens
    if known_name(reading, k) or (tokens.tags[k] & tokens.tags[k + 1] & tags.GIVEN):
        return False
    if tokens.words[k] == "و":
        return not tokens.tags[k + 1] & (tags.DEFINITE | tags.SPEAKING)
    return bool(tokens.tags[k] & EDGE) or verbal(tokens, k) or tokens.words[k] in (":", ".", ";", "-")


def of(reading: Reading, i: int, limit: int, cue: CueReading, object_mode: bool = False) -> tuple[Range | None, bool]:
    """The subject of the cue at ``i`` and whether a relative pronoun stands between them.

    A plural verb has its subject before it or none.
    """
    tokens = reading.tokens
    k = i
    while k > 0 and tokens.tags[k - 1] & (tags.AUXILIARY | tags.NEGATION):
        k -= 1
    relative = k > 0 and bool(tokens.tags[k - 1] & tags.RELATIVE)
    if (
        written_in(tokens, i)
        and not relative
        and (told := _told_in_it(reading, i, limit, cue, object_mode)) is not None
    ):
        return told, relative
    if (k > 0 and pronominal(tokens, k - 1)) or written_in(tokens, i):
        return (author(reading, k - 1) if relative else None), relative
    ahead = before(reading, i, cue.gender) if not relative else None
    own = _own(reading, i, limit, cue) if ahead is not None and not object_mode else None
    if ahead is not None and (own is not None or _speaks(reading, ahead[0])):
        return own or ahead, False
    joined = _joined(reading, i)
    found = after(reading, i, limit, cue.gender, object_mode) if cue.number != "p" and not joined else None
    if found is None and cue.gender == "f" and not object_mode:
        found = _her_title(reading, i, limit)
    if found is None and ahead is None and not relative and cue.aspect == "i":
        ahead = _described(reading, i)
    if ahead is not None:
        spoken = found is not None and not object_mode and _speaks(reading, found[0])
        return (found if spoken else ahead), False
    other = relative and (_taken_up(tokens, k - 1, i, cue) or _another(tokens.words[k - 1], cue))
    if found is None and relative and not other:
        return taking_up(tokens, k - 1), True
    return found, relative


def _own(reading: Reading, i: int, limit: int, cue: CueReading) -> Range | None:
    """The only noun between a verb of saying and أن, which is its subject whatever stands before it: أكدت مصادر أن."""
    if limit >= reading.tokens.size or not reading.tokens.tags[limit] & tags.COMPLEMENTISER or cue.number == "p":
        return None
    found = after(reading, i, limit, cue.gender)
    return found if found is not None and found == (i + 1, limit) and _speaks(reading, i + 1) else None


def _joined(reading: Reading, i: int) -> bool:
    """Whether a headline's verb goes on from one with the same subject: النقابة تضرب وتطالب الوزارة بالحوار."""
    tokens = reading.tokens
    goes_on = reading.field == "headline" and tokens.tags[i] & tags.AND
    return bool(goes_on) and any(verbal(tokens, k) for k in range(1, i))


def _her_title(reading: Reading, i: int, limit: int) -> Range | None:
    """The subject where a woman bears a man's title: قالت نائب الرئيس إن."""
    found = after(reading, i, limit, "")
    title = reading.tokens.tags[found[0]] if found is not None else 0
    return found if title & tags.ROLE and not title & (tags.PLURAL | tags.BODY) else None


def _told_in_it(reading: Reading, i: int, limit: int, cue: CueReading, object_mode: bool) -> Range | None:
    """The subject behind فيه of a cue that calls nobody and nothing by a name: بيان أكدت فيه زعيمة الحزب."""
    if cue.verb.act in ("call", "warn", "criticise") or cue.verb.frame & {"label", "told"}:
        return None
    found = after(reading, i + 1, limit, cue.gender, object_mode)
    return found if found is not None and _speaks(reading, found[0]) else None


def _described(reading: Reading, i: int) -> Range | None:
    """The indefinite document that a verb without a relative pronoun describes: مذكرة موقعة تطالب, مشروع قرار يدين."""
    tokens = reading.tokens
    for k in range(i - 1, max(i - 7, tokens.first[tokens.sentence[i]]) - 1, -1):
        if tokens.tags[k] & tags.DOCUMENT and not tokens.tags[k] & (tags.DEFINITE | tags.AND):
            start = k - (k > 0 and bool(tokens.tags[k - 1] & tags.DOCUMENT))  # مشروع قرار
            return (start, i) if phrase_end(reading, start, i) == i and not tokens.tags[i] & tags.AND else None
    return None


def _speaks(reading: Reading, k: int) -> bool:
    """Whether the lexicon or the article knows the noun at ``k`` for one who speaks."""
    tokens = reading.tokens
    return bool(tokens.tags[k] & KNOWN) or tokens.words[k] in reading.surnames


def _taken_up(tokens: Tokens, k: int, i: int, cue: CueReading) -> bool:
    """Whether a pronoun after the verb at ``i`` or on it takes up the noun before the relative pronoun at ``k``.

    الذي طلب منه, الذي وصفه; not الذين طالبوها.
    """
    shown = RELATED.get(tokens.words[k].removeprefix("و"), cue.pronoun)
    return (cue.pronoun[0] == "3" and cue.pronoun == shown) or bool(
        i + 1 < tokens.size and tokens.tags[i + 1] & tags.PRONOUN
    )


def _another(pronoun: str, cue: CueReading) -> bool:
    """Whether a verb has another subject than what the relative pronoun takes up: صحتها التي أكد أنها جيدة."""
    gender = RELATED.get(pronoun.removeprefix("و"), "")[1:2]
    return cue.number == "s" and bool(gender and cue.gender) and gender != cue.gender


def pronominal(tokens: Tokens, k: int) -> bool:
    """Whether the word before a verb has the subject on it as a pronoun: إنه قال, لكنها أكدت."""
    return bool(tokens.tags[k] & (tags.COMPLEMENTISER | tags.SUBORDINATOR)) and tokens.words[k].endswith(
        PRONOUN_ENDINGS
    )


def written_in(tokens: Tokens, i: int) -> bool:
    """Whether the noun before the verb at ``i`` is what the words stand in: أصدر الحزب بيانا يطالب فيه بالحوار."""
    return i + 1 < tokens.size and tokens.words[i + 1] in ("فيه", "فيها") and not tokens.tags[i] & tags.AND
