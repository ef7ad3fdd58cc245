"""Streams over HTTP: what a browser or curl sees."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from schemas.statement import Statement, encode
from schemas.topic_count import CountedSpeaker, TopicCount, key
from schemas.topic_count import encode as encode_row
from serving import hub, limits, streams
from streams.brokers.embedded import EmbeddedBroker

Client = TestClient[Any, Any]
Produce = Callable[..., None]
Serve = Callable[..., AbstractAsyncContextManager[Client]]
Make = Callable[..., Statement]

SECONDS = 20


class Subscriber:
    """Reads a stream as a browser does: ``events`` are (type, data), ``last_id`` is what it would send back."""

    def __init__(self, response: Any, last_id: str | None) -> None:
        self.response = response
        self.last_id = last_id

    async def event(self) -> tuple[str, Any]:
        """The next event that is not about the connection's state."""
        while (found := await self.any_event())[0] == "status":
            pass
        return found

    async def any_event(self) -> tuple[str, Any]:
        """The next event; an id without data is kept, and is no event."""
        name, data = "message", ""
        async with asyncio.timeout(SECONDS):
            while line := (await self.response.content.readline()).decode():
                word, _, value = line.rstrip("\n").partition(": ")
                if word == "event":
                    name = value
                elif word == "id":
                    self.last_id = value
                elif word == "data":
                    data = value
                elif not word and data:
                    return name, json.loads(data)
        return "end", None

    async def ids(self, count: int) -> list[str]:
        """The ids of the next statements."""
        return [(await self.event())[1]["id"] for _ in range(count)]


@asynccontextmanager
async def _subscribe(client: Client, path: str, last_id: str | None = None) -> AsyncIterator[Subscriber]:
    headers = {"Last-Event-ID": last_id} if last_id else {}
    async with client.get(path, headers=headers) as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/event-stream"
        yield Subscriber(response, last_id)


@pytest.fixture
def say(embedded: EmbeddedBroker, produce: Produce, statement: Make) -> Callable[..., Any]:
    """Publishes statements with these contents, which are their ids, in one or several partitions."""

    async def publish(*contents: str, **fields: Any) -> None:
        records = [(content.encode(), encode(statement(content, **fields))) for content in contents]
        await asyncio.to_thread(produce, embedded.address, "wire.statements", records)

    return publish


async def _live(subscriber: Subscriber) -> None:
    while await subscriber.any_event() != ("status", {"status": "live"}):
        pass


async def test_statements_come_as_they_are_published(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]
) -> None:
    """A subscriber gets what is published after it came, and nothing older."""
    await say("قديم")
    async with server(embedded.address) as client, _subscribe(client, "/v1/streams/statements") as subscriber:
        await _live(subscriber)
        await say("جديد")
        name, data = await subscriber.event()
    assert (name, data["id"], data["speaker"]["name"]) == ("statement", "جديد", "سلمى إدريس")


@pytest.mark.parametrize("query", ["topic=oil", "polarity=support", "speaker=نور", "source=Test+Agency&topic=oil"])
async def test_a_filter_narrows_the_stream(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any], query: str
) -> None:
    """Only what matches is sent."""
    path = f"/v1/streams/statements?{query}"
    async with server(embedded.address) as client, _subscribe(client, path) as subscriber:
        await _live(subscriber)
        await say("غيره", topic="water", polarity="oppose")
        await say("هو", topic="oil", polarity="support", speaker="نور")
        assert await subscriber.ids(1) == ["هو"]


async def test_each_statement_comes_once_across_restarts_of_the_server(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]
) -> None:
    """What was published while nobody listened comes at the next connection; nothing comes twice, repeats included."""
    words = [f"قول {n}" for n in range(60)]
    got: list[str] = []
    last_id = None
    for start in range(0, 60, 20):
        async with server(embedded.address) as client:
            async with _subscribe(client, "/v1/streams/statements", last_id) as subscriber:
                if last_id is None:
                    await _live(subscriber)
                    await say(*words[:20])
                got += await subscriber.ids(20 if start else 10)
                last_id = subscriber.last_id
            if start == 0:
                async with _subscribe(client, "/v1/streams/statements", last_id) as subscriber:
                    got += await subscriber.ids(10)
                    last_id = subscriber.last_id
        await say(*words[start : start + 5], *words[start + 20 : start + 40])
    assert sorted(got) == sorted(words)


async def test_statements_older_than_memory_come_from_kafka(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]
) -> None:
    """Somebody who was away for longer than the server remembers misses nothing all the same."""
    async with server(embedded.address, kept=8) as client:
        async with _subscribe(client, "/v1/streams/statements") as subscriber:
            await _live(subscriber)
            await say("أول")
            assert await subscriber.ids(1) == ["أول"]
        words = [f"قول {n}" for n in range(100)]
        await say(*words)
        async with _subscribe(client, "/v1/streams/statements", subscriber.last_id) as again:
            assert sorted(await again.ids(100)) == sorted(words)
            await say("آخر")
            assert await again.ids(1) == ["آخر"]


async def test_since_begins_in_the_past(embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]) -> None:
    """What is in memory since a time is sent first; a Last-Event-ID wins over the time."""
    await say("أول", "ثان")
    path = "/v1/streams/statements?since=2001-01-01T00:00:00Z"
    async with server(embedded.address) as client:
        async with _subscribe(client, path) as subscriber:
            assert sorted(await subscriber.ids(2)) == ["أول", "ثان"]
        async with _subscribe(client, path, subscriber.last_id) as again:
            await _live(again)
            await say("ثالث")
            assert await again.ids(1) == ["ثالث"]


async def test_counts_come_as_rows_and_removals(embedded: EmbeddedBroker, server: Serve, produce: Produce) -> None:
    """A changed row is sent whole; of a removed one its key."""
    row = TopicCount(topic="oil", window="all", articles=1, statements=1, neutral=1)
    hour = TopicCount(topic="oil", window="hour", start="2026-03-01T10:00:00Z")
    expired = key("oil", hour="2026-03-01T10")
    await asyncio.to_thread(produce, embedded.address, "wire.topic-counts", [(expired, encode_row(hour))])
    records = [(key("oil"), encode_row(row)), (expired, None)]
    async with (
        server(embedded.address) as client,
        _subscribe(client, "/v1/streams/counts,statements?topic=oil") as subscriber,
    ):
        await _live(subscriber)
        await asyncio.to_thread(produce, embedded.address, "wire.topic-counts", records)
        got = dict([await subscriber.event(), await subscriber.event()])
    assert got["count"]["statements"] == 1
    assert got["removed"] == {"key": "oil|hour|2026-03-01T10"}


async def test_counts_are_resumed(embedded: EmbeddedBroker, server: Serve, produce: Produce) -> None:
    """A subscriber who comes back after a restart gets the rows that changed, each as it stands now."""

    def write(number: int, *names: str) -> None:
        rows = [TopicCount(topic=name, window="all", articles=number, statements=number) for name in names]
        produce(embedded.address, "wire.topic-counts", [(key(r.topic), encode_row(r)) for r in rows])

    async with server(embedded.address) as client, _subscribe(client, "/v1/streams/counts") as subscriber:
        await _live(subscriber)
        await asyncio.to_thread(write, 1, "oil", "water")
        assert {(await subscriber.event())[1]["topic"] for _ in range(2)} == {"oil", "water"}
    await asyncio.to_thread(write, 2, "oil")
    await asyncio.to_thread(write, 3, "oil")
    async with (
        server(embedded.address) as client,
        _subscribe(client, "/v1/streams/counts", subscriber.last_id) as again,
    ):
        row = (await again.event())[1]
        assert (row["topic"], row["statements"]) == ("oil", 3)
        await asyncio.to_thread(write, 4, "water")
        row = (await again.event())[1]
        assert (row["topic"], row["statements"]) == ("water", 4)


async def test_rows_of_a_side_come_and_go(embedded: EmbeddedBroker, server: Serve, produce: Produce) -> None:
    """Who asks for a side is told when a row no longer counts it, live and on coming back after a restart."""

    def write(**sides: int) -> None:
        row = TopicCount(topic="oil", window="all", articles=1, statements=sum(sides.values()), **sides)  # type: ignore[arg-type]  # counts
        produce(embedded.address, "wire.topic-counts", [(key("oil"), encode_row(row))])

    path = "/v1/streams/counts?polarity=support"
    async with server(embedded.address) as client, _subscribe(client, path) as subscriber:
        await _live(subscriber)
        for sides, told in (({"support": 1}, "count"), ({"oppose": 1}, "removed"), ({"support": 2}, "count")):
            await asyncio.to_thread(write, **sides)
            assert (await subscriber.event())[0] == told
    await asyncio.to_thread(write, neutral=2)
    async with server(embedded.address) as client, _subscribe(client, path, subscriber.last_id) as again:
        assert await again.event() == ("removed", {"key": "oil|all"})


async def test_rows_of_a_name_come_and_go(embedded: EmbeddedBroker, server: Serve, produce: Produce) -> None:
    """Who asks by a speaker's name is told when a row bears another name or is gone, live and after a restart."""

    def write(speaker: str, name: str | None) -> None:
        who = CountedSpeaker(id=speaker, name=name or "")
        row = TopicCount(topic="oil", window="all", speaker=who, articles=1, statements=1, neutral=1)
        produce(embedded.address, "wire.topic-counts", [(key("oil", speaker), encode_row(row) if name else None)])

    path = "/v1/streams/counts?speaker=نور+الدين"
    removed = ("removed", {"key": "oil|all|nour"})
    async with server(embedded.address) as client, _subscribe(client, path) as subscriber:
        await _live(subscriber)
        for name, told in (("نور الدين", "count"), ("نور", "removed"), ("نور الدين", "count"), (None, "removed")):
            await asyncio.to_thread(write, "nour", name)
            await asyncio.to_thread(write, "other", "غيره")
            assert (await subscriber.event())[0] == told
        await asyncio.to_thread(write, "nour", "نور الدين")
        assert (await subscriber.event())[0] == "count"
    await asyncio.to_thread(write, "other", "سواه")
    for name in ("نور", None):
        await asyncio.to_thread(write, "nour", name)
        async with server(embedded.address) as client, _subscribe(client, path, subscriber.last_id) as again:
            assert await again.event() == removed


async def test_ndjson_is_one_statement_a_line(embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]) -> None:
    """Who accepts NDJSON gets lines of JSON and nothing else but empty ones."""
    await say("قول")
    async with server(embedded.address) as client:
        headers = {"Accept": "application/x-ndjson"}
        async with client.get("/v1/streams/statements?since=0", headers=headers) as response:
            assert response.headers["Content-Type"] == "application/x-ndjson"
            while (line := await response.content.readline()) == b"\n":
                pass
    assert json.loads(line)["id"] == "قول"


async def test_ndjson_with_ids_is_resumed(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wants ids has one in each line, and goes on after it across a restart: each statement once."""
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.2)
    words = [f"قول {n}" for n in range(30)]
    await say(*words[:20])
    got: list[str] = []
    headers = {"Accept": "application/x-ndjson"}
    for end in (7, 20, 30):
        async with (
            server(embedded.address) as client,
            client.get("/v1/streams/statements?since=0&ids=true", headers=headers) as response,
        ):
            while len(got) < end:
                line = json.loads((await response.content.readline()).strip() or "{}")
                got += [line["data"]["id"]] if line.get("event") == "statement" else []
                headers["Last-Event-ID"] = line.get("id", headers.get("Last-Event-ID", ""))
        if end == 20:
            await say(*words[20:])
    assert sorted(got) == sorted(words)


async def test_a_quiet_stream_shows_that_it_lives(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each heartbeat moves the id past what the filter left out, and tells the status again."""
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.2)
    async with (
        server(embedded.address) as client,
        _subscribe(client, "/v1/streams/statements?topic=oil") as subscriber,
    ):
        await _live(subscriber)
        await say("غيره", topic="water")
        async with asyncio.timeout(SECONDS):
            while b'"offset":0' not in (await subscriber.response.content.readline()):
                pass
        assert await subscriber.any_event() == ("status", {"status": "live"})


async def test_the_stream_tells_when_the_broker_has_gone(embedded: EmbeddedBroker, server: Serve) -> None:
    """Live and disconnected are told apart, without an end of the stream."""
    async with server(embedded.address) as client, _subscribe(client, "/v1/streams/counts") as subscriber:
        await _live(subscriber)
        await asyncio.to_thread(embedded.stop)
        assert await subscriber.any_event() == ("status", {"status": "disconnected"})


@contextmanager
def _slow_on_oil() -> Iterator[None]:
    """Whoever asks for oil takes what waits only when it is too late."""
    take = hub.Subscriber.take

    async def take_late(subscriber: hub.Subscriber, seconds: float) -> bytes | None:
        while subscriber.asked.topic == "oil" and not subscriber.too_slow:
            subscriber.something.clear()
            await subscriber.something.wait()
        return await take(subscriber, seconds)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub.Subscriber, "take", take_late)
        patch.setattr(hub, "WAITING_BYTES", 5000)
        yield


async def _until_dropped(slow: Subscriber, say: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """The ids of the statements that were said, and of those that came before the reason."""
    said: list[str] = []
    seen: list[str] = []

    async def speak() -> None:
        while True:
            words = [f"قول {len(said) + n}" for n in range(20)]
            said.extend(words)
            await say(*words, topic="oil")
            await asyncio.sleep(hub.FLUSH_SECONDS)

    speaking = asyncio.create_task(speak())
    while (found := await slow.event())[0] == "statement":
        seen.append(found[1]["id"])
    speaking.cancel()
    await asyncio.wait([speaking])
    assert (found[0], found[1]["status"]) == ("error", 408)
    assert "too slowly" in found[1]["detail"]
    assert (await slow.event())[0] == "end"
    return said, seen


async def test_a_slow_reader_is_dropped_with_a_reason(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]
) -> None:
    """Too much waits for it: it is told why, and the others go on."""
    async with (
        server(embedded.address) as client,
        _subscribe(client, "/v1/streams/statements?topic=oil") as slow,
        _subscribe(client, "/v1/streams/statements?topic=water") as quick,
    ):
        await _live(slow)
        await _live(quick)
        with _slow_on_oil():
            await _until_dropped(slow, say)
        await say("بعد", topic="water")
        assert await quick.ids(1) == ["بعد"]


async def test_who_has_taken_all_takes_any_number_at_once(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes at once may be more than what may wait: who reads is not dropped for it."""
    monkeypatch.setattr(hub, "WAITING_BYTES", 1)
    async with server(embedded.address) as client, _subscribe(client, "/v1/streams/statements") as subscriber:
        await _live(subscriber)
        await say("قول")
        assert (await subscriber.event())[0] == "statement"


async def test_who_is_cut_off_before_the_first_event_misses_nothing(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]
) -> None:
    """There is an id to come back with as soon as the stream is live."""
    async with server(embedded.address) as client, _subscribe(client, "/v1/streams/statements") as subscriber:
        await _live(subscriber)
    await say("قول")
    async with (
        server(embedded.address) as client,
        _subscribe(client, "/v1/streams/statements", subscriber.last_id) as again,
    ):
        assert await again.ids(1) == ["قول"]


async def test_a_dropped_reader_comes_back_to_every_statement_once(
    embedded: EmbeddedBroker, server: Serve, say: Callable[..., Any]
) -> None:
    """What did not fit is not skipped by the last id that the reader saw, a heartbeat's included."""
    path = "/v1/streams/statements?topic=oil"
    async with server(embedded.address) as client:
        async with _subscribe(client, path) as slow:
            await _live(slow)
            with _slow_on_oil():
                said, seen = await _until_dropped(slow, say)
        async with _subscribe(client, path, slow.last_id) as again:
            seen += await again.ids(len(said) - len(seen))
    assert sorted(seen) == sorted(said)


@pytest.mark.parametrize(
    ("path", "last_id", "word"),
    [
        ("statements?polarity=maybe", None, "polarity"),
        ("statements?since=yesterday", None, "since"),
        ("statements?since=99999999999999999999", None, "since"),
        ("statements?ids=maybe", None, "ids is 'maybe', expected true or false."),
        ("counts?topic=oil&topic=tea", None, "topic is given more than once"),
        ("statements?color=red", None, "color"),
        ("statements?by=topic", None, "by"),
        ("counts?polarity=maybe", None, "polarity"),
        ("counts?source=Agency", None, "all sources together"),
        ("statements", "nonsense", "Last-Event-ID"),
        ("statements", '[{"topic":"t","partition":-1,"offset":0}]', "Last-Event-ID"),
    ],
)
async def test_a_wrong_question_is_a_problem_before_the_stream(
    embedded: EmbeddedBroker, server: Serve, path: str, last_id: str | None, word: str
) -> None:
    """Errors come as ordinary problem documents while there is no stream yet."""
    async with server(embedded.address) as client:
        response = await client.get(f"/v1/streams/{path}", headers={"Last-Event-ID": last_id} if last_id else {})
        document = await response.json(content_type="application/problem+json")
    assert response.status == document["status"] == 400
    assert word in document["detail"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/event-stream"),
        ("*/*", "text/event-stream"),
        ("text/*", "text/event-stream"),
        ("application/*", "application/x-ndjson"),
        ("application/x-ndjson, */*;q=0.1", "application/x-ndjson"),
        ("application/x-ndjson;q=0.5, text/event-stream", "text/event-stream"),
        ("application/x-ndjson;q=0, */*", "text/event-stream"),
        ("text/event-stream;q=0, */*", "application/x-ndjson"),
        ("Application/JSONL", "application/jsonl"),
        ("text/html", None),
        ("application/json", None),
        ("text/event-stream;q=0", None),
        ("text/event-stream;q=much", None),
        ("rubbish", None),
    ],
)
async def test_the_format_is_what_the_caller_takes_most_gladly(
    embedded: EmbeddedBroker, server: Serve, accept: str, media_type: str | None
) -> None:
    """By weights, the closest range first; who takes neither is told what there is. HEAD says the same and ends."""
    async with server(embedded.address) as client:
        response = await client.head("/v1/streams/counts", headers={"Accept": accept})
        assert await response.read() == b""
        async with client.get("/v1/streams/counts", headers={"Accept": accept}) as stream:
            for answer in (response, stream):
                assert answer.status == (200 if media_type else 406)
                assert answer.headers["Content-Type"] == (media_type or "application/problem+json")
            if media_type is None:
                assert "text/event-stream or application/x-ndjson" in (await stream.json(content_type=None))["detail"]


async def test_a_fault_ends_the_stream_with_a_reason(
    embedded: EmbeddedBroker, server: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong after the headers are out is told by an event, and nobody waits for ever."""

    async def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(streams, "_follow", fail)
    async with server(embedded.address) as client, _subscribe(client, "/v1/streams/counts") as subscriber:
        name, document = await subscriber.event()
        assert (name, document["status"]) == ("error", 500)
        assert (await subscriber.event())[0] == "end"


async def test_an_unknown_stream_is_not_found(embedded: EmbeddedBroker, server: Serve) -> None:
    """The sentence names the streams that there are."""
    async with server(embedded.address) as client:
        response = await client.get("/v1/streams/statements,articles")
        document = await response.json(content_type="application/problem+json")
    assert response.status == 404
    assert "'articles'" in document["detail"]
    assert "statements, counts" in document["detail"]


async def test_subscribers_are_limited(
    embedded: EmbeddedBroker, server: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more than there is room for is told to come back; room is made when somebody leaves."""
    monkeypatch.setattr(limits, "STREAMS", 1)
    async with server(embedded.address) as client:
        async with _subscribe(client, "/v1/streams/counts") as subscriber:
            await _live(subscriber)
            refused = await client.get("/v1/streams/counts")
            assert (refused.status, refused.headers["Retry-After"]) == (503, "60")
        async with asyncio.timeout(SECONDS):
            while (response := await client.get("/v1/streams/counts")).status == 503:
                response.close()
                await asyncio.sleep(0.05)
        response.close()
