"""How a stream is written: as SSE (https://html.spec.whatwg.org/multipage/server-sent-events.html), or as NDJSON."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Literal, NamedTuple, Protocol

import msgspec
from aiohttp import web
from msgspec import Raw, Struct

from serving.events import CountEvent, Event, StatementEvent
from serving.live import Status
from serving.negotiation import chosen
from serving.positions import Positions, event_id
from serving.resuming import Lost
from streams import topics
from streams.web.problem import Problem

RETRY_MS = 3000
EventName = Literal["statement", "count", "removed", "lost", "status", "error", "heartbeat"]


class StreamStatus(Struct, frozen=True):
    """Whether a stream is live."""

    status: Status


class Format(Protocol):
    """One way to write a stream."""

    media_type: str

    def begin(self) -> bytes:
        """The first bytes."""

    def events(self, new: Iterable[Event], positions: Positions) -> bytes:
        """Events; ``positions``, where the subscriber stands before them, is moved behind them."""

    def lost(self, lost: Lost, positions: Positions) -> bytes:
        """What the subscriber will not be told, and ``positions``, where it goes on."""

    def status(self, status: Status) -> bytes:
        """The news that the stream is live, catching up or disconnected."""

    def heartbeat(self, positions: Positions) -> bytes:
        """A sign of life; it moves the subscriber to ``positions`` where nothing was for it."""

    def error(self, document: web.Response) -> bytes:
        """Why the stream ends: a problem document."""


class Sse:
    """Server-sent events, each with an id to resume from."""

    media_type = "text/event-stream"

    def begin(self) -> bytes:
        """How long a browser waits before it comes back."""
        return b"retry: %d\n\n" % RETRY_MS

    def events(self, new: Iterable[Event], positions: Positions) -> bytes:
        """Each event with its type and its id."""
        return b"".join(_sse(event.name, event_id(_passed(event, positions)), event.data) for event in new)

    def lost(self, lost: Lost, positions: Positions) -> bytes:
        """An event of its own, with the id of where the stream goes on."""
        return _sse("lost", event_id(positions), msgspec.json.encode(lost))

    def status(self, status: Status) -> bytes:
        """An event of its own."""
        return b"event: status\ndata: %s\n\n" % msgspec.json.encode(StreamStatus(status))

    def heartbeat(self, positions: Positions) -> bytes:
        """A comment, and an id without an event: a browser takes note of it and tells nobody."""
        return b": heartbeat\nid: %s\n\n" % event_id(positions)

    def error(self, document: web.Response) -> bytes:
        """An event of its own."""
        return b"event: error\ndata: %s\n\n" % bytes(document.body)  # type: ignore[arg-type]  # bytes, given by us


class Ndjson:
    """One JSON object a line; an empty line is a sign of life."""

    media_type = "application/x-ndjson"

    def begin(self) -> bytes:
        """An empty line, so that the headers go out."""
        return b"\n"

    def events(self, new: Iterable[Event], positions: Positions) -> bytes:  # noqa: ARG002 (Format's signature)
        """Each event on its line."""
        return b"".join(event.data + b"\n" for event in new)

    def lost(self, lost: Lost, positions: Positions) -> bytes:  # noqa: ARG002 (Format's signature)
        """A line of its own."""
        return msgspec.json.encode(lost) + b"\n"

    def status(self, status: Status) -> bytes:  # noqa: ARG002 (Format's signature)
        """Nothing: a line is an event."""
        return b""

    def heartbeat(self, positions: Positions) -> bytes:  # noqa: ARG002 (Format's signature)
        """An empty line."""
        return b"\n"

    def error(self, document: web.Response) -> bytes:
        """The problem document as the last line."""
        return bytes(document.body) + b"\n"  # type: ignore[arg-type]  # bytes, given by us


class Line(Struct, frozen=True, omit_defaults=True):
    """What SSE says of an event, as one line: its type, its data, and the id to resume from."""

    event: EventName
    id: str | None = None
    data: Raw | None = None


class NdjsonWithIds(Ndjson):
    """One ``Line`` for all that SSE sends."""

    def events(self, new: Iterable[Event], positions: Positions) -> bytes:
        """Each event with its type and its id."""
        return b"".join(_line(event.name, event_id(_passed(event, positions)), event.data) for event in new)

    def lost(self, lost: Lost, positions: Positions) -> bytes:
        """A line of its own, with the id of where the stream goes on."""
        return _line("lost", event_id(positions), msgspec.json.encode(lost))

    def status(self, status: Status) -> bytes:
        """A line of its own."""
        return _line("status", None, msgspec.json.encode(StreamStatus(status)))

    def heartbeat(self, positions: Positions) -> bytes:
        """An id without data."""
        return _line("heartbeat", event_id(positions), None)

    def error(self, document: web.Response) -> bytes:
        """The problem document as the last line."""
        return _line("error", None, bytes(document.body))  # type: ignore[arg-type]  # bytes, given by us


SSE = Sse()
NDJSON = Ndjson()
NDJSON_WITH_IDS = NdjsonWithIds()
MEDIA_TYPES = (SSE.media_type, NDJSON.media_type, "application/ndjson", "application/jsonl")  # the last three are one


class Accepted(NamedTuple):
    """How a stream is written, and the media type that it has for who reads it."""

    format: Format
    media_type: str


def accepted(accept: str, ids: bool) -> Accepted:
    """The format for an ``Accept`` header: SSE, or NDJSON for those who take it more gladly.

    Raises:
        Problem: neither is taken.
    """
    media_type = chosen(accept, MEDIA_TYPES)
    if media_type is None:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, f"A stream is {' or '.join(MEDIA_TYPES[:2])}; Accept takes neither.")
    if media_type == SSE.media_type:
        return Accepted(SSE, media_type)
    return Accepted(NDJSON_WITH_IDS if ids else NDJSON, media_type)


def topic_of(event: Event) -> str:
    """The topic that an event is a record of."""
    return topics.STATEMENTS if isinstance(event, StatementEvent) else topics.COUNTS


def _sse(name: EventName, passed: bytes, data: bytes) -> bytes:
    return b"event: %s\nid: %s\ndata: %s\n\n" % (name.encode(), passed, data)


def _line(name: EventName, passed: bytes | None, data: bytes | None) -> bytes:
    line = Line(name, passed.decode() if passed else None, Raw(data) if data else None)
    return msgspec.json.encode(line) + b"\n"


def _passed(event: CountEvent | StatementEvent, positions: Positions) -> Positions:
    positions.offsets.setdefault(topic_of(event), {})[event.place.partition] = event.place.offset + 1
    return positions
