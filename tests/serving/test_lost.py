"""Who comes back and asks for what Kafka no longer has: told what is lost, and from where the stream goes on."""

import asyncio
import json
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from confluent_kafka import Producer, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec  # type: ignore[attr-defined]  # it is its public name

from schemas.statement import Statement, encode
from schemas.topic_count import TopicCount, key
from schemas.topic_count import encode as encode_row
from serving.positions import Positions
from serving.resuming import Kept, Lost, resumed
from streams import topics
from streams.settings import Settings

Client = TestClient[Any, Any]
Serve = Callable[..., AbstractAsyncContextManager[Client]]
Produce = Callable[..., None]
Make = Callable[..., Statement]
Event = tuple[str, Any]

SECONDS = 30
KEPT = Kept({0: 10, 1: 0}, {0: 50, 1: 5}, {0: 10, 1: 0}, "b")
COMPACTED = Kept({0: 0, 1: 0}, {0: 50, 1: 5}, {0: 30, 1: 0}, "b")


@pytest.mark.parametrize(
    ("passed", "kept", "going", "told"),
    [
        ({0: 10, 1: 5}, KEPT, {0: 10, 1: 5}, []),
        ({0: 50, 1: 0}, KEPT, {0: 50, 1: 0}, []),
        ({0: 9, 1: 5}, KEPT, {0: 10, 1: 5}, [("dropped", [(0, 9, 10)])]),
        ({0: 51, 1: 3}, KEPT, {0: 50, 1: 3}, [("beyond the end", [(0, 51, 50)])]),
        ({0: 9, 1: 6}, KEPT, {0: 10, 1: 5}, [("dropped", [(0, 9, 10)]), ("beyond the end", [(1, 6, 5)])]),
        ({0: 20}, KEPT, {0: 20, 1: 0}, []),
        ({0: 29, 1: 5}, COMPACTED, {0: 29, 1: 5}, [("compacted", [(0, 29, 30)])]),
        ({0: 30, 1: 5}, COMPACTED, {0: 30, 1: 5}, []),
    ],
)
def test_who_comes_back_goes_on_where_there_is_something(
    passed: dict[int, int], kept: Kept, going: dict[int, int], told: list[Any]
) -> None:
    """After the last record had, or at the next one there is; a partition that was added is read from its beginning."""
    found = resumed("t", Positions({"t": passed}, {"t": "b"}), kept)
    assert found.offsets == going
    assert [_short(lost) for lost in found.lost] == told


@pytest.mark.parametrize(
    ("passed", "made", "kept"),
    [
        ({0: 20, 1: 5}, "a", "b"),
        ({0: 51, 1: 3}, "", "b"),
        ({0: 51, 1: 3}, "a", ""),
        ({0: 20, 1: 5, 2: 0}, "", ""),
    ],
)
def test_another_topic_is_read_from_its_beginning(passed: dict[int, int], made: str, kept: str) -> None:
    """Told by the topic's id, or where that is not known by offsets and partitions that it does not have."""
    found = resumed("t", Positions({"t": passed}, {"t": made}), KEPT._replace(made=kept))
    assert found.offsets == KEPT.first
    assert [lost.reason for lost in found.lost] == ["made anew"]


def test_who_knows_nothing_of_a_topic_begins_now() -> None:
    """There is nothing that it could have lost."""
    assert resumed("t", Positions({"other": {0: 90}}), KEPT) == (KEPT.next, [])


def _short(lost: Lost) -> tuple[str, list[tuple[int, int, int]]]:
    return lost.reason, [(part.partition, part.passed, part.next) for part in lost.partitions]


class Desk:
    """A real Kafka, with what is done to its topics; two partitions, or as many as are asked for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.admin = AdminClient({"bootstrap.servers": address})

    async def declare(self, partitions: int = 2) -> None:
        """Make the topics."""
        settings = Settings.read({"TASRIH_PARTITIONS": str(partitions)}, broker=self.address)
        await asyncio.to_thread(topics.declare, settings)

    async def make_anew(self, partitions: int = 2) -> None:
        """Delete the topics, and make them again."""
        for done in self.admin.delete_topics([topic.name for topic in topics.TOPICS]).values():
            await asyncio.to_thread(done.result)
        await asyncio.to_thread(self.await_none)
        await self.declare(partitions)

    def await_none(self) -> None:
        """Wait until no broker tells of the topics any more."""
        deadline = time.monotonic() + SECONDS
        while any(topic.name in self.admin.list_topics(timeout=SECONDS).topics for topic in topics.TOPICS):
            assert time.monotonic() < deadline

    async def put(self, topic: str, records: list[tuple[bytes, bytes]], partition: int = 0, **settings: str) -> None:
        """Write records (key, value) to a partition; with ``transactional.id`` in a transaction."""
        producer = Producer({"bootstrap.servers": self.address} | settings)
        if settings:
            producer.init_transactions(SECONDS)
            producer.begin_transaction()
        for name, value in records:
            producer.produce(topic, value, name, partition)
        assert await asyncio.to_thread(producer.flush, SECONDS) == 0
        if settings:
            producer.commit_transaction(SECONDS)

    def await_end(self, topic: str, offset: int) -> None:
        """Wait until partition 0 ends there: how a transaction ends is written after it was committed."""
        asked = TopicPartition(topic, 0)
        deadline = time.monotonic() + SECONDS
        while self.admin.list_offsets({asked: OffsetSpec.latest()})[asked].result().offset < offset:
            assert time.monotonic() < deadline

    async def drop(self, topic: str, before: int) -> None:
        """Drop the first records of partition 0, as retention does."""
        for done in self.admin.delete_records([TopicPartition(topic, 0, before)]).values():
            await asyncio.to_thread(done.result)


@pytest.fixture
async def desk(kafka: str) -> Desk:
    """A real Kafka with the product's topics."""
    desk = Desk(kafka)
    await asyncio.to_thread(desk.await_none)
    await desk.declare()
    return desk


@pytest.fixture
def said(statement: Make) -> Callable[..., list[tuple[bytes, bytes]]]:
    """Records of statements with these contents, which are their ids."""
    return lambda *contents: [(content.encode(), encode(statement(content))) for content in contents]


@asynccontextmanager
async def _subscribed(client: Client, path: str, last_id: str = "") -> AsyncIterator[Callable[[], Any]]:
    """A function that awaits the next line of NDJSON that is no heartbeat."""
    headers = {"Accept": "application/x-ndjson", "Last-Event-ID": last_id}
    async with client.get(path, headers=headers) as response:
        assert response.status == 200

        async def line() -> Any:
            async with asyncio.timeout(SECONDS):
                while raw := await response.content.readline():
                    if raw.strip() and (found := json.loads(raw))["event"] != "heartbeat":
                        return found
            return {"event": "end"}

        yield line


STATEMENTS = "/v1/streams/statements?ids=true"
COUNTS = "/v1/streams/counts?ids=true"


async def _past_status(line: Callable[[], Any]) -> Any:
    while (found := await line())["event"] == "status":
        pass
    return found


async def _first_ids(server: Serve, desk: Desk, path: str, count: int) -> list[str]:
    """The ids of the first events."""
    async with server(desk.address) as client, _subscribed(client, f"{path}&since=0") as line:
        return [(await _past_status(line))["id"] for _ in range(count)]


@pytest.mark.kafka
async def test_dropped_statements_are_told(desk: Desk, server: Serve, said: Callable[..., Any]) -> None:
    """Retention has taken what came next: the reason, the offsets, and then the oldest one there is."""
    await desk.put(topics.STATEMENTS, said(*"ابتثجحخ"))
    ids = await _first_ids(server, desk, STATEMENTS, 2)
    await desk.drop(topics.STATEMENTS, 5)
    async with server(desk.address) as client, _subscribed(client, STATEMENTS, ids[1]) as line:
        lost = await _past_status(line)
        assert (lost["event"], lost["data"]["reason"], lost["data"]["topic"]) == ("lost", "dropped", topics.STATEMENTS)
        assert lost["data"]["partitions"] == [{"partition": 0, "passed": 2, "next": 5}]
        assert (await line())["data"]["id"] == "ح"
    async with server(desk.address) as client, _subscribed(client, STATEMENTS, lost["id"]) as line:
        assert (await _past_status(line))["data"]["id"] == "ح"


@pytest.mark.kafka
async def test_what_is_in_memory_is_not_lost(desk: Desk, server: Serve, said: Callable[..., Any]) -> None:
    """Kafka has dropped it, but the server still has it: nothing is told, and nothing is missing."""
    await desk.put(topics.STATEMENTS, said(*"ابتث"))
    async with server(desk.address) as client:
        async with _subscribed(client, f"{STATEMENTS}&since=0") as line:
            first = await _past_status(line)
        await desk.drop(topics.STATEMENTS, 3)
        async with _subscribed(client, STATEMENTS, first["id"]) as line:
            assert [(await _past_status(line))["data"]["id"] for _ in range(3)] == list("بتث")


@pytest.mark.kafka
@pytest.mark.parametrize("partitions", [2, 1])
async def test_a_topic_made_anew_is_told_and_read_from_its_beginning(
    desk: Desk, server: Serve, said: Callable[..., Any], partitions: int
) -> None:
    """It has grown past where the subscriber stood in the old one, so that offsets alone would tell nothing."""
    await desk.put(topics.STATEMENTS, said(*"ابت"))
    ids = await _first_ids(server, desk, STATEMENTS, 3)
    await desk.make_anew(partitions)
    await desk.put(topics.STATEMENTS, said(*"دذرزسش"))
    async with server(desk.address) as client, _subscribed(client, STATEMENTS, ids[-1]) as line:
        lost = await _past_status(line)
        assert (lost["event"], lost["data"]["reason"]) == ("lost", "made anew")
        assert [(await line())["data"]["id"] for _ in range(6)] == list("دذرزسش")


@pytest.mark.kafka
async def test_a_topic_made_anew_while_serve_runs_ends_its_streams(
    desk: Desk, server: Serve, said: Callable[..., Any]
) -> None:
    """Nothing of the old topic stays in the counts; who comes back is told, and gets the same statements again."""
    row = encode_row(TopicCount(topic="oil", window="all", articles=1, statements=1, neutral=1))
    await desk.put(topics.COUNTS, [(key("oil"), row)])
    await desk.put(topics.STATEMENTS, said(*"ابت"))
    path = "/v1/streams/statements,counts?ids=true"
    async with server(desk.address) as client:
        async with _subscribed(client, f"{path}&since=0") as line:
            last_id = [(await _past_status(line))["id"] for _ in range(4)][-1]
        await desk.make_anew()
        await desk.put(topics.COUNTS, [(key("tea"), row.replace(b"oil", b"tea"))])
        await desk.put(topics.STATEMENTS, said("ا"))
        news: list[Any] = []
        while len(news) < 4:
            async with _subscribed(client, path, last_id) as line:
                while len(news) < 4 and (found := await _past_status(line))["event"] != "end":
                    news.append(found)
                    last_id = found["id"]
        counts = await (await client.get("/v1/counts")).json()
    assert sorted(one["event"] for one in news) == ["count", "lost", "lost", "statement"]
    assert {one["data"]["reason"] for one in news if one["event"] == "lost"} == {"made anew"}
    assert [row["topic"] for row in counts["counts"]] == ["tea"]


@pytest.mark.kafka
async def test_compacted_rows_are_told(desk: Desk, server: Serve) -> None:
    """Records between are missing: rows come as they stand, and it is said that removals may not be told.

    The end of a transaction takes an offset and is no record: here it stands for one that was compacted away.
    """

    def row(topic: str, articles: int) -> tuple[bytes, bytes]:
        return key(topic), encode_row(TopicCount(topic=topic, window="all", articles=articles, statements=articles))

    await desk.put(topics.COUNTS, [row("oil", 1)])
    (first,) = await _first_ids(server, desk, COUNTS, 1)
    await desk.put(topics.COUNTS, [row("oil", 2)], **{"transactional.id": "test"})
    await asyncio.to_thread(desk.await_end, topics.COUNTS, 3)
    async with server(desk.address) as client, _subscribed(client, COUNTS, first) as line:
        lost = await _past_status(line)
        assert (lost["event"], lost["data"]["reason"]) == ("lost", "compacted")
        assert lost["data"]["partitions"] == [{"partition": 0, "passed": 1, "next": 3}]
        assert (await line())["data"]["articles"] == 2
        await desk.put(topics.COUNTS, [row("oil", 3)])
        later = (await _past_status(line))["id"]
    async with server(desk.address) as client, _subscribed(client, COUNTS, later) as line:
        assert (await line())["event"] == "status"
        await desk.put(topics.COUNTS, [row("oil", 4)])
        assert (await _past_status(line))["data"]["articles"] == 4


@pytest.mark.kafka
@pytest.mark.parametrize(
    ("command", "topic"), [(("tail", "--from-beginning"), topics.STATEMENTS), (("watch",), topics.COUNTS)]
)
async def test_tail_and_watch_go_on_with_a_topic_made_anew(
    desk: Desk, said: Callable[..., Any], tasrih_path: str, command: tuple[str, ...], topic: str
) -> None:
    """They say so, and show what there is in it."""

    def records(*names: str) -> list[tuple[bytes, bytes]]:
        if topic == topics.STATEMENTS:
            return said(*names)  # type: ignore[no-any-return]  # records
        return [(key(name), encode_row(TopicCount(topic=name, window="all", articles=1))) for name in names]

    await desk.put(topic, records("oil", "gas"))
    process = await asyncio.create_subprocess_exec(
        *(tasrih_path, *command, "--broker", desk.address), stdout=PIPE, stderr=PIPE
    )
    assert process.stdout
    async with asyncio.timeout(SECONDS):
        shown = [await process.stdout.readline() for _ in range(2)]
        await desk.make_anew()
        await desk.put(topic, records("tea"))
        shown.append(await process.stdout.readline())
        process.terminate()
        _, narrated = await process.communicate()
    assert [json.loads(line).get("id") or json.loads(line)["topic"] for line in shown[2:]] == ["tea"]
    assert "made anew. Going on with its beginning." in narrated.decode()
