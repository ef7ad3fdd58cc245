"""Brokers for the tests (an embedded one, fresh for each test, and one real Kafka for the whole run), and their use."""

import fcntl
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient
from xdist.remote import Producer as Log
from xdist.scheduler import LoadFileScheduling

from schemas.statement import Cue, Extractor, Polarity, Span, Speaker, Stance, Statement
from streams.brokers import kafka as real
from streams.brokers.embedded import EmbeddedBroker

pytest.register_assert_rewrite("reference")  # where it fails, its assertions show both counts

ROOT = Path(__file__).parents[1]
TASRIH = Path(sys.executable).with_name("tasrih")
TOPICS = ("wire.articles", "wire.statements", "wire.stances", "wire.topic-counts", "wire.articles.dlq")


# What whoever runs the tests has set for tasrih is no matter of theirs.
for name in [name for name in os.environ if name.startswith("TASRIH_")]:
    del os.environ[name]

# A shell starts its background jobs with SIGINT ignored, and what they start inherits that: Ctrl-C could not be tested.
signal.signal(signal.SIGINT, signal.default_int_handler)


class FileByFile(LoadFileScheduling):
    """Where several processes run the tests, one of them runs a file, and one all of ``tests/kafka``.

    Those tests start many processes each, and are about sessions that end in time: one at a time is enough.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "tests/kafka" if file.startswith("tests/kafka/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Log) -> FileByFile:
    """What pytest-xdist asks for."""
    return FileByFile(config, log)


@pytest.fixture
def embedded() -> Iterator[EmbeddedBroker]:
    """An embedded broker with the product's topics, all empty."""
    with EmbeddedBroker(TOPICS) as broker:
        yield broker


@pytest.fixture(scope="session")
def kafka_home() -> Path:
    """Where the jars of Apache Kafka are kept between runs; one process fetches them, the others wait for it."""
    home = ROOT / ".kafka"
    home.mkdir(exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        real.fetch(home)
    return home


@pytest.fixture(scope="session")
def kafka_node(kafka_home: Path) -> Iterator[real.KafkaNode]:
    """One real Kafka for the whole run; tests that stop or kill a broker make their own with ``real.temporary``."""
    with real.temporary(kafka_home) as node:
        yield node


@pytest.fixture
def kafka(kafka_node: real.KafkaNode) -> str:
    """The address of the real Kafka, without any topic of an earlier test."""
    admin = AdminClient({"bootstrap.servers": kafka_node.address})
    topics = [name for name in admin.list_topics(timeout=10).topics if not name.startswith("__")]
    if topics:
        for done in admin.delete_topics(topics).values():
            done.result()
    return kafka_node.address


Record = tuple[bytes | None, bytes | None]


@pytest.fixture
def produce() -> Callable[[str, str, list[Record]], None]:
    """Writes records (key, value) to a topic and waits until the broker has them."""

    def write(address: str, topic: str, records: list[Record]) -> None:
        producer = Producer({"bootstrap.servers": address, "partitioner": "murmur2_random", "linger.ms": 0})
        for key, value in records:
            producer.produce(topic, value, key)
        assert producer.flush(20) == 0

    return write


@pytest.fixture
def tasrih_path() -> str:
    """The installed command."""
    return str(TASRIH)


@pytest.fixture
def tasrih() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs the command as a user does, its output on a pipe."""

    def run(*arguments: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([TASRIH, *arguments], check=False, capture_output=True, text=True, timeout=seconds)

    return run


@pytest.fixture
def on_terminal() -> Callable[..., str]:
    """Runs the command on a terminal of 100 columns, and returns what it shows."""

    def run(*arguments: str) -> str:
        ours, theirs = pty.openpty()
        environment = os.environ | {"COLUMNS": "100", "TERM": "xterm"}
        with subprocess.Popen([TASRIH, *arguments], stdout=theirs, stderr=subprocess.DEVNULL, env=environment):
            os.close(theirs)
            return b"".join(_until_closed(ours)).decode()

    return run


def _until_closed(terminal: int) -> Iterator[bytes]:
    try:
        while part := os.read(terminal, 65536):
            yield part
    except OSError:  # Linux says so when the last writer has gone
        os.close(terminal)


@pytest.fixture
def statement() -> Callable[..., Statement]:
    """Makes a statement event of what a test is about; the rest is filled in."""
    return _statement


def _statement(
    content: str, topic: str = "water", polarity: Polarity = "neutral", speaker: str = "سلمى إدريس"
) -> Statement:
    return Statement(
        id=content,
        article_uri="urn:test:1",
        article_version=1,
        source="Test Agency",
        published="2026-03-01T10:00:00Z",
        field="body",
        speaker=Speaker(id=speaker.replace(" ", "-"), name=speaker, kind="person"),
        cue=Cue(lemma="قال", act="say", text="قال", start=0, end=3),
        kind="indirect",
        content=Span(text=content, start=4, end=4 + len(content)),
        topics=(topic,),
        stances=(Stance(topic=topic, target=topic, polarity=polarity),),
        cluster="c",
        extractor=Extractor(name="test", version="1"),
    )
