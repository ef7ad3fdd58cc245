"""A row of the counts: one topic, all time or one hour, all speakers or one.

Row and published aggregate are one record.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from schemas.stance_event import Count

Window = Literal["all", "hour"]


class CountedSpeaker(Struct, frozen=True, kw_only=True):
    """The speaker whose statements alone the row counts."""

    id: str
    name: str


class TopicCount(Struct, frozen=True, kw_only=True):
    """Absolute counts. ``support + oppose + neutral == statements``.

    ``start`` is the hour as RFC 3339, null for all time. ``origins`` gives, per partition of wire.articles
    (as text, for JSON has no other keys), the last offset counted in this row.
    """

    topic: str
    window: Window
    start: str | None = None
    speaker: CountedSpeaker | None = None
    articles: Count = 0
    statements: Count = 0
    support: Count = 0
    oppose: Count = 0
    neutral: Count = 0
    updated: str | None = None
    origins: dict[str, Count] = {}


def key(topic: str, speaker: str | None = None, hour: str | None = None) -> bytes:
    """The key of a row in wire.topic-counts.

    >>> key("syria")
    b'syria|all'
    >>> key("syria", speaker="john-kerry", hour="2015-05-13T10")
    b'syria|hour|2015-05-13T10|john-kerry'
    >>> key("a|b", speaker="50%")
    b'a%7Cb|all|50%25'
    """
    parts = [topic, *(("hour", hour) if hour else ("all",)), *((speaker,) if speaker else ())]
    return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts).encode()


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(TopicCount).decode
