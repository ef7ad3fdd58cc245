"""Whose words stand in what was issued or held, for cues with فيه and no subject: أصدر الحزب بيانا طالب فيه بالحوار."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.agreement import follows, form_of
from extraction.drafts import Draft, Range, Reading
from extraction.frames import framed
from extraction.issuers import plain_forms
from extraction.narrative import first_subject, opens, verb_subject
from extraction.nouns import subject_at
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load

FARTHEST: Final = 40
# What stands in a document: its subject is the words, not who wrote them.
WRITTEN: Final = frozenset(("جاء", "ورد"))
IN_IT: Final = frozenset(("فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها"))


def author(reading: Reading, draft: Draft) -> Range | None:
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
        found = _maker(reading, k, i, floor) if made else _owner(reading, k, i) if _fits(tokens, k, i) else None
        if found is not None:
            return found if written or follows(form_of(reading, found[0]), draft) else None
    return None


def _fits(tokens: Tokens, k: int, i: int) -> bool:
    """Whether a document without a pronoun stands at ``k``, and the pronoun behind the cue at ``i`` fits it."""
    word, many = tokens.words[k], tokens.tags[k] & (tags.FEMININE | tags.PLURAL)
    pronoun = next(tokens.words[j] for j in range(i + 1, i + 4) if tokens.words[j] in IN_IT)
    document = tokens.tags[k] & tags.DOCUMENT or word.removesuffix("ا") in documents()
    return bool(document and not tokens.tags[k] & tags.OWNED) and bool(many) == pronoun.endswith("ها")


def _in_it(tokens: Tokens, k: int) -> bool:
    """Whether فيه or من خلاله stands at ``k``."""
    k += k < tokens.size and tokens.words[k] == "من"
    return k < tokens.size and tokens.words[k] in IN_IT


def _maker(reading: Reading, verb: int, i: int, floor: int) -> Range | None:
    """The subject of the verb at ``verb``, after it or before it."""
    if (subject := framed(reading, verb, verb - (reading.tokens.words[verb - 1] == "قد"))) is not None:
        return subject
    for k in range(verb, floor - 1, -1):
        if k == verb or opens(reading.tokens, k, floor):
            subject = verb_subject(reading, k, i) or first_subject(reading, k, i)
            if subject is not None and not reading.tokens.tags[subject[0]] & tags.DOCUMENT:
                return subject
    return None


def _owner(reading: Reading, k: int, i: int) -> Range | None:
    """Whose the document at ``k`` is: التصريحات الأخيرة للوزير, تعليق للوزير; a letter is to somebody."""
    tokens, j = reading.tokens, k + 1
    while j < i and tokens.tags[j] & tags.DEFINITE and not tokens.tags[j] & (tags.PERSON | tags.BODY | tags.TO):
        j += 1
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
def documents() -> frozenset[str]:
    """Documents and what else somebody's words stand in: بيان, تعليق."""
    words = (*load("documents")["written"], *load("media")["occasions"]["unknown"])
    return frozenset(normalise(word) for word in words)


@cache
def letters() -> frozenset[str]:
    """Documents that go to somebody: رسالة."""
    return frozenset(normalise(word) for word in load("documents")["letters"])
