"""A statement: who said what, to whom, through which medium, on which topic, taking which side.

Offsets count Unicode code points in the named field's original text, end exclusive.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Act = Literal[
    "say", "affirm", "deny", "call", "announce", "warn", "criticise", "welcome", "promise", "express", "ask", "other"
]
Field = Literal["headline", "body"]
Kind = Literal["direct", "indirect", "mixed", "position"]
MediumKind = Literal[
    "press_conference",
    "social_post",
    "written_statement",
    "interview",
    "speech",
    "phone_call",
    "meeting",
    "letter",
    "agency",
    "unknown",
]
Polarity = Literal["support", "oppose", "neutral"]
ResolvedFrom = Literal["name", "role", "pronoun", "dropped", "document"]
SpeakerKind = Literal["person", "organization", "state", "document", "anonymous"]
Status = Literal["active", "retracted"]

Offset = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the field's text: ``field_text[start:end] == text``."""

    text: str
    start: Offset
    end: Offset


class Speaker(Struct, frozen=True, kw_only=True):
    """Who spoke, relayed or was told.

    ``role`` is what the article calls them besides the name; ``mention`` is null where the subject is dropped or a
    pronoun.
    """

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    mention: Span | None = None
    resolved_from: ResolvedFrom = "name"


class Cue(Struct, frozen=True, kw_only=True):
    """The words that attribute, with the verb's dictionary form and the act of speech."""

    lemma: str
    act: Act
    text: str
    start: Offset
    end: Offset


class Medium(Struct, frozen=True, kw_only=True):
    """The medium or occasion of the saying."""

    kind: MediumKind
    text: str
    start: Offset
    end: Offset


class Stance(Struct, frozen=True, kw_only=True):
    """The side taken on one topic. ``score`` is the weight of the evidence, 0 to 1."""

    topic: str
    target: str
    polarity: Polarity
    evidence: Span | None = None
    score: Share = 0.0


class Extractor(Struct, frozen=True, kw_only=True):
    """What made the event."""

    name: str
    version: str


class Statement(Struct, frozen=True, kw_only=True):
    """One statement event. ``stances`` has exactly one entry for each of ``topics``.

    ``id`` comes from article uri, field, cue and content, not from the version: a correction that leaves
    a statement alone keeps its id.

    ``sentence`` is the one that cue and content stand in, or all of them where these stand in several, so that readers
    can show cue, content, speaker and evidence in it: all offsets are of the same text. Of more than 1,000 characters
    it is cut, and the content may reach beyond it. It is null in events of versions that did not have it.
    """

    id: str
    article_uri: str
    article_version: int
    source: str | None = None
    published: str | None = None
    field: Field
    speaker: Speaker
    attribution: tuple[Speaker, ...] = ()
    addressee: Speaker | None = None
    cue: Cue
    kind: Kind
    content: Span
    sentence: Span | None = None
    medium: Medium | None = None
    topics: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    cluster: str
    rules: tuple[str, ...] = ()
    confidence: Share = 1.0
    extractor: Extractor
    status: Status = "active"


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Statement).decode
