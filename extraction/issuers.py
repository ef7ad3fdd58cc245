"""Documents and who issued them."""

from bisect import bisect_left
from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN
from extraction.indexes import Index, places_of
from extraction.nouns import subject_at
from extraction.phrases import issuing, phrase_end
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.told import sentence_subject
from extraction.vocabulary import load

# So many words back from a document stands the verb that issued it.
NEAR: Final = 14


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


def indefinite(reading: Reading, mention: Range) -> bool:
    """Whether a document is told of for the first time, with no more than adjectives: دراسة حديثة."""
    return not any(tag & (tags.DEFINITE | tags.STATE) for tag in reading.tokens.tags[slice(*mention)])


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
    before = range(k - 1, first - 1, -1)
    verb = next((j for j in before if any(form in issues() for form in plain_forms(tokens.words[j]))), -1)
    if verb < 0:
        return None
    if verb + 1 < k and tokens.tags[verb + 1] & KNOWN:
        return subject_at(reading, verb + 1, k)
    return sentence_subject(reading, verb) if verb + 1 == k else None


def plain_forms(word: str) -> tuple[str, str, str]:
    """A verb as it stands, without و and without the س of what is to come: وجه, ووجه, سيوجه."""
    joined = word.removeprefix("و")
    return word, joined, joined.removeprefix("س")


def issuer(reading: Reading, mention: Range) -> Range | None:
    """Who issued the document that a mention names: بيان الرئاسة, بلاغ صادر عن الوزارة, بيان للوزارة."""
    tokens, (start, end) = reading.tokens, mention
    bodies = tags.BODY | tags.STATE | tags.ROLE | tags.OUTLET | tags.NAMED | tags.GROUP | tags.GIVEN
    for k in range(start + 1, min(end + 8, tokens.size)):
        tag, before = tokens.tags[k], tokens.words[k - 1]
        met = tag & tags.TO and tag & tags.OCCASION and tag & tags.DEFINITE  # البيان الختامي للقمة العربية
        if tag & tags.PUNCTUATION or (
            k >= end and not met and not tag & (tags.ISSUED | tags.PREPOSITION | tags.TIME | bodies)
        ):
            return None
        one = tag & (tags.DEFINITE | tags.BODY | tags.STATE | tags.NAMED | tags.GIVEN | tags.OUTLET)
        if tag & tags.OWNED:
            return None  # بلاغ للجنته, and مذكرة موقعة, which is spelled as one's site
        led = before in ("عن", "من") or (k == start + 1 and one) or tag & tags.TO
        led = led or (tokens.tags[k - 1] & tags.ISSUED and issuing(before))
        if met or (tag & bodies and led) or (before == "من" and tokens.tags[k - 2] & tags.NUMBER):
            stop = phrase_end(reading, k, end if k < end else min(k + 12, tokens.size))
            return (k, stop) if stop > k else None
    return None


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
