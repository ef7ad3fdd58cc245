"""Counts on a real Kafka are exact, whatever happens to the workers."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, ResourceType
from day import BREAKING, MALFORMED, day
from desk import GROUP, SESSION_SECONDS, Worker, article, feed, read, rows, settle, workers
from reference import assert_exact

from streams.brokers import kafka as real
from streams.brokers.ports import reserve
from streams.outbox import partition_of

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]

PARTITIONS = 8


def repeats(broker: str, topic: str) -> int:
    """How many events of a topic came more than once: those with the same CloudEvents id."""
    ids = Counter(dict(m.headers())["ce_id"] for m in read(broker, topic) if m.headers())
    return sum(times - 1 for times in ids.values())


def letters(broker: str) -> Counter[tuple[bytes, bytes]]:
    """The dead letters by the partition and offset that they name."""
    headers = [dict(m.headers()) for m in read(broker, "wire.articles.dlq")]
    return Counter((h["_dlq.errors.partition"], h["_dlq.errors.offset"]) for h in headers)


def test_two_workers_count_exactly_also_what_comes_twice(broker: str, tmp_path: Path) -> None:
    """A day of copy by two workers; the same day once more changes no row."""
    with workers(broker, tmp_path, 2):
        feed(broker, day(1))
        settle(broker)
        assert_exact(broker)
        once = rows(broker)
        assert len(once) > 50
        feed(broker, [(key, value) for key, value in day(1) if value and value not in MALFORMED])
        settle(broker)
        assert rows(broker) == once
        assert_exact(broker)


def test_malformed_articles_are_dead_letters_and_the_good_ones_between_them_count(broker: str, tmp_path: Path) -> None:
    """No worker stops; each bad record is found again byte for byte, under a reason; every good one is counted."""
    records: list[tuple[bytes | None, bytes | None]] = []
    for number, value in enumerate((MALFORMED + BREAKING) * 2):
        records += [(b"bad%d" % number, value), (b"urn:%d" % number, article(f"urn:{number}", "karim water + نعم"))]
    with workers(broker, tmp_path, 2) as running:
        feed(broker, records)
        settle(broker)
        assert all(worker.process and worker.process.poll() is None for worker in running)
    found = read(broker, "wire.articles.dlq")
    # At least once: the second worker's arrival may cut a batch short, and its letters come again.
    fed = Counter((MALFORMED + BREAKING) * 2)
    letters = Counter(m.value() for m in found)
    assert letters.keys() == fed.keys()
    assert letters >= fed
    assert all(dict(m.headers())["_dlq.errors.message"] for m in found)
    assert rows(broker)[b"water|all"]["articles"] == len(records) // 2


def test_workers_killed_while_they_work_end_with_exact_counts(broker: str, tmp_path: Path) -> None:
    """SIGKILL in the middle, one of them with its data folder wiped; every bad article has its dead letter."""
    chance = random.Random(7)  # noqa: S311 (the same test each time)
    records = day(2, 600)
    with workers(broker, tmp_path, 2) as running:
        for turn in range(4):
            feed(broker, records[turn * len(records) // 4 : (turn + 1) * len(records) // 4])
            time.sleep(chance.random())
            victim = chance.choice(running)
            victim.end(signal.SIGKILL)
            if turn == 2:
                victim.wipe()
            victim.start()
        settle(broker, 90)
    assert_exact(broker)
    assert len(letters(broker)) == sum(value in MALFORMED for _, value in records)


# What must come twice after a death at each place: that is how one sees that the repeat was really taken.
PLACES = {
    "acknowledged:wire.stances-{water}": "wire.stances",
    "acknowledged:wire.statements-{first}": "wire.statements",
    "acknowledged:tasrih-articles-changelog-{first}": "wire.statements",
    "acknowledged:wire.topic-counts-{water}": "wire.topic-counts",
    "emitted": "wire.stances",
    "recorded": None,
    "counted": "wire.topic-counts",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_worker_that_dies_at_a_failpoint_ends_with_exact_counts(broker: str, tmp_path: Path, place: str) -> None:
    """The process dies there, the next one repeats what was not recorded, and the counts are exact."""
    named = place.format(water=partition_of(b"water", PARTITIONS), first=partition_of(b"urn:day:1", PARTITIONS))
    feed(broker, day(3, 200))
    worker = Worker(broker, tmp_path / "w").start(TASRIH_FAILPOINT=named)
    assert worker.process is not None
    assert worker.process.wait(40) == -signal.SIGKILL
    with workers(broker, tmp_path, 1):
        settle(broker)
    topic = PLACES[place]
    if topic and "changelog" not in place:
        assert repeats(broker, topic) > 0
    assert_exact(broker)


def test_a_worker_that_dies_while_it_recovers_ends_with_exact_counts(broker: str, tmp_path: Path) -> None:
    """Half a table in the store is no harm: the rest is read at the next start."""
    with workers(broker, tmp_path, 1) as (worker,):
        feed(broker, day(4, 200))
        settle(broker)
        worker.end()
        worker.wipe()
        feed(broker, day(5, 200))
        worker.start(TASRIH_FAILPOINT="recovering@3")
        assert worker.process is not None
        assert worker.process.wait(40) == -signal.SIGKILL
        worker.start()
        settle(broker)
    assert_exact(broker)


def test_a_worker_stopped_past_its_session_sends_nothing_when_it_wakes(broker: str, tmp_path: Path) -> None:
    """SIGSTOP until the other worker has its partitions; then it ends, or joins again, and the counts are exact."""
    with workers(broker, tmp_path, 2) as running:
        for worker in running:
            worker.wait_ready()
        feed(broker, day(6, 300))
        running[0].send(signal.SIGSTOP)
        feed(broker, day(7, 300))
        time.sleep(SESSION_SECONDS + 2)
        running[0].send(signal.SIGCONT)
        time.sleep(1)
        settle(broker, supervised=running)
    assert_exact(broker)


@pytest.mark.parametrize("topic", ["wire.topic-counts", "tasrih-articles-changelog"])
def test_rows_that_a_suspended_worker_had_on_their_way_are_refused_when_it_wakes(
    broker: str, tmp_path: Path, topic: str
) -> None:
    """It wakes between its last check and the writing of a request, when another worker has long had its partitions."""
    uri = b"urn:late"
    partition = partition_of(b"water" if topic == "wire.topic-counts" else uri, PARTITIONS)
    late = Worker(broker, tmp_path / "late").start(
        TASRIH_FAILPOINT=f"sending:{topic}-{partition}@2"
    )  # the first is the fence
    late.wait_ready()
    feed(broker, [(uri, article("urn:late", "karim water + نعم", version=1))])
    late.wait_suspended()
    with workers(broker, tmp_path, 1) as (successor,):
        settle(broker)
        feed(broker, [(uri, article("urn:late", "karim water - لا", version=2)), *day(9, 100)])
        settle(broker)
        late.send(signal.SIGCONT)
        assert late.process is not None
        assert late.process.wait(30) == 70
        successor.end()
        successor.wipe()
        successor.start()  # it reads the rows from Kafka, as all who watch do
        feed(broker, [(uri, article("urn:late", "karim water = نعم", version=3))])
        settle(broker)
    assert_exact(broker)


@pytest.mark.parametrize("topic", ["wire.statements", "wire.topic-counts", "wire.articles.dlq"])
def test_a_refused_produce_stops_the_worker_before_the_commit(
    broker: str, tmp_path: Path, topic: str, limit: Callable[[str, str, int], None]
) -> None:
    """Exit code 70 and one sentence; as soon as the broker takes records again, nothing is missing."""
    limit(broker, topic, 100)
    feed(broker, day(8, 100))
    worker = Worker(broker, tmp_path / "w").start()
    assert worker.process is not None
    assert worker.process.wait(40) == 70
    assert f"{topic}-" in worker.said()
    assert "Traceback" not in worker.said()
    limit(broker, topic, 1_000_000)
    with workers(broker, tmp_path, 1):
        settle(broker)
    assert_exact(broker)


def test_articles_that_take_longer_than_a_session_cost_no_membership(broker: str, tmp_path: Path) -> None:
    """The worker's heart beats while it computes: the member stays the same one, and what it found is written."""
    slow = [(b"urn:s%d" % n, article(f"urn:s{n}", "karim bread + words")) for n in range(2)]
    worker = Worker(broker, tmp_path / "w").start(TINY_RULES="slow")
    try:
        worker.wait_ready()
        before = members(broker)
        feed(broker, [*slow, (b"urn:q", article("urn:q", "karim water + words"))])
        settle(broker)
        assert members(broker) == before
        assert worker.said().count("\n") == 1
    finally:
        assert worker.end() == 0
    assert rows(broker)[b"bread|all"]["articles"] == 2
    assert_exact(broker)


def members(broker: str) -> list[str]:
    """Who is in the workers' group, by the names that Kafka gave them."""
    admin = AdminClient({"bootstrap.servers": broker})
    described = admin.describe_consumer_groups([GROUP])[GROUP].result()
    return [member.member_id for member in described.members]


@pytest.fixture
def limit() -> Callable[[str, str, int], None]:
    """Sets the largest batch that the broker takes for a topic."""

    def set_limit(broker: str, topic: str, size: int) -> None:
        entry = ConfigEntry("max.message.bytes", str(size), incremental_operation=AlterConfigOpType.SET)
        resource = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])
        admin = AdminClient({"bootstrap.servers": broker})
        for done in admin.incremental_alter_configs([resource]).values():
            done.result()

    return set_limit


def test_a_worker_waits_for_a_broker_that_is_down(kafka_home: Path, tmp_path: Path) -> None:
    """One sentence, no end; it reads when the broker has come."""
    node = real.KafkaNode(tmp_path / "node", port=reserve(2), home=kafka_home)
    with workers(node.address, tmp_path, 1) as (worker,):
        while not worker.said():
            time.sleep(0.2)
        node.start()
        try:
            worker.wait_ready()
            while len(said := worker.said().splitlines()) < 2:
                time.sleep(0.2)
            assert worker.end() == 0
        finally:
            node.kill()
    assert said[0].startswith(f"tasrih worker: No Kafka answers at {node.address}")


def test_a_broker_that_goes_away_for_a_while_is_waited_for(kafka_home: Path, tmp_path: Path) -> None:
    """The worker says so, and goes on when the broker is back or stops for its supervisor; nothing is lost."""
    node = real.KafkaNode(tmp_path / "node", port=reserve(2), home=kafka_home)
    node.start()
    try:
        with workers(node.address, tmp_path, 1) as (worker,):
            feed(node.address, day(9, 100))
            settle(node.address)
            node.kill()
            time.sleep(SESSION_SECONDS + 2)
            node.start()
            feed(node.address, day(10, 100))
            settle(node.address, supervised=[worker])
            worker.wait_ready()
            assert [line.split()[2] for line in worker.said().splitlines()][:2] == ["reads", "no"]
        assert_exact(node.address)
    finally:
        node.kill()
