"""What a cue's readings can govern, and the draft that a reading with its complement makes."""

from typing import Final

from extraction import tags
from extraction.complements import Complement
from extraction.drafts import Draft, Reading
from extraction.heads import verbal
from extraction.tokens import Tokens
from extraction.vocabulary import Reading as CueReading

CLAUSAL: Final = ("clause", "quote", "colon")
# Particles that a noun for what is said begins with: انتقد ما حدث, أكد عدم وجود خطر.
LEADING: Final = frozenset(("ما", "عدم"))


def frame_of(readings: list[CueReading]) -> frozenset[str]:
    """All that the readings together can govern."""
    first = readings[0].verb.frame
    return first.union(*(r.verb.frame for r in readings[1:])) if len(readings) > 1 else first


def new_draft(tokens: Tokens, readings: list[CueReading], i: int, complement: Complement, rule: str) -> Draft:
    """A draft by the reading whose frame fits the complement best."""
    marker = tokens.words[complement.marker]
    form = "clause" if complement.form in CLAUSAL else complement.form
    fits = (r for r in readings if form in r.verb.frame or marker in r.verb.frame or marker[0] in r.verb.frame)
    reading = next(fits, readings[0])
    negated = i > 0 and bool(tokens.tags[i - 1] & tags.NEGATION) and reading.aspect in "pi"
    draft = Draft((i - negated, i + 1), reading.verb.lemma, reading.verb.act, [rule])
    draft.verb, draft.negated = reading.verb, negated
    draft.aspect, draft.gender, draft.number = reading.aspect, reading.gender, reading.number
    draft.form, draft.marker, draft.quote = complement.form, complement.marker, complement.quote
    draft.content = (complement.start, complement.start)
    return draft


def object_head(reading: Reading, k: int) -> bool:
    """Whether a noun that can be said begins at ``k``."""
    tag = reading.tokens.tags[k]
    if reading.tokens.words[k] in LEADING:
        return True
    barred = tags.FUNCTION | tags.PREPOSITION | tags.TIME | tags.ADVERB | tags.BY | tags.TO | tags.NUMBER
    return (
        not tag & barred
        and reading.tokens.words[k] != "ل"
        and (not verbal(reading.tokens, k) or any(r.aspect == "n" for r in reading.tokens.found[k].readings))
        and (not tag & tags.PUNCTUATION or k in reading.quotations.at)
    )
