"""A desk for tests: feeds articles, runs workers, and reads topics to their ends."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil
from confluent_kafka import Consumer, KafkaException, Message, Producer, TopicPartition

from streams.brokers.ports import reserve

TINY_WORKER = (sys.executable, str(Path(__file__).with_name("tiny.py")))
GROUP = "tasrih"
SESSION_SECONDS = 6  # the shortest that Kafka allows by default


def article(uri: str, *lines: str, **fields: Any) -> bytes:
    """The bytes of an article whose body is in the tiny language (see tiny.py)."""
    body = [{"value": "\n".join(lines)}] if lines else []
    return json.dumps({"uri": uri, "language": "ar", "bodies": body} | fields, ensure_ascii=False).encode()


def feed(
    broker: str, records: Iterable[tuple[bytes | None, bytes | None]], timestamp: int = 0, **settings: Any
) -> None:
    """Write records to wire.articles, each acknowledged; the partitioner is Java's unless told otherwise.

    ``timestamp`` in ms since 1970, 0 for now.
    """
    refused = []
    producer = Producer(
        {"bootstrap.servers": broker, "partitioner": "murmur2_random", "message.max.bytes": 16_000_000} | settings
    )
    for key, value in records:
        producer.produce(
            "wire.articles",
            key=key,
            value=value,
            timestamp=timestamp,
            on_delivery=lambda e, _: refused.append(e) if e else None,
        )
        producer.poll(0)
    assert producer.flush(30) == 0
    assert refused == []


def read(broker: str, topic: str) -> list[Message]:
    """Everything committed that a topic holds, partition by partition in order."""
    settings = {"group.id": "desk", "fetch.message.max.bytes": 16_000_000, "enable.partition.eof": True}
    consumer = Consumer({"bootstrap.servers": broker, "auto.offset.reset": "earliest"} | settings)
    try:
        left = set(_ends(consumer, topic))
        consumer.assign([TopicPartition(topic, partition, 0) for partition in left])
        messages: list[Message] = []
        deadline = time.monotonic() + 60
        while left and time.monotonic() < deadline:
            for message in consumer.consume(1000, 0.1):
                if message.error():
                    left.discard(message.partition())
                else:
                    messages.append(message)
        return sorted(messages, key=lambda m: (m.partition(), m.offset()))
    finally:
        consumer.close()


def _ends(consumer: Consumer, topic: str) -> dict[int, int]:
    partitions = consumer.list_topics(topic, 10).topics[topic].partitions
    return {p: consumer.get_watermark_offsets(TopicPartition(topic, p), 10)[1] for p in partitions}


def lag(broker: str) -> int:
    """Offsets of wire.articles and wire.stances that no worker has committed yet."""
    settings = {"group.id": GROUP, "isolation.level": "read_uncommitted"}
    consumer = Consumer({"bootstrap.servers": broker} | settings)  # it asks, and never joins
    try:
        ends = {(t, p): end for t in ("wire.articles", "wire.stances") for p, end in _ends(consumer, t).items()}
        committed = consumer.committed([TopicPartition(*place) for place in ends], 10)
        return sum(ends[tp.topic, tp.partition] - max(tp.offset, 0) for tp in committed)
    finally:
        consumer.close()


def settle(broker: str, seconds: float = 180, supervised: Sequence["Worker"] = ()) -> None:
    """Wait until everything is committed, by extract first and then by count; ``supervised`` are started again."""
    deadline = time.monotonic() + seconds
    quiet = 0
    while quiet < 2:
        assert time.monotonic() < deadline, f"not everything is committed after {seconds} s"
        for worker in supervised:
            worker.revive()
        quiet = quiet + 1 if _settled(broker) else 0
        time.sleep(0.2)


def _settled(broker: str) -> bool:
    try:
        return lag(broker) == 0
    except KafkaException:
        return False  # the broker is still finding out who keeps the group


def rows(broker: str) -> dict[bytes, dict[str, Any]]:
    """The rows of wire.topic-counts that count something, as JSON objects, without origins and times."""
    last = {m.key(): m.value() for m in read(broker, "wire.topic-counts")}
    decoded = {key: json.loads(value) for key, value in last.items() if value}
    ours = ("updated", "origins")
    return {k: {n: v for n, v in row.items() if n not in ours} for k, row in decoded.items() if row["articles"]}


@dataclass
class Worker:
    """A worker process in a data folder of its own; with the tiny extractor unless told otherwise."""

    broker: str
    folder: Path
    command: Sequence[str] = TINY_WORKER
    port: int = field(default_factory=reserve)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, **environment: str) -> "Worker":
        """Start the process; ``environment`` is for this time only."""
        ours = {
            "TASRIH_BROKER": self.broker,
            "TASRIH_DATA_DIR": str(self.folder),
            "TASRIH_WEB_PORT": str(self.port),
            "TASRIH_SESSION_SECONDS": str(SESSION_SECONDS),
        }
        with self.stderr.open("ab") as stderr:
            self.process = subprocess.Popen(self.command, env=os.environ | ours | environment, stderr=stderr)
        return self

    def revive(self) -> None:
        """Start the process again if it has stopped itself, as a supervisor does."""
        if self.process and self.process.poll() is not None:
            assert self.process.returncode == 70
            self.start()

    @property
    def stderr(self) -> Path:
        """The file with what it says."""
        return self.folder.with_suffix(".stderr")

    def wipe(self) -> None:
        """Remove its data folder."""
        shutil.rmtree(self.folder, ignore_errors=True)  # it may have died before it made one

    def send(self, number: int) -> None:
        """Send a signal without waiting for anything."""
        assert self.process is not None
        self.process.send_signal(number)

    def wait_ready(self, seconds: float = 120) -> None:
        """Wait until the worker reads."""
        deadline = time.monotonic() + seconds
        while self.health("/readyz")[0] != 200:
            assert time.monotonic() < deadline, f"not ready after {seconds} s: {self.health('/readyz')}"
            assert self.process is not None
            assert self.process.poll() is None, f"ended with {self.process.returncode}"
            time.sleep(0.1)

    def wait_suspended(self, seconds: float = 60) -> None:
        """Wait until the process has suspended itself."""
        assert self.process is not None
        deadline = time.monotonic() + seconds
        while psutil.Process(self.process.pid).status() != psutil.STATUS_STOPPED:
            assert time.monotonic() < deadline, f"not suspended after {seconds} s"
            time.sleep(0.05)

    def health(self, path: str) -> tuple[int, str]:
        """Status and text that the worker's web gives; 0 where it does not answer."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as answer:
                return answer.status, answer.read().decode()
        except OSError as error:  # a worker that is busy may answer too late
            return getattr(error, "code", 0), str(error)

    def end(self, number: int = signal.SIGTERM, seconds: float = 90) -> int:
        """Send a signal and wait for the end; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()  # or it would go on as a member of the next test's group
            raise

    def said(self) -> str:
        """What it has said on stderr, in all its lives."""
        return self.stderr.read_text(encoding="utf-8")


@contextlib.contextmanager
def workers(broker: str, folder: Path, number: int, command: Sequence[str] = TINY_WORKER) -> Iterator[list[Worker]]:
    """Some workers, all ended when the block ends."""
    started = [Worker(broker, folder / f"w{n}", command).start() for n in range(number)]
    try:
        yield started
    finally:
        for worker in started:
            worker.send(signal.SIGCONT)
            worker.end(signal.SIGTERM)
