"""``/metrics`` of the read side, as Prometheus reads it."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from confluent_kafka import Consumer, TopicPartition
from prometheus_client.parser import text_string_to_metric_families

from schemas.errors import BrokerUnavailable
from schemas.statement import Statement, encode
from serving import hub, lag
from serving.streams import HUB
from streams import topics
from streams.brokers.embedded import EmbeddedBroker

Client = TestClient[Any, Any]
Produce = Callable[..., None]
Serve = Callable[..., AbstractAsyncContextManager[Client]]
Make = Callable[..., Statement]
Series = dict[tuple[str, ...], float]


async def _read(client: Client) -> Series:
    """Name and label values of each series, with its number."""
    text = await (await client.get("/metrics")).text()
    families = text_string_to_metric_families(text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


async def _live(client: Client) -> None:
    while (await client.get("/readyz")).status != 200:  # noqa: ASYNC110 (the server is asked, as a user asks)
        await asyncio.sleep(0.05)


def _commit(broker: str, offsets: dict[int, int]) -> None:
    """As a worker that has done so much."""
    consumer = Consumer({"bootstrap.servers": broker, "group.id": topics.GROUP})
    consumer.commit(
        offsets=[TopicPartition(topics.ARTICLES, p, offset) for p, offset in offsets.items()], asynchronous=False
    )
    consumer.close()


async def test_lag_and_age_are_those_of_what_no_worker_has_committed(produce: Produce, server: Serve) -> None:
    """Without any worker all records wait; what is committed waits no more."""
    with EmbeddedBroker(topic.name for topic in topics.TOPICS) as broker:
        await _lag(broker.address, produce, server)


async def _lag(address: str, produce: Produce, server: Serve) -> None:
    records = [(str(n).encode(), b"{}") for n in range(50)]
    await asyncio.to_thread(produce, address, topics.ARTICLES, records)
    lag, age = ("tasrih_lag_records", topics.ARTICLES), ("tasrih_oldest_unprocessed_seconds", topics.ARTICLES)
    async with server(address) as client:
        await _live(client)
        before = await _read(client)
        assert before[lag] == 50
        assert 0 < before[age] < 600
        assert before["tasrih_lag_records", topics.STANCES] == 0
        await asyncio.to_thread(_commit, address, dict.fromkeys(range(EmbeddedBroker.partitions), 1))
        assert (await _read(client))[lag] == 50 - EmbeddedBroker.partitions
        await asyncio.to_thread(_commit, address, dict.fromkeys(range(EmbeddedBroker.partitions), 50))
        after = await _read(client)
        assert (after[lag], after[age]) == (0, 0)


async def test_without_a_broker_nothing_is_said_of_the_lag(server: Serve, nowhere: str) -> None:
    """Unknown is not zero; the process's own numbers are there."""
    async with server(nowhere) as client:
        found = await _read(client)
    assert not [series for series in found if series[0] in ("tasrih_lag_records", "tasrih_oldest_unprocessed_seconds")]
    assert found["tasrih_topic_live", topics.COUNTS] == 0
    assert found["process_resident_memory_bytes",] > 0


async def test_a_broker_that_hangs_does_not_keep_the_metrics(
    server: Serve, nowhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told without the lag: else Prometheus would hold that serve is gone."""
    told = threading.Event()

    def hang(_: object) -> None:
        told.wait(60)
        raise BrokerUnavailable

    monkeypatch.setattr(lag, "ALL_SECONDS", 0.1)
    monkeypatch.setattr(topics, "partitions", hang)
    monkeypatch.setattr(hub.Hub, "status", lambda *_: "live")
    try:
        async with server(nowhere) as client, asyncio.timeout(30):
            found = await _read(client)
    finally:
        told.set()
    assert found["process_resident_memory_bytes",] > 0
    assert ("tasrih_lag_records", topics.ARTICLES) not in found


@pytest.mark.parametrize(
    ("path", "resource", "status"),
    [
        ("/healthz", "/healthz", "200"),
        ("/v1/schemas/statement", "/v1/schemas/{name}", "200"),
        ("/v1/schemas/none", "/v1/schemas/{name}", "404"),
        ("/v1/counts?window=day", "/v1/counts", "400"),
        ("/no/such/place", "other", "404"),
    ],
)
async def test_answers_are_counted_by_resource(
    server: Serve, nowhere: str, path: str, resource: str, status: str
) -> None:
    """Under the pattern of the path: what callers make up is no label."""
    series = ("tasrih_http_requests_total", resource, status)
    async with server(nowhere) as client:
        before = (await _read(client)).get(series, 0)
        await client.get(path)
        assert (await _read(client))[series] == before + 1


async def test_subscribers_and_what_they_get_are_counted(
    embedded: EmbeddedBroker, produce: Produce, server: Serve, statement: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is there, what was delivered, and who was dropped for reading too slowly."""
    delivered, dropped = ("tasrih_stream_events_total",), ("tasrih_stream_clients_dropped_total",)
    async with server(embedded.address) as client:
        await _live(client)
        before = await _read(client)
        async with client.get("/v1/streams/statements") as response:
            while b"live" not in await response.content.readline():
                pass
            assert (await _read(client))["tasrih_stream_clients",] == 1
            await asyncio.to_thread(produce, embedded.address, topics.STATEMENTS, [(b"k", encode(statement("قول")))])
            while b"event: statement" not in await response.content.readline():
                pass
            assert (await _read(client))[delivered] == before[delivered] + 1
            monkeypatch.setattr(hub, "WAITING_BYTES", 1)
            (subscriber,) = client.app[HUB].subscribers
            for _ in range(2):
                subscriber.put(b": too much\n")
            while await response.content.readline():
                pass
        after = await _read(client)
        assert after[dropped] == before[dropped] + 1
        assert after["tasrih_stream_clients",] == 0
