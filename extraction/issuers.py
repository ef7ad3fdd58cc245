"""Documents and who issued them."""

from bisect import bisect_left
from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN, can_head
from extraction.indexes import Index, places_of
from extraction.nouns import noun_at, subject_at
from extraction.phrases import issuing, phrase_end
from extraction.subjects import before
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.told import sentence_subject
from extraction.vocabulary import load

# So many words back from a document stands the verb that issued it.
NEAR: Final = 14
# What is issued comes from whoever عن after these leads to.
FROM: Final = frozenset(("صادر", "صادره", "الصادر", "الصادره"))


def itself(reading: Reading, mention: Range) -> Range:
    """The document whose text is named: نص البيان is البيان."""
    tokens, (start, end) = reading.tokens, mention
    text = tokens.words[start] == "نص" and end - start > 1 and tokens.tags[start + 1] & tags.DOCUMENT
    return (start + 1, end) if text else mention


def same_document(tokens: Tokens, mention: Range) -> bool:
    """Whether a mention takes a document up: ذات البلاغ; not ذات المصدر."""
    start, end = mention
    return end - start > 1 and tokens.tags[start + 1] & (tags.DOCUMENT | tags.ANONYMOUS) == tags.DOCUMENT


def of_many(reading: Reading, mention: Range) -> bool:
    """Whether a document stands for nobody heard before: المعطيات, البيان الختامي; not البيان, البيان المذكور."""
    tokens, (start, end) = reading.tokens, mention
    if any(tag & tags.SAME for tag in tokens.tags[start:end]):
        return False
    if tokens.tags[start] & tags.PLURAL or tokens.found[start].bare in many():
        return tokens.found[start].bare in many()
    second = tokens.tags[start + 1] if end - start > 1 else 0
    alike = not (second ^ tokens.tags[start]) & tags.FEMININE  # النتائج الأولية is a plural
    return alike and bool(second & tags.DEFINITE and second & tags.NISBA and not second & tags.ADJECTIVE)


def holds_words(tokens: Tokens, k: int) -> bool:
    """Whether the sentence of the document at ``k`` has its words: في بيان, أعلن بيان; not وصلت مذكرة."""
    known = tokens.tags[k] & (tags.BY | tags.TO | tags.DEFINITE) and tokens.found[k].bare not in many()
    return bool(known) or (k > 0 and bool(tokens.tags[k - 1] & (tags.PREPOSITION | tags.CUE)))


def indefinite(reading: Reading, mention: Range) -> bool:
    """Whether a document is told of for the first time, with no more than adjectives: دراسة حديثة."""
    return not any(tag & (tags.DEFINITE | tags.STATE) for tag in reading.tokens.tags[slice(*mention)])


def first_told(made: Index, mention: Range) -> Range | None:
    """The indefinite noun by which a document was first told of, where nobody spoke in it: وصلت مذكرة."""
    tokens = made.reading.tokens
    places = made.heads.get(tokens.found[mention[0]].bare, [])
    first = next((k for k in places if k < mention[0]), None)
    if first is None or tokens.tags[first] & tags.DEFINITE or holds_words(tokens, first):
        return None
    return noun_at(made.reading, first, mention[0])


def introduced_by(made: Index, mention: Range, again: bool) -> Range | None:
    """Who issued a document by the verb before it or, ``again``, where it was first told of: أصدر الحزب تقريرا."""
    reading = made.reading
    if not again:
        return _issued(reading, mention[0])
    head = reading.tokens.found[mention[0]].bare
    ways = (made.heads.get(head, []), places_of(made, f"{head}ا"))
    first = (k for places in ways for k in places[: min(bisect_left(places, mention[0]), 4)])
    return next((found for k in first if (found := _issued(reading, k)) is not None), None)


def _issued(reading: Reading, k: int) -> Range | None:
    """The subject of the verb that issued the document at ``k``, after the verb or before it."""
    tokens = reading.tokens
    first = max(tokens.first[tokens.sentence[k]], k - NEAR)
    back = range(k - 1, first - 1, -1)
    verb = next((j for j in back if any(form in issues() for form in plain_forms(tokens.words[j]))), -1)
    if verb < 0:
        return None
    to_whom = tokens.tags[verb + 1] & (tags.BY | tags.TO)  # الوفد قدم للنقابة مقترحا
    if verb + 1 < k and tokens.tags[verb + 1] & KNOWN and not to_whom:
        return subject_at(reading, verb + 1, k)
    if verb + 1 < k and not to_whom:
        return None
    shaped = plain_forms(tokens.words[verb])[1]
    gender = "f" if shaped[0] == "ت" or shaped[-1] == "ت" else "m"
    return before(reading, verb, gender) or sentence_subject(reading, verb)


def plain_forms(word: str) -> tuple[str, str, str]:
    """A verb as it stands, without و and without the س of what is to come: وجه, ووجه, سيوجه."""
    joined = word.removeprefix("و")
    return word, joined, joined.removeprefix("س")


def issuer(reading: Reading, mention: Range) -> Range | None:
    """Who issued the document that a mention names: بيان الرئاسة, بيان للوزارة, صادر عن الوزارة, نشرته الوزارة."""
    tokens, (start, end) = reading.tokens, mention
    bodies = tags.BODY | tags.STATE | tags.ROLE | tags.OUTLET | tags.NAMED | tags.GROUP | tags.GIVEN
    for k in range(start + 1, min(end + 8, tokens.size)):
        tag = tokens.tags[k]
        met = tag & tags.TO and tag & tags.OCCASION and tag & tags.DEFINITE  # البيان الختامي للقمة العربية
        goes_on = tags.ISSUED | tags.PREPOSITION | tags.TIME | bodies
        told = _issued_by(tokens, k, end)
        if tag & tags.PUNCTUATION or (k >= end and not (met or told or tag & goes_on or _whose(tokens, k))):
            return None
        if tag & tags.OWNED and not tag & tags.ISSUED:
            return None  # بلاغ للجنته, and مذكرة موقعة, which is spelled as one's site
        counted = tokens.words[k - 1] == "من" and tokens.tags[k - 2] & tags.NUMBER
        if met or told or counted or (tag & bodies and _led(tokens, start, k)):
            stop = phrase_end(reading, k, end if k < end else min(k + 12, tokens.size))
            return (k, stop) if stop > k else None
    return None


def _led(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a body at ``k`` is whose the document at ``start`` is: بيان الرئاسة, بيان للوزارة, أصدرته الوزارة."""
    tag, before = tokens.tags[k], tokens.words[k - 1]
    one = tag & (tags.DEFINITE | tags.BODY | tags.STATE | tags.NAMED | tags.GIVEN | tags.OUTLET)
    led = before in ("عن", "من") or (k == start + 1 and one) or tag & tags.TO
    return bool(led or (tokens.tags[k - 1] & tags.ISSUED and issuing(before)))


def _whose(tokens: Tokens, k: int) -> bool:
    """Whether a relative pronoun at ``k`` leads to the issuer of a document: المرسوم الذي أصدرته, not الذي بثته."""
    if not tokens.tags[k] & tags.RELATIVE or k + 1 >= tokens.size or not tokens.tags[k + 1] & tags.ISSUED:
        return False
    verb = tokens.words[k + 1]
    return issuing(verb) and verb.removesuffix("ها").removesuffix("ه") not in relays()


def _issued_by(tokens: Tokens, k: int, end: int) -> bool:
    """Whether the word at ``k``, whatever it is, is who issued a document: صادرة عن المجمع, نشرها الثلاثاء المعهد."""
    j = k - 1
    while j > end and tokens.tags[j] & tags.TIME:
        j -= 1
    from_whom = tokens.words[j] == "عن" and tokens.words[j - 1] in FROM
    verb = j >= end and tokens.tags[j] & tags.ISSUED and issuing(tokens.words[j])
    return bool(verb or from_whom) and can_head(tokens, k) and not tokens.tags[k] & tags.OWNED


def somebodys_page(reading: Reading, mention: Range) -> bool:
    """Whether a mention is the page of a body on the web, which stands for the body: الصفحة الرسمية لوزارة الصحة."""
    if reading.tokens.found[mention[0]].bare not in pages():
        return False
    owner = issuer(reading, mention)
    return owner is not None and bool(reading.tokens.tags[owner[0]] & tags.BODY)


@cache
def pages() -> frozenset[str]:
    """Places on the web: صفحة, موقع."""
    return frozenset(normalise(word) for word in load("documents")["pages"])


@cache
def standing() -> frozenset[str]:
    """Documents that stand for themselves: القانون, الدستور."""
    return frozenset(normalise(word) for word in load("documents")["standing"])


@cache
def many() -> frozenset[str]:
    """Documents of many makers: تحقيقات."""
    return frozenset(normalise(word) for word in load("documents")["many"])


@cache
def issues() -> frozenset[str]:
    """Verbs by which a document is made known: أصدر."""
    return frozenset(normalise(word) for word in load("documents")["issues"])


@cache
def relays() -> frozenset[str]:
    """Verbs by which an outlet passes on what another issued: بث."""
    return frozenset(normalise(word) for word in load("documents")["relays"])
