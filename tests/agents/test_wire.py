"""Both agents on an embedded broker: articles in, events and rows out."""

import json
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from confluent_kafka import Message
from desk import Worker, article, feed, read, rows, settle, workers
from jsonschema import Draft7Validator
from prometheus_client.parser import text_string_to_metric_families
from tiny import BREAKS

from streams import asyncapi
from streams.brokers.embedded import EmbeddedBroker

FAUST = (
    *("/", "/table/", "/table/counts/", "/table/articles/k", "/router/", "/router/counts/k/", "/stats/", "/graph/"),
    *("/livecheck/", "/agent/", "/production/index/", "/healthz/../table/", "/%2e%2e/table/", "/docs/", "/assignment/"),
)


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """One worker that reads; each test feeds articles and topics of its own."""
    with EmbeddedBroker() as broker, workers(broker.address, tmp_path_factory.mktemp("data"), 1) as (one,):
        one.wait_ready()
        yield one


def of(uris: str, messages: list[Message]) -> list[Message]:
    """Those of a test's own articles: keys that begin with ``uris``."""
    return [m for m in messages if (m.key() or b"").startswith(uris.encode())]


@pytest.mark.parametrize("path", FAUST)
def test_nothing_of_a_worker_can_be_looked_into(worker: Worker, path: str) -> None:
    """Faust's pages of tables, routes and statistics are not there: health and metrics are all that is answered."""
    assert worker.health(path)[0] == 404
    assert worker.health("/healthz")[0] == 200


def test_a_worker_listens_on_loopback_alone(worker: Worker) -> None:
    """Unless it is told otherwise, nobody else reaches its health."""
    assert worker.process is not None
    listening = {c.laddr.ip for c in psutil.Process(worker.process.pid).net_connections() if c.status == "LISTEN"}
    assert listening == {"127.0.0.1"}


def test_articles_become_statements_stances_and_rows(worker: Worker) -> None:
    """Two articles, one corrected: what stands at the end is counted, what was taken back is retracted."""
    feed(
        worker.broker,
        [
            (b"urn:a", article("urn:a", "karim water + نعم", version=1, versionCreated="2026-05-13T10:00:00Z")),
            (b"urn:b", article("urn:b", "layla water - لا", versionCreated="2026-05-13T10:30:00Z")),
            (b"urn:a", article("urn:a", "karim water - لا", version=2, versionCreated="2026-05-13T10:00:00Z")),
        ],
    )
    settle(worker.broker)
    counted = rows(worker.broker)
    assert counted[b"water|all"] == {
        "topic": "water",
        "window": "all",
        "start": None,
        "speaker": None,
        "articles": 2,
        "statements": 2,
        "support": 0,
        "oppose": 2,
        "neutral": 0,
    }
    assert counted[b"water|hour|2026-05-13T10|karim"]["oppose"] == 1
    said = [json.loads(m.value()) for m in of("urn:", read(worker.broker, "wire.statements"))]
    assert sorted((s["article_uri"], s["article_version"], s["status"]) for s in said) == [
        ("urn:a", 1, "active"),
        ("urn:a", 2, "active"),
        ("urn:a", 2, "retracted"),
        ("urn:b", 1, "active"),
    ]


def test_events_carry_cloudevents_headers(worker: Worker) -> None:
    """Binary mode: the attributes are headers, the value is the event."""
    feed(worker.broker, [(b"h:a", article("h:a", "karim heat + نعم"))])
    settle(worker.broker)
    for topic, kind in (
        ("wire.statements", b"tasrih.statement"),
        ("wire.stances", b"tasrih.stance"),
        ("wire.topic-counts", b"tasrih.topic-count"),
    ):
        headers = dict(of("h", read(worker.broker, topic))[0].headers())
        assert headers["ce_specversion"] == b"1.0"
        assert headers["ce_type"] == kind
        assert headers["ce_id"]
        assert headers["content-type"] == b"application/json"


def test_a_bad_article_is_a_dead_letter_and_the_next_is_counted(worker: Worker) -> None:
    """Key and bytes are the original ones; headers say where it stood and what is wrong."""
    broken = article("x:x", f"karim light + {BREAKS}")
    feed(
        worker.broker,
        [(b"k", b'{"uri": '), (None, None), (b"x:x", broken), (b"x:a", article("x:a", "karim light + نعم"))],
    )
    settle(worker.broker)
    letters = {m.key(): m for m in read(worker.broker, "wire.articles.dlq")}
    assert {key: dict(m.headers())["_dlq.errors.reason"] for key, m in letters.items()} == {
        b"k": b"syntax",
        None: b"missing",
        b"x:x": b"extraction",
    }
    assert letters[b"k"].value() == b'{"uri": '
    assert letters[b"x:x"].value() == broken
    fed = {m.key(): m for m in read(worker.broker, "wire.articles")}
    headers = dict(letters[b"k"].headers())
    assert headers["_dlq.errors.topic"] == b"wire.articles"
    assert headers["_dlq.errors.partition"] == str(fed[b"k"].partition()).encode()
    assert headers["_dlq.errors.offset"] == str(fed[b"k"].offset()).encode()
    assert headers["_dlq.errors.timestamp"] == str(fed[b"k"].timestamp()[1]).encode()
    assert headers["_dlq.errors.attempts"] == b"1"
    assert rows(worker.broker)[b"light|all"]["articles"] == 1


def test_articles_of_producers_that_place_them_elsewhere_are_counted_once(worker: Worker) -> None:
    """Without a key, or with librdkafka's own partitioner, all versions of an article still meet."""
    versions = [article(f"p:{n}", "karim wind + نعم", version=v) for v in (1, 2, 1) for n in range(20)]
    feed(worker.broker, [(None, value) for value in versions])
    feed(worker.broker, [(json.loads(v)["uri"].encode(), v) for v in versions], partitioner="consistent")
    settle(worker.broker)
    assert rows(worker.broker)[b"wind|all"]["articles"] == 20


def test_the_web_of_a_worker_shows_its_health_and_nothing_of_faust(worker: Worker) -> None:
    """Neither tables nor routes can be read from outside."""
    assert worker.health("/healthz") == (200, "ok\n")
    assert worker.health("/readyz") == (200, '{"ready": true, "recovering": 0}')
    for path in ("/", "/table/", "/table/counts/", "/router/", "/stats/", "/metrics/counts"):
        assert worker.health(path)[0] == 404


def test_a_worker_counts_what_it_does(worker: Worker) -> None:
    """Articles, statements, sides, dead letters by reason, and how long each took, at /metrics."""
    before = measured(worker)
    time = "2026-05-13T10:00:00Z"
    feed(
        worker.broker, [(b"m:a", article("m:a", "karim mist + نعم", "layla mist - لا", version=1, versionCreated=time))]
    )
    feed(worker.broker, [(b"m:a", article("m:a", "karim mist + نعم", version=2, versionCreated=time)), (b"m:b", b"{")])
    feed(worker.broker, [(None, article(f"m:c{n}", "karim mist = ربما")) for n in range(20)])
    settle(worker.broker)
    found = {name: number - before.get(name, 0) for name, number in measured(worker).items()}
    forwarded = found["tasrih_articles_forwarded_total",]
    assert forwarded > 0
    assert found["tasrih_articles_total",] == 23 + forwarded
    assert found["tasrih_statements_total", "active"] == 3 + 20
    assert found["tasrih_statements_total", "retracted"] == 1
    assert [found["tasrih_stances_total", side] for side in ("support", "oppose", "neutral")] == [2, 1, 20]
    assert found["tasrih_dead_letters_total", "syntax"] == 1
    assert found["tasrih_extraction_seconds_count",] == 22
    assert found["tasrih_article_to_count_seconds_count",] > 0
    assert found["tasrih_batch_records_sum", "wire.articles"] == 23 + forwarded
    assert found["tasrih_worker_ready",] == 1 - before["tasrih_worker_ready",]
    assert found["tasrih_recovery_remaining_records",] == 0


def measured(worker: Worker) -> dict[tuple[str, ...], float]:
    """Name and label values of each series of the worker, with its number."""
    families = text_string_to_metric_families(worker.health("/metrics")[1])
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


@pytest.mark.parametrize("channel", asyncapi.CHANNELS, ids=lambda channel: channel.topic)
def test_records_are_as_the_asyncapi_document_says(worker: Worker, channel: asyncapi.Channel) -> None:
    """Values and headers of what an article causes, and a bad one."""
    feed(worker.broker, [(b"d:a", article("d:a", "karim dew + نعم")), (b"d:b", b"{")])
    settle(worker.broker)
    document = asyncapi.document()
    message = document["channels"][channel.topic]["messages"][channel.event]
    payload = Draft7Validator({**message["payload"], "components": document["components"]})
    headers = Draft7Validator(message["headers"])
    found = of("d", read(worker.broker, channel.topic))
    for record in found:
        headers.validate({name: value.decode() for name, value in record.headers() or ()})
        if record.value() != b"{":
            payload.validate(json.loads(record.value()))
    assert found


def test_a_taken_web_port_is_one_sentence(worker: Worker, tmp_path: Path) -> None:
    """The second worker ends at once and says what to give it."""
    second = Worker(worker.broker, tmp_path / "second", port=worker.port).start()
    assert second.process is not None
    assert second.process.wait(20) == 1
    assert f"Cannot listen on 127.0.0.1:{worker.port}" in second.said()
    assert second.said().splitlines()[-1].endswith(": give this worker another port with --web-port.")


def test_a_worker_can_speak_json(embedded: EmbeddedBroker, tmp_path: Path) -> None:
    """One event a line, and while all is well one line for the whole time that it reads."""
    worker = Worker(embedded.address, tmp_path / "w").start(TASRIH_LOG_FORMAT="json")
    try:
        worker.wait_ready()
        feed(embedded.address, [(b"j:a", article("j:a", "karim rain + نعم")), (b"j:b", b"{")])
        settle(embedded.address)
    finally:
        code = worker.end()
    lines = [json.loads(line) for line in worker.said().splitlines()]
    assert code == 0
    assert [(line["event"], line["level"]) for line in lines] == [("reads", "info"), ("stopped", "info")]
    assert lines[0]["broker"] == embedded.address
    assert not (worker.folder / "worker.log").exists()


def test_sigterm_ends_a_worker_with_one_sentence(worker: Worker) -> None:
    """Exit code 0, and nothing of Faust's on stderr."""
    assert worker.end() == 0
    said = worker.said().splitlines()
    assert [line.partition(";")[0] for line in said] == [
        f"tasrih worker: reads wire.articles at {worker.broker}",
        "tasrih worker: stopped",
    ]
