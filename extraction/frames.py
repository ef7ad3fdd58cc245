"""Subjects that a frame around the verb shows: between كان and قد, or behind the document that a clause takes up."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN, can_head
from extraction.nouns import subject_at
from extraction.phrases import phrase_end
from extraction.text import normalise
from extraction.vocabulary import load

# What was said before is told so: كان الوزير قد أعلن.
WAS: Final = frozenset(("كان", "كانت", "كانا", "كانوا"))
# With ل and أن it tells so as well: سبق للوزير أن أعلن.
BEFORE: Final = "سبق"
FRAME: Final = 26
FRAME_EDGE: Final = tags.BREAK | tags.COMPLEMENTISER | tags.RELATIVE | tags.SUBORDINATOR | tags.QUOTE


def framed(reading: Reading, i: int, end: int) -> Range | None:
    """The subject between كان and the verb at ``i``, قد or a comma before it or not: وكان رئيس الحزب، قد أعلن."""
    tokens = reading.tokens
    if tokens.words[i - 1] == "ان":
        return _formerly(reading, i - 1)
    loose = tokens.words[i - 1] == "قد" or tokens.words[end - 1] == ","
    for k in range(end - 1, max(-1, end - FRAME), -1):
        if tokens.tags[k] & FRAME_EDGE:
            return None
        if tokens.words[k].removeprefix("و") in WAS:
            last = end - (tokens.words[end - 1] == ",")
            stop = phrase_end(reading, k + 1, last) if can_head(tokens, k + 1) else 0
            adjunct = stop > k + 1 and stop < last and tokens.tags[stop] & (tags.PREPOSITION | tags.TIME)
            whole = tokens.words[i - 1] == "قد" or stop == last
            if not loose and (stop != end or not tokens.tags[k + 1] & (KNOWN | tags.DEFINITE)):
                return None
            return (k + 1, stop if adjunct or not whole else last) if stop > k + 1 and (adjunct or whole) else None
    return None


def _formerly(reading: Reading, k: int) -> Range | None:
    """Who has done before what the clause with أن at ``k`` tells: سبق للوزير سالم الحمدي، أن أعلن."""
    tokens = reading.tokens
    for j in range(k - 2, max(-1, k - FRAME), -1):
        if tokens.tags[j] & FRAME_EDGE:
            return None
        if tokens.words[j].removeprefix("و") == BEFORE:
            last = k - (tokens.words[k - 1] == ",")
            stop = phrase_end(reading, j + 1, last) if tokens.tags[j + 1] & tags.TO else 0
            return (j + 1, stop) if stop == last else None
    return None


def author(reading: Reading, k: int) -> Range | None:
    """Whose words a relative pronoun at ``k`` takes up: تصريحات الوزير للصحيفة والتي قال فيها."""
    tokens = reading.tokens
    for j in range(k - 2, max(tokens.first[tokens.sentence[k]], k - FRAME) - 1, -1):
        if tokens.tags[j] & tags.DOCUMENT and tokens.tags[j + 1] & (tags.PERSON | tags.BODY):
            return subject_at(reading, j + 1, k)
    return None


@cache
def documents() -> frozenset[str]:
    """Documents and what else somebody's words stand in: بيان, تعليق."""
    words = (*load("documents")["written"], *load("media")["occasions"]["unknown"])
    return frozenset(normalise(word) for word in words)
