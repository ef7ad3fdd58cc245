"""Whom a cue without a subject means: one whom its sentence or the narrative tells of, or one who spoke before."""

from typing import NamedTuple

from extraction.accused import accused
from extraction.drafts import Draft, Range, Reading
from extraction.heard import Heard, Hearing, agreeing, another
from extraction.indexes import Index, last_named
from extraction.narrative import clause_subject
from extraction.subjects import pronominal
from extraction.told import circumstance, sentence_subject, told_before, told_here
from schemas.statement import Speaker


class Meant(NamedTuple):
    """Who is meant: one who spoke, or the words that name him; ``anew`` where these tell of somebody for once."""

    speaker: Speaker | None = None
    words: Range | None = None
    anew: bool = False


def meant(hearing: Hearing, made: Index, draft: Draft) -> Meant | None:
    """Who is meant by a cue without a subject in the field that ``made`` indexes, if anybody."""
    reading = made.reading
    taken = circumstance(reading.tokens, draft.cue[0]) or accused(reading, draft, hearing.since(reading))
    if taken is not None:
        return Meant(words=taken, anew=True)
    if (subject := _acting(hearing, reading, draft)) is not None:
        return Meant(words=subject)
    if draft.outer is not None and draft.outer.speaker is not None and draft.aspect != "a":
        return _within(made, draft, draft.outer, draft.outer.speaker)
    return _before(hearing, reading, draft)


def _acting(hearing: Hearing, reading: Reading, draft: Draft) -> Range | None:
    """Who acts just before a cue, in the words that hold it or since the narrative went on in its sentence."""
    if draft.outer is not None and draft.aspect != "a":
        return clause_subject(reading, draft, draft.outer.content[0])
    first = reading.tokens.first[reading.tokens.sentence[draft.cue[0]]]
    return clause_subject(reading, draft, max(first, hearing.spoken(reading)))


def _within(made: Index, draft: Draft, outer: Draft, speaker: Speaker) -> Meant:
    """Who is meant inside somebody's words: that one, or a man told of in the words of a woman or a body."""
    tokens = made.reading.tokens
    pronoun = draft.relative or pronominal(tokens, draft.cue[0] - 1)
    other = last_named(made, draft.cue[0]) if pronoun and another(draft, outer) else None
    if other is not None and tokens.between(*other) not in speaker.name:
        return Meant(words=other)
    return Meant(speaker)


def _before(hearing: Hearing, reading: Reading, draft: Draft) -> Meant | None:
    """Who is meant outside of anybody's words: one who agrees, in this sentence first, then the one heard last."""
    near = hearing.near(reading)
    sentence = reading.tokens.sentence[draft.cue[0]]
    heard = agreeing([h for h in near if h.sentence == sentence and not h.aside], draft)
    if heard is None and (subject := _told_of(hearing, reading, draft, near)) is not None:
        return Meant(words=subject)
    heard = heard or agreeing([h for h in near if not h.aside], draft) or agreeing(near, draft)
    if heard is None and (subject := sentence_subject(reading, draft.cue[0])) is not None:
        return Meant(words=subject)
    heard = heard or agreeing(hearing.heard, draft) or next(reversed(near or hearing.heard), None)
    return Meant(heard.speaker) if heard else None


def _told_of(hearing: Hearing, reading: Reading, draft: Draft, near: list[Heard]) -> Range | None:
    """Whom the narrative around a cue is about, where nobody has spoken in its sentence."""
    tokens, spoken = reading.tokens, hearing.spoken(reading)
    if draft.aspect == "a":
        subject = sentence_subject(reading, draft.cue[0])
        return subject if subject and subject[0] >= spoken else None
    number = tokens.sentence[draft.cue[0]]
    silent = number > 0 and all(h.sentence != number - 1 for h in near)
    if draft.number != "s":
        return clause_subject(reading, draft, max(tokens.first[number - 1], spoken)) if silent else None
    before = told_before(reading, draft, spoken) if silent else None
    return told_here(reading, draft) or before
