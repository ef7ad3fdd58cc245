"""Articles fed in transactions: committed ones are counted once, aborted ones never, and the lag ends at 0."""

import asyncio
import signal
import time
from pathlib import Path

import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from day import Records, day
from desk import article, feed, rows, settle, workers
from newsroom import MOST, Newsroom, counted_in_vain, never, transactional, write
from reference import assert_exact

from serving.lag import Lag, measured
from streams.outbox import partition_of
from streams.settings import Settings
from streams.topics import ARTICLES

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(150)]

PARTITIONS = 8
PATIENT_MS = 60_000  # a transaction may be open for longer than a test


def assert_only_committed(broker: str) -> None:
    """The rows are those of a plain count over the committed articles, and nothing says what was aborted."""
    assert_exact(broker)
    assert counted_in_vain(broker) == []


def copy(name: str, number: int, partition: int) -> Records:
    """Articles of one partition, with one statement each."""
    uris = (f"urn:{name}:{n}" for n in range(1000))
    ours = [uri for uri in uris if partition_of(uri.encode(), PARTITIONS) == partition][:number]
    return [(uri.encode(), article(uri, "karim water + words")) for uri in ours]


def lag(broker: str) -> Lag:
    """How far the workers are behind, as the metrics tell."""
    return asyncio.run(measured(Settings.read({}, broker=broker)))[ARTICLES]


def test_transactions_of_several_producers_are_counted_once_or_never(broker: str, tmp_path: Path) -> None:
    """Committed, aborted, empty and left open, side by side with plain articles, by two workers."""
    records = day(41, 800)
    pieces = [records[n : n + MOST] for n in range(0, len(records), MOST)]
    with workers(broker, tmp_path, 2) as running:
        with Newsroom(broker, 41) as newsroom:
            for number, piece in enumerate(pieces):
                (newsroom.feed if number % 3 else lambda plain: feed(broker, plain))(piece)
        settle(broker)
        assert all(worker.process and worker.process.poll() is None for worker in running)
    assert newsroom.done.keys() >= {"committed", "aborted", "left", "empty"}
    assert_only_committed(broker)


def test_workers_killed_among_transactions_end_with_exact_counts(broker: str, tmp_path: Path) -> None:
    """SIGKILL four times, once with the data folder wiped, so that reading begins anywhere in a transaction."""
    records = day(42, 800)
    with workers(broker, tmp_path, 2) as running:
        with Newsroom(broker, 42) as newsroom:
            for begin in range(0, len(records), MOST):
                newsroom.feed(records[begin : begin + MOST])
            for turn in range(4):
                time.sleep(1 + turn / 2)
                victim = running[turn % 2]
                victim.end(signal.SIGKILL)
                if turn == 2:
                    victim.wipe()
                victim.start()
        settle(broker, 90)
    assert_only_committed(broker)


@pytest.mark.parametrize("end", ["committed", "aborted"])
def test_what_comes_after_an_open_transaction_waits_for_its_end(broker: str, tmp_path: Path, end: str) -> None:
    """The lag tells of it, with its age, over a restart of the worker too; then all is read, and nothing waits."""
    slow = transactional(broker, "slow", PATIENT_MS)
    said = copy("slow", 10, partition=3)
    with workers(broker, tmp_path, 1) as (worker,):
        feed(broker, copy("before", 10, partition=3))
        settle(broker)
        slow.begin_transaction()
        write(slow, said if end == "committed" else never(said))
        feed(broker, copy("after", 10, partition=3) + copy("beside", 10, partition=4))
        while rows(broker)[b"water|all"]["articles"] < 20:
            time.sleep(0.1)
        waiting = lag(broker)
        assert worker.end() == 0
        worker.start()
        worker.wait_ready()
        still = lag(broker)
        assert waiting.records == still.records == 20
        assert 0 < waiting.oldest < still.oldest
        assert rows(broker)[b"water|all"]["articles"] == 20
        slow.commit_transaction() if end == "committed" else slow.abort_transaction()
        settle(broker)
        assert lag(broker) == Lag(0, 0.0)
    assert rows(broker)[b"water|all"]["articles"] == (40 if end == "committed" else 30)
    assert_only_committed(broker)


def test_a_log_that_begins_anywhere_in_a_transaction_is_read_from_there(broker: str, tmp_path: Path) -> None:
    """Its beginning was deleted: up to the middle of a transaction, a marker, behind it; in each partition another."""
    newsroom = transactional(broker, "newsroom")
    for name, number, end in (("a", 5, "commit"), ("b", 5, "abort"), ("c", 5, "plain"), ("d", 3, "abort")):
        for partition in range(PARTITIONS):
            records = copy(name, number, partition)
            if end == "plain":
                feed(broker, records)
            else:
                newsroom.begin_transaction()
                write(newsroom, records if end == "commit" else never(records))
                newsroom.commit_transaction() if end == "commit" else newsroom.abort_transaction()
    first = dict(enumerate((2, 5, 6, 8, 11, 12, 18, 20)))  # of each partition; offsets 0 to 20 were written
    admin = AdminClient({"bootstrap.servers": broker})
    deleted = admin.delete_records([TopicPartition(ARTICLES, *place) for place in first.items()])
    assert [place.result().low_watermark for place in deleted.values()] == list(first.values())
    with workers(broker, tmp_path, 1) as (worker,):
        settle(broker)
        assert worker.process is not None
        assert worker.process.poll() is None
    assert rows(broker)[b"water|all"]["articles"] == 3 + 6 * 5
    assert_only_committed(broker)
