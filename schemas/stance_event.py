"""What one article contributes to one topic, before and after: a change record, as Debezium has it."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0)]


class SpeakerStances(Struct, frozen=True, kw_only=True):
    """How many of one speaker's statements take each side; their sum is the speaker's statements."""

    name: str
    support: Count = 0
    oppose: Count = 0
    neutral: Count = 0


class Contribution(Struct, frozen=True, kw_only=True):
    """One article's part in one topic. ``hour`` is the UTC hour of ``published``, as ``2015-05-13T10``."""

    hour: str
    statements: Count
    speakers: dict[str, SpeakerStances]


class Origin(Struct, frozen=True, kw_only=True):
    """Where in ``wire.articles`` the article stands that caused the event."""

    partition: Count
    offset: Count


class StanceEvent(Struct, frozen=True, kw_only=True):
    """One change of one article's part in one topic; at least one of ``before`` and ``after`` is given."""

    article_uri: str
    article_version: int
    origin: Origin
    topic: str
    before: Contribution | None = None
    after: Contribution | None = None


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(StanceEvent).decode
