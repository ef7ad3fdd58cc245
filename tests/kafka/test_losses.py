"""Records of wire.articles that are gone before a worker has read them: it says so, and passes over none in silence."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, ResourceType
from day import Records
from desk import GROUP, Worker, article, feed, read, rows, settle

from streams.brokers import kafka as real
from streams.brokers.ports import reserve
from streams.settings import Settings
from streams.topics import ARTICLES, declare

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]

ALONE = {"TASRIH_PARTITIONS": "1"}


@pytest.fixture
def broker(kafka: str) -> str:
    """A real Kafka with the topics, all empty, of one partition each."""
    declare(Settings.read(ALONE, broker=kafka))
    return kafka


@pytest.fixture
def worker(broker: str, tmp_path: Path) -> Iterator[Worker]:
    """A worker that has counted ten articles and was stopped."""
    worker = Worker(broker, tmp_path / "w").start()
    try:
        feed(broker, copy(0, 10))
        settle(broker)
        assert worker.end() == 0
        yield worker
    finally:
        worker.end(signal.SIGKILL)


def copy(first: int, number: int, topic: str = "water") -> Records:
    """Articles with one statement each."""
    return [(b"urn:%d" % n, article(f"urn:{n}", f"karim {topic} + words")) for n in range(first, first + number)]


def delete_before(broker: str, offset: int) -> None:
    """As retention does."""
    admin = AdminClient({"bootstrap.servers": broker})
    admin.delete_records([TopicPartition(ARTICLES, 0, offset)])[TopicPartition(ARTICLES, 0)].result()


def test_what_retention_took_away_while_no_worker_ran_is_told(broker: str, worker: Worker) -> None:
    """One sentence; the rest is counted, and what comes after it is committed."""
    feed(broker, copy(10, 10))
    delete_before(broker, 15)
    worker.start()
    settle(broker)
    feed(broker, copy(20, 5))
    settle(broker)
    assert worker.end() == 0
    told = [line for line in worker.said().splitlines() if "gone" in line]
    assert len(told) == 1
    assert "wire.articles-0 begins at offset 15, but was read up to 10: 5 records are gone" in told[0]
    assert rows(broker)[b"water|all"]["articles"] == 20


def test_what_retention_took_away_from_a_running_worker_ends_it_and_is_told(broker: str, worker: Worker) -> None:
    """It stops at the gap with exit code 70; the next one says what is gone, and goes on."""
    worker.start()
    worker.wait_ready()
    worker.send(signal.SIGSTOP)
    time.sleep(1)  # the broker has answered its last fetch
    feed(broker, copy(10, 10))
    delete_before(broker, 15)
    worker.send(signal.SIGCONT)
    assert worker.process is not None
    assert worker.process.wait(40) == 70
    worker.start()
    settle(broker)
    assert worker.end() == 0
    said = worker.said()
    assert "wire.articles-0 went on at offset 15, expected 10" in said
    assert "wire.articles-0 begins at offset 15, but was read up to 10: 5 records are gone" in said
    assert rows(broker)[b"water|all"]["articles"] == 15


@pytest.mark.parametrize(("number", "how"), [(5, "ends at offset 5"), (20, "has at offset 9 another article")])
def test_a_topic_that_was_made_anew_is_refused(broker: str, worker: Worker, number: int, how: str) -> None:
    """Kafka has forgotten the commits, and rows would take new articles for old ones: exit code 70 at each start."""
    admin = AdminClient({"bootstrap.servers": broker})
    admin.delete_topics([ARTICLES])[ARTICLES].result()
    while ARTICLES in admin.list_topics(timeout=10).topics:
        time.sleep(0.1)
    declare(Settings.read(ALONE, broker=broker))
    feed(broker, copy(100, number, "bread"))
    for _ in range(2):
        worker.start()
        assert worker.process is not None
        assert worker.process.wait(40) == 70
    assert worker.said().count(f"wire.articles-0 {how}") == 2
    assert b"bread|all" not in rows(broker)


def test_commits_that_expired_are_no_loss(broker: str, worker: Worker) -> None:
    """Kafka forgets those of a group without members after a week: all is read again, and changes nothing."""
    admin = AdminClient({"bootstrap.servers": broker})
    admin.delete_consumer_groups([GROUP])[GROUP].result()
    feed(broker, copy(10, 5))
    worker.start()
    settle(broker)
    assert worker.end() == 0
    assert rows(broker)[b"water|all"]["articles"] == 15


def test_a_topic_that_was_cut_off_is_refused(broker: str, worker: Worker) -> None:
    """It ends before the commit: exit code 70."""
    consumer = Consumer({"bootstrap.servers": broker, "group.id": GROUP})
    consumer.commit(offsets=[TopicPartition(ARTICLES, 0, 50)], asynchronous=False)
    consumer.close()
    worker.start()
    assert worker.process is not None
    assert worker.process.wait(40) == 70
    assert "wire.articles-0 ends at offset 10, but was read up to 50" in worker.said()


def test_records_that_compaction_took_away_end_the_worker(kafka_home: Path, tmp_path: Path) -> None:
    """The topic must not be compacted: the worker stops at the first record that is missing, and counts nothing."""
    node = real.KafkaNode(tmp_path / "node", reserve(2), kafka_home, properties="log.cleaner.backoff.ms=100\n")
    node.start()
    try:
        declare(Settings.read(ALONE, broker=node.address))
        compact(node.address)
        while len(read(node.address, ARTICLES)) > 30:
            feed(node.address, copy(0, 1))
            time.sleep(0.5)
        worker = Worker(node.address, tmp_path / "w").start()
        assert worker.process is not None
        assert worker.process.wait(40) == 70
        assert "wire.articles-0 went on at offset" in worker.said()
        assert rows(node.address) == {}
    finally:
        node.kill()


def compact(broker: str) -> None:
    """Write the same ten articles ten times, and let the broker keep the last of each."""
    settings = {"cleanup.policy": "compact", "segment.ms": "100", "min.cleanable.dirty.ratio": "0.01"}
    entries = [ConfigEntry(*setting, incremental_operation=AlterConfigOpType.SET) for setting in settings.items()]
    asked = ConfigResource(ResourceType.TOPIC, ARTICLES, incremental_configs=entries)
    admin = AdminClient({"bootstrap.servers": broker})
    admin.incremental_alter_configs([asked])[asked].result()
    for _ in range(10):
        feed(broker, copy(0, 10))
