"""Whose words stand in what was issued or held, for cues with فيه and no subject: أصدر الحزب بيانا طالب فيه بالحوار."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.agreement import follows, form_of
from extraction.asides import skip_asides
from extraction.drafts import Draft, Range, Reading
from extraction.frames import documents, framed
from extraction.heads import can_head
from extraction.issuers import plain_forms
from extraction.narrative import SPEAKERS, first_subject, opens
from extraction.nouns import subject_at
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load
from extraction.whose import owner

FARTHEST: Final = 40
# What stands in a document: its subject is the words, not who wrote them.
WRITTEN: Final = frozenset(("جاء", "ورد"))
# Of these an indefinite document has the first alone.
DOCUMENTARY: Final = tags.DOCUMENT | tags.DEFINITE
IN_IT: Final = frozenset(("فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها"))


def spoken_in(reading: Reading, draft: Draft) -> Range | None:
    """Who agrees with a cue before فيه and issued or held what its words stand in, or to whom that belongs."""
    tokens, i = reading.tokens, draft.cue[0]
    if not _in_it(tokens, draft.cue[1]):
        return None
    written = draft.lemma in WRITTEN
    floor = max(tokens.first[max(0, tokens.sentence[i] - written)], i - FARTHEST)
    if draft.outer is not None:
        floor = max(floor, draft.outer.content[0])
    for k in range(i - 1, floor - 1, -1):
        made = any(form in makes() for form in plain_forms(tokens.words[k]))
        found = _maker(reading, k, i, floor) if made else _owner(reading, k, i)
        if found is not None:
            return found if written or follows(form_of(reading, found[0]), draft) else None
    return None


def _fits(tokens: Tokens, k: int, i: int) -> bool:
    """Whether a document stands at ``k``, and the pronoun behind the cue at ``i`` fits it."""
    word, many = tokens.words[k], tokens.tags[k] & (tags.FEMININE | tags.PLURAL)
    pronoun = next(tokens.words[j] for j in range(i + 1, i + 4) if tokens.words[j] in IN_IT)
    document = tokens.tags[k] & tags.DOCUMENT or word.removesuffix("ا") in documents()
    return bool(document) and bool(many) == pronoun.endswith("ها")


def _in_it(tokens: Tokens, k: int) -> bool:
    """Whether فيه or من خلاله stands at ``k``."""
    k += k < tokens.size and tokens.words[k] == "من"
    return k < tokens.size and tokens.words[k] in IN_IT


def _maker(reading: Reading, verb: int, i: int, floor: int) -> Range | None:
    """The subject of the verb at ``verb``, after it or before it."""
    tokens = reading.tokens
    head = skip_asides(tokens, verb + 1, i)
    speaks = head < i and tokens.tags[head] & SPEAKERS & ~tags.DOCUMENT and can_head(tokens, head)
    if speaks and tokens.found[head].bare not in letters():
        issued = (j for j in range(head + 1, i) if tokens.tags[j] & DOCUMENTARY == tags.DOCUMENT)
        return subject_at(reading, head, next(issued, i))  # نشر والي المدينة تدوينة
    if (subject := framed(reading, verb, verb - (tokens.words[verb - 1] == "قد"))) is not None:
        return subject
    before = (first_subject(reading, k, i) for k in range(verb - 1, floor - 1, -1) if opens(tokens, k, floor))
    return next((found for found in before if found and not tokens.tags[found[0]] & tags.DOCUMENT), None)


def _owner(reading: Reading, k: int, i: int) -> Range | None:
    """Whose the document at ``k`` is: التصريحات الأخيرة للوزير, تعليق للوزير, تصريحاته; a letter is to somebody."""
    tokens, j = reading.tokens, k + 1
    if not _fits(tokens, k, i):
        return None
    if tokens.tags[k] & tags.OWNED:
        return owner(reading, (k, j), k)
    described = tags.DEFINITE | tags.NISBA
    while j < i and tokens.tags[j] & described and not tokens.tags[j] & (tags.PERSON | tags.BODY | tags.TO):
        j += 1
    j += tokens.words[j] == "من"  # رسالة رسمية من الرئيس
    if j >= i or not tokens.tags[j] & (tags.PERSON | tags.BODY) or tokens.tags[j] & tags.BY:
        return None
    letter = tokens.tags[j] & tags.TO and tokens.found[k].bare.removesuffix("ا") in letters()
    subject = None if letter else subject_at(reading, j, i)
    known = tags.DEFINITE | tags.GIVEN | tags.STATE | tags.NAMED | tags.TO
    return subject if subject and any(tag & known for tag in tokens.tags[slice(*subject)]) else None


@cache
def makes() -> frozenset[str]:
    """Verbs by which a document is issued or an occasion held: أصدر, عقد."""
    lists = load("documents")
    return frozenset(normalise(word) for word in (*lists["issues"], *lists["holds"]))


@cache
def letters() -> frozenset[str]:
    """Documents that go to somebody: رسالة."""
    return frozenset(normalise(word) for word in load("documents")["letters"])
