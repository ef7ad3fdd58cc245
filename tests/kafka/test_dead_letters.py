"""Dead letters on a real broker: replayed once, marked, and fed again with one more attempt."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from confluent_kafka import Producer
from desk import Worker, article, feed, read, rows, settle

from schemas.errors import UnusableArticle
from streams.dead_letters import letter
from streams.settings import Settings
from streams.topics import declare

pytestmark = pytest.mark.kafka

TASRIH = str(Path(sys.executable).with_name("tasrih"))
LARGE = 5
BROKEN = 3
REPLAYED = 2000


def dlq(broker: str, *arguments: str) -> list[dict[str, Any]]:
    """What ``tasrih dlq`` prints."""
    done = subprocess.run([TASRIH, "dlq", *arguments, "--broker", broker], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def headers(broker: str) -> list[dict[str, bytes]]:
    """The headers of the letters; what replays write beside them is left out."""
    return [h for m in read(broker, "wire.articles.dlq") if "_dlq.errors.attempts" in (h := dict(m.headers()))]


def killed(broker: str, place: str) -> None:
    """A replay that ends as by SIGKILL at a place (see streams.failpoints)."""
    environment = os.environ | {"TASRIH_FAILPOINT": place}
    done = subprocess.run([TASRIH, "dlq", "replay", "--broker", broker], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL


def test_a_mended_worker_uses_what_is_replayed_once(kafka: str, tmp_path: Path) -> None:
    """Too large for the limit, then not: each is fed once and counted; what is broken comes back as a third attempt."""
    declare(Settings.read({}, broker=kafka))
    large = [(f"l{n}".encode(), article(f"l{n}", f"s water + {'x' * 3000}")) for n in range(LARGE)]
    feed(kafka, [*large, *[(b"k", b"{")] * BROKEN, (b"u", article("u", "s water + x"))])
    worker = Worker(kafka, tmp_path / "w").start(TASRIH_MAX_ARTICLE_BYTES="2000")
    settle(kafka)
    assert worker.end() == 0
    waiting = dlq(kafka, "ls")
    assert sorted(letter["reason"] for letter in waiting) == ["size"] * LARGE + ["syntax"] * BROKEN
    assert {letter["attempts"] for letter in waiting} == {1}
    assert rows(kafka)[b"water|all"]["articles"] == 1

    worker.start()
    assert len(dlq(kafka, "replay")) == LARGE + BROKEN
    settle(kafka)
    assert len(read(kafka, "wire.articles")) == 2 * (LARGE + BROKEN) + 1
    assert rows(kafka)[b"water|all"]["articles"] == LARGE + 1
    again = dlq(kafka, "ls")
    assert [(letter["reason"], letter["attempts"]) for letter in again] == [("syntax", 2)] * BROKEN
    assert not {letter["id"] for letter in again} & {letter["id"] for letter in waiting}

    assert len(dlq(kafka, "replay")) == BROKEN
    settle(kafka)
    assert dlq(kafka, "replay", "--reason", "size") == []
    assert sorted(h["_dlq.errors.attempts"] for h in headers(kafka)) == [b"1"] * 8 + [b"2"] * 3 + [b"3"] * 3
    assert rows(kafka)[b"water|all"]["articles"] == LARGE + 1
    assert worker.end() == 0


@pytest.mark.parametrize(
    "places",
    [
        ("begun",),
        ("acknowledged:wire.articles-0",),
        ("acknowledged:wire.articles-3@40",),
        ("acknowledged:wire.articles.dlq-5",),
        ("sent",),
        ("sent@3",),
        ("committed",),
        ("begun", "acknowledged:wire.articles-3@40", "sent", "committed", "committed"),
    ],
    ids=" ".join,
)
def test_a_replay_that_is_killed_feeds_nothing_twice(kafka: str, places: tuple[str, ...]) -> None:
    """Wherever it ends, and however often: the next one feeds what was not fed, and marks all."""
    declare(Settings.read({}, broker=kafka))
    values = put(kafka, REPLAYED)
    for place in places:
        killed(kafka, place)
    dlq(kafka, "replay")
    assert Counter(message.value() for message in read(kafka, "wire.articles")) == Counter(values)
    assert dlq(kafka, "ls") == []
    assert dlq(kafka, "replay") == []
    assert len(read(kafka, "wire.articles")) == REPLAYED


def test_two_replays_at_once_feed_nothing_twice(kafka: str) -> None:
    """One is suspended with a transaction open; a second feeds all that is left, and the first ends with a sentence."""
    declare(Settings.read({}, broker=kafka))
    values = put(kafka, REPLAYED)
    command = [TASRIH, "dlq", "replay", "--broker", kafka]
    environment = os.environ | {"TASRIH_FAILPOINT": "suspended@2"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first:
        while psutil.Process(first.pid).status() != psutil.STATUS_STOPPED:
            time.sleep(0.05)
        second = dlq(kafka, "replay")
        first.send_signal(signal.SIGCONT)
        fed, said = first.communicate(timeout=60)
    assert first.returncode == 1
    assert said.splitlines()[-1].endswith("Another tasrih dlq replay has begun, and goes on in place of this one.")
    assert len(fed.splitlines()) + len(second) == REPLAYED
    assert Counter(message.value() for message in read(kafka, "wire.articles")) == Counter(values)
    assert dlq(kafka, "ls") == []


def put(broker: str, number: int) -> list[bytes]:
    """Write that many dead letters, as a worker does; their bytes."""
    values = [f"bad {n}".encode().ljust(8000) for n in range(number)]  # more than one batch a partition
    producer = Producer({"bootstrap.servers": broker, "partitioner": "murmur2_random"})
    for offset, value in enumerate(values):
        source = SimpleNamespace(
            topic="wire.articles", partition=0, offset=offset, timestamp=1.7e9, key=value[:9], value=value, headers=()
        )
        record = letter(source, UnusableArticle("syntax", "It is no JSON."))
        producer.produce("wire.articles.dlq", record.value, record.key, headers=list(record.headers))
    assert producer.flush(30) == 0
    return values
