"""Whom a cue without a subject means: one whom its sentence or the narrative tells of, or one who spoke before."""

from typing import Final, NamedTuple

from extraction.accused import accused
from extraction.agreement import follows, form_of
from extraction.authors import spoken_in
from extraction.drafts import Draft, Range, Reading
from extraction.heard import Heard, Hearing, agreeing, another, shown
from extraction.indexes import Index, last_named
from extraction.narrative import ADDING, clause_subject
from extraction.several import both, several
from extraction.subjects import pronominal
from extraction.told import circumstance, described, doer, narrated, sentence_subject, told_before, told_here
from schemas.statement import Speaker

# So many sentences back somebody who spoke is nearer than several whom the text only tells of.
RECENT: Final = 2


class Meant(NamedTuple):
    """Who is meant: one who spoke, or the words that name him; ``anew`` where these tell of somebody for once.

    ``other`` is the second of two.
    """

    speaker: Speaker | None = None
    words: Range | None = None
    anew: bool = False
    other: "Meant | None" = None


def meant(hearing: Hearing, made: Index, draft: Draft) -> Meant | None:
    """Who is meant by a cue without a subject in the field that ``made`` indexes, if anybody."""
    reading = made.reading
    if (noun := described(reading, draft)) is not None:
        draft.relative = True
        return Meant(words=noun, anew=True)
    taken = circumstance(reading.tokens, draft.cue[0]) or accused(reading, draft, hearing.since(reading))
    if taken is not None:
        return Meant(words=taken, anew=True)
    if draft.number == "d" and (two := _two(hearing, made, draft)) is not None:
        return two
    if (subject := spoken_in(reading, draft) or _acting(hearing, reading, draft)) is not None:
        return Meant(words=subject)
    if draft.outer is not None and draft.outer.speaker is not None and draft.aspect != "a":
        return _within(made, draft, draft.outer, draft.outer.speaker)
    return _before(hearing, reading, draft)


def _two(hearing: Hearing, made: Index, draft: Draft) -> Meant | None:
    """The two whom a dual means: named last in its sentence, or the last two persons heard."""
    if (pair := both(made, draft.cue[0])) is not None:
        return Meant(words=pair[0], other=Meant(words=pair[1]))
    persons = {h.speaker.id: h.speaker for h in hearing.near(made.reading) if h.speaker.kind == "person"}
    last = list(persons.values())[-2:]
    if len(last) == 2:
        return Meant(last[0], other=Meant(last[1]))
    before = both(made, draft.cue[0], RECENT) if not last else None
    return Meant(words=before[0], other=Meant(words=before[1])) if before else None


def _acting(hearing: Hearing, reading: Reading, draft: Draft) -> Range | None:
    """Who acts just before a cue, in the words that hold it or since the narrative went on in its sentence."""
    if draft.outer is not None and draft.aspect != "a":
        return clause_subject(reading, draft, draft.outer.content[0])
    first = reading.tokens.first[reading.tokens.sentence[draft.cue[0]]]
    return clause_subject(reading, draft, max(first, hearing.spoken(reading)))


def _within(made: Index, draft: Draft, outer: Draft, speaker: Speaker) -> Meant:
    """Who is meant inside somebody's words: that one, a man in the words of a woman or a body, or several in one's."""
    tokens = made.reading.tokens
    pronoun = draft.relative or pronominal(tokens, draft.cue[0] - 1)
    other = last_named(made, draft.cue[0]) if pronoun and another(draft, outer) else None
    if other is not None and tokens.between(*other) not in speaker.name:
        return Meant(words=other)
    others = draft.number == "p" and not shown(made.reading, outer, speaker).many
    many = several(made.reading, draft.cue[0]) if others else None
    return Meant(words=many, anew=True) if many else Meant(speaker)


def _before(hearing: Hearing, reading: Reading, draft: Draft) -> Meant | None:
    """Who is meant outside of anybody's words: one of the cue's sentence, or one of the text before."""
    near = hearing.near(reading)
    sentence = reading.tokens.sentence[draft.cue[0]]
    here = [h for h in near if h.sentence == sentence and not h.aside]
    persons = [h for h in here if h.speaker.kind == "person"] if draft.aspect == "a" and draft.number == "s" else []
    heard = agreeing(persons, draft) or agreeing(here, draft)  # وأكد أن الصندوق توقع …، مشيرا
    if heard is None:
        told = _told_within(reading, draft) if here else None
        heard = None if told else _quoted(hearing, here, draft)
        told = told or (None if heard else _told_of(hearing, reading, draft, near))
        if told is not None:
            return Meant(words=told)
    heard = heard or agreeing([h for h in near if not h.aside], draft) or agreeing(near, draft)
    if heard is not None and heard.cited and (subject := doer(reading, draft, heard.sentence)) is not None:
        return Meant(words=subject)
    silent = heard is None or heard.sentence < sentence - RECENT
    return (_untold(hearing, reading, draft, heard is None) if silent else None) or _last(
        hearing, reading, draft, heard
    )


def _quoted(hearing: Hearing, here: list[Heard], draft: Draft) -> Heard | None:
    """One whom the words of somebody in the sentence quote, where that one does not agree with the cue."""
    inner = hearing.inner
    if not here or inner is None or (inner.sentence, inner.field) != (here[-1].sentence, here[-1].field):
        return None
    return inner if follows(inner.form, draft) else None


def _untold(hearing: Hearing, reading: Reading, draft: Draft, unheard: bool) -> Meant | None:
    """Who is meant where nobody has spoken for a while: the subject of the sentence, or several told of before."""
    if unheard and (subject := _of_sentence(hearing, reading, draft)) is not None:
        return Meant(words=subject)
    many = several(reading, draft.cue[0]) if draft.number == "p" and draft.lemma not in ADDING else None
    return Meant(words=many, anew=True) if many else None


def _last(hearing: Hearing, reading: Reading, draft: Draft, heard: Heard | None) -> Meant | None:
    """The one heard who agrees, in the headline too, one whom the narrative is about, or who else was heard last."""
    heard = heard or agreeing(hearing.heard, draft)
    if heard is None and (subject := narrated(reading, draft, not hearing.heard)) is not None:
        return Meant(words=subject)
    heard = heard or next(reversed(hearing.near(reading) or hearing.heard), None)
    return Meant(heard.speaker) if heard else None


def _of_sentence(hearing: Hearing, reading: Reading, draft: Draft) -> Range | None:
    """The subject of a cue's sentence, if it agrees or nobody does who spoke."""
    subject = sentence_subject(reading, draft.cue[0])
    fits = subject is not None and follows(form_of(reading, subject[0]), draft)
    return subject if fits or not (draft.number == "p" or agreeing(hearing.heard, draft)) else None


def _told_of(hearing: Hearing, reading: Reading, draft: Draft, near: list[Heard]) -> Range | None:
    """Whom the narrative around a cue is about, where nobody has spoken in its sentence."""
    tokens, spoken = reading.tokens, hearing.spoken(reading)
    if draft.aspect == "a":
        subject = sentence_subject(reading, draft.cue[0])
        fits = subject and subject[0] >= spoken and follows(form_of(reading, subject[0]), draft)
        return subject if fits else None
    number = tokens.sentence[draft.cue[0]]
    silent = number > 0 and all(h.sentence != number - 1 for h in near)
    if draft.number != "s":
        return clause_subject(reading, draft, max(tokens.first[number - 1], spoken)) if silent else None
    before = told_before(reading, draft, spoken) if silent else None
    return told_here(reading, draft) or before


def _told_within(reading: Reading, draft: Draft) -> Range | None:
    """Whom the words tell of that stand before a cue in its sentence, where who said them does not agree with it."""
    first = reading.tokens.first[reading.tokens.sentence[draft.cue[0]]]
    return clause_subject(reading, draft, first, within=True)
