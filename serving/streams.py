"""``/v1/streams/{statements,counts}``: events as they come, as SSE or as NDJSON; both with a comma between them.

``Last-Event-ID`` resumes without a gap or a repeat, after a restart of this server too; where Kafka no longer has what
comes after it, an event ``lost`` says so. ``since`` (RFC 3339, or ms since 1970) begins in the past; the header wins
over it. An event ``status`` tells live from catching up and disconnected, and that a stream without news is alive.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus

from aiohttp import hdrs, web
from msgspec import Struct

from schemas.errors import TasrihError
from schemas.statement import Polarity, Statement
from schemas.topic_count import Window
from serving import formats, history, query
from serving.events import Asked, By, Event, StatementEvent
from serving.hub import Hub, Subscriber
from serving.limits import LIMITS, caller
from serving.positions import Positions, of_event_id
from serving.resuming import Lost, resumed
from serving.statements import unseen
from streams import metrics, topics
from streams.web import problem
from streams.web.problem import Problem

HUB = web.AppKey("hub", Hub)
STREAMS = {"statements": topics.STATEMENTS, "counts": topics.COUNTS}
NO_SOURCE = "A row counts the statements of all sources together: source narrows statements alone."
OF_ONE_ALONE = {  # filters of one stream: which, and what is said to who asks for the other
    "source": ("statements", NO_SOURCE),
    "window": ("counts", "A statement has no window: window narrows counts alone."),
    "by": ("counts", "A statement has one speaker: by narrows counts alone."),
}
HEARTBEAT_SECONDS = 15.0
STALLED_SECONDS = 10.0  # a connection that takes nothing for so long is given up
REACH_SECONDS, REACH_TIMES = 0.1, 10
PIECE_BYTES = 2**16  # written at a time: who takes a piece has not stalled
SLICE = 500  # events of the past that are written at a time

HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no", "Vary": "Accept"}
TOO_SLOW = "You read too slowly, and too much was waiting for you; come back with Last-Event-ID."

Write = Callable[[bytes], Awaitable[None]]


class StreamQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """``topic``, ``speaker`` (an id or a name) and ``polarity`` narrow statements and counts.

    Of counts, ``polarity`` asks for the rows that count a statement of this side. A row that is no longer what was
    asked for is ``removed``; one with no articles left counts nothing, and ``/v1/counts`` leaves it out. ``source``
    narrows statements alone, for a row counts all sources together; ``window`` and ``by`` narrow counts alone.
    ``since`` is RFC 3339, or ms since 1970. With ``ids`` each line of NDJSON is an object with the ``event``, its
    ``data`` and the ``id`` to resume from, as SSE has them.
    """

    topic: str | None = None
    speaker: str | None = None
    polarity: Polarity | None = None
    source: str | None = None
    window: Window | None = None
    by: By | None = None
    since: str | None = None
    ids: bool = False

    @property
    def asked(self) -> Asked:
        """What events must match."""
        return Asked(
            topic=self.topic,
            speaker=self.speaker,
            polarity=self.polarity,
            source=self.source,
            window=self.window,
            by=self.by,
        )


class Since(Struct, frozen=True):
    """Where a subscriber wants to begin: after an event, at a time (ms since 1970), or now."""

    positions: Positions | None
    time: int | None


async def stream(request: web.Request) -> web.StreamResponse:
    """Answer with a stream that ends when the caller goes, reads too slowly, or the server stops."""
    names = _topics(request)
    asked = query.read(request, StreamQuery)
    _check(names, asked)
    since = _since(request, asked)
    format_, media_type = formats.accepted(",".join(request.headers.getall("Accept", ())), asked.ids)
    response = web.StreamResponse(headers=HEADERS | {"Content-Type": media_type})
    if request.method == hdrs.METH_HEAD:
        return response
    with request.app[LIMITS].stream(caller(request.remote)):
        return await _answer(request, response, Subscriber(names, asked.asked, format_), since)


async def _answer(
    request: web.Request, response: web.StreamResponse, subscriber: Subscriber, since: Since
) -> web.StreamResponse:
    hub = request.app[HUB]
    await response.prepare(request)

    async def write(chunk: bytes) -> None:
        await _write(response, chunk)

    try:
        document = await _ended(request, _serve(hub, subscriber, since, write))
        await write(subscriber.format.error(document) if document else b"")
    except (ConnectionResetError, TimeoutError) as error:
        subscriber.too_slow |= isinstance(error, TimeoutError)
        if request.transport:
            request.transport.abort()
    finally:
        hub.subscribers.discard(subscriber)
        metrics.DROPPED.inc(subscriber.too_slow)
    return response


async def _ended(request: web.Request, serving: Awaitable[web.Response | None]) -> web.Response | None:
    """Why a stream that has begun ends; the caller is owed a reason where something goes wrong."""
    try:
        return await serving
    except (ConnectionResetError, TimeoutError):
        raise
    except TasrihError as error:
        return problem.response(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    except Exception:
        return problem.fault(request)


async def _serve(hub: Hub, subscriber: Subscriber, since: Since, write: Write) -> web.Response | None:
    """Write the stream; why it ends, where that is not for a topic that was made anew."""
    await write(subscriber.format.begin())
    await _until_caught_up(hub, subscriber, write)
    positions, lost = await _begin(hub, subscriber, since)
    for one in lost:
        await write(subscriber.format.lost(one, positions))
    await write(subscriber.format.heartbeat(positions))  # an id, for who is cut off before the first event
    await _catch_up(hub, subscriber, positions, write)
    await _follow(hub, subscriber, write)
    return problem.response(HTTPStatus.REQUEST_TIMEOUT, TOO_SLOW) if subscriber.too_slow else None


async def _catch_up(hub: Hub, subscriber: Subscriber, positions: Positions, write: Write) -> None:
    """Write what the subscriber has missed, each statement once; from then on it is told what comes."""
    new = unseen()
    missed: list[Event] | None = None
    while missed is None:
        await _write_old(hub, subscriber, positions, write, new)
        async with hub.turn:
            await asyncio.sleep(0)  # where many come back at once, what is live goes on between two of them
            if not _older(hub, positions):
                found = hub.subscribe(subscriber, positions)
                missed = [e for e in found if not isinstance(e, StatementEvent) or new(e.statement)]
    for part in _sliced(missed):
        await write(subscriber.format.events(part, positions))
        await asyncio.sleep(0)  # and between two slices, however quickly they are taken
        metrics.DELIVERED.inc(len(part))


async def _until_caught_up(hub: Hub, subscriber: Subscriber, write: Write) -> None:
    """Wait until what stood in the topics at the start has been read, and tell the subscriber that it has to wait."""
    for topic in subscriber.topics:
        caught_up = hub.live[topic].caught_up
        while not caught_up.is_set():
            await write(subscriber.format.status(hub.status(subscriber.topics)))
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    await caught_up.wait()
            except TimeoutError:
                continue


async def _follow(hub: Hub, subscriber: Subscriber, write: Write) -> None:
    """Write what comes, until too much waits, or a topic was made anew."""
    told = None
    while not subscriber.over:
        status = hub.status(subscriber.topics)
        if status != told:
            await write(subscriber.format.status(status))
            told = status
        chunk = await subscriber.take(HEARTBEAT_SECONDS)
        if chunk:
            await write(chunk)
        elif not subscriber.over:  # A heartbeat would have them come back behind what was left out.
            await write(subscriber.format.heartbeat(hub.now(subscriber.topics)))
        if chunk is None:
            told = None  # A page in a browser sees no id without an event: the status again tells it that all is well.


async def _begin(hub: Hub, subscriber: Subscriber, since: Since) -> tuple[Positions, list[Lost]]:
    """The positions to begin at, and what is lost to who comes back."""
    if since.positions is not None:
        return await _resume(hub, subscriber, since.positions)
    hub.flush()
    if since.time is None:
        return hub.now(subscriber.topics), []
    positions = hub.at(subscriber.topics, since.time)
    if topics.STATEMENTS in positions.offsets and not hub.reaches_back_to(since.time):
        positions.offsets[topics.STATEMENTS] = await history.offsets_at(hub.access, since.time)
    return positions, []


async def _resume(hub: Hub, subscriber: Subscriber, passed: Positions) -> tuple[Positions, list[Lost]]:
    first = await history.first_offsets(hub.access) if hub.forgot(passed) else None
    await _reach(hub, passed)
    now = hub.now(subscriber.topics)
    found = {topic: resumed(topic, passed, hub.kept(topic, first)) for topic in now.offsets}
    offsets = {topic: begun.offsets for topic, begun in found.items()}
    return Positions(offsets, now.made), [lost for begun in found.values() for lost in begun.lost]


async def _reach(hub: Hub, passed: Positions) -> None:
    """Wait a moment where the caller is ahead of us: it comes from another server, which has read a little more."""
    for _ in range(REACH_TIMES):
        hub.flush()
        if not hub.is_behind(passed):
            return
        await asyncio.sleep(REACH_SECONDS)


async def _write_old(
    hub: Hub, subscriber: Subscriber, positions: Positions, write: Write, new: Callable[[Statement], bool]
) -> None:
    """Write the statements that are older than those in memory."""
    while kept := _older(hub, positions):
        at = positions.offsets[topics.STATEMENTS]
        async for events in history.between(hub.access, dict(at), kept):
            wanted = [event for event in events if event.matches(subscriber.asked) and new(event.statement)]
            await write(subscriber.format.events(wanted, positions))
            metrics.DELIVERED.inc(len(wanted))
        at.update(kept)


def _older(hub: Hub, positions: Positions) -> dict[int, int]:
    """Where memory begins, by partition, in those in which somebody at ``positions`` needs older statements."""
    at = positions.offsets.get(topics.STATEMENTS, {})
    return {p: start for p, start in hub.kept_from().items() if at and at[p] < start}


async def _write(response: web.StreamResponse, chunk: bytes) -> None:
    for at in range(0, len(chunk), PIECE_BYTES):
        async with asyncio.timeout(STALLED_SECONDS):
            await response.write(chunk[at : at + PIECE_BYTES])


def _sliced(events: list[Event]) -> Iterator[list[Event]]:
    return (events[at : at + SLICE] for at in range(0, len(events), SLICE))


def _topics(request: web.Request) -> tuple[str, ...]:
    names = request.match_info["names"].split(",")
    unknown = [name for name in names if name not in STREAMS]
    if unknown:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no stream {unknown[0]!r}; there are: {', '.join(STREAMS)}.")
    return tuple(dict.fromkeys(STREAMS[name] for name in names))


def _check(names: tuple[str, ...], asked: StreamQuery) -> None:
    """Refuse a filter that narrows none of the streams asked for: it would be passed over in silence."""
    for field, (stream, why) in OF_ONE_ALONE.items():
        if getattr(asked, field) is not None and STREAMS[stream] not in names:
            raise Problem(HTTPStatus.BAD_REQUEST, why)


def _since(request: web.Request, asked: StreamQuery) -> Since:
    passed = request.headers.get("Last-Event-ID")
    return Since(
        positions=of_event_id(passed) if passed else None,
        time=query.milliseconds(asked.since) if asked.since else None,
    )
