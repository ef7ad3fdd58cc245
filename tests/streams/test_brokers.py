"""The brokers that run on one machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from schemas.errors import TasrihError
from streams.brokers import kafka as real
from streams.brokers.embedded import EmbeddedBroker
from streams.brokers.ports import reserve


def _write(address: str, topic: str, *values: bytes) -> None:
    producer = Producer({"bootstrap.servers": address})
    for value in values:
        producer.produce(topic, value, partition=0)
    assert producer.flush(20) == 0


def _read(address: str, topic: str, count: int) -> list[bytes | None]:
    consumer = Consumer({"bootstrap.servers": address, "group.id": "test", "enable.auto.commit": False})
    consumer.assign([TopicPartition(topic, 0, OFFSET_BEGINNING)])
    try:
        return [message.value() for message in consumer.consume(count, timeout=20)]
    finally:
        consumer.close()


def _create(address: str, topic: str) -> None:
    admin = AdminClient({"bootstrap.servers": address})
    for done in admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)]).values():
        done.result()


def test_the_embedded_broker_keeps_what_is_written(embedded: EmbeddedBroker) -> None:
    """A record written to a topic is read from it."""
    _write(embedded.address, "wire.articles", "مقال".encode())
    assert _read(embedded.address, "wire.articles", 1) == ["مقال".encode()]


def test_the_embedded_broker_has_its_topics_from_the_start(embedded: EmbeddedBroker) -> None:
    """The topics that it was given exist, each with the partitions that it promises."""
    topics = AdminClient({"bootstrap.servers": embedded.address}).list_topics(timeout=10).topics
    assert len(topics["wire.statements"].partitions) == embedded.partitions


def test_the_embedded_broker_ends_with_its_block() -> None:
    """After the block nothing listens at its address, and no child is left."""
    with EmbeddedBroker() as broker:
        host, port = broker.address.split(":")
        socket.create_connection((host, int(port)), timeout=5).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=5)


def test_the_embedded_broker_ends_with_its_parent() -> None:
    """A parent that is killed leaves no broker behind."""
    script = (
        "import sys, time; from streams.brokers.embedded import EmbeddedBroker\n"
        "EmbeddedBroker().start(); print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "up\n"
        (child,) = psutil.Process(parent.pid).children()
        parent.kill()
    assert child.wait(timeout=10) is None or not child.is_running()


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    """Kafka is not started beside another program, and the sentence names the port and the way out."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(TasrihError, match=rf"Port {port} .* is taken: .*--port"):
            real.KafkaNode(tmp_path / "node", port=port, home=tmp_path).start()


def test_without_java_and_maven_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Java is told what it needs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TasrihError, match="needs Java 17 and Maven"):
        real.fetch(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_ports_are_reserved_for_one_process() -> None:
    """Two processes that want many at the same time get different ones, and none that the system gives out."""
    script = (
        "import sys; from streams.brokers.ports import reserve\n"
        "print(*(reserve(2) for _ in range(100)), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        ours = [reserve(2) for _ in range(100)]
        assert other.stdout is not None
        theirs = list(map(int, other.stdout.readline().split()))
        other.kill()
    both = [port for first in ours + theirs for port in (first, first + 1)]
    assert len(set(both)) == len(both) == 400
    assert max(both) < 32_768


@pytest.mark.kafka
def test_a_killed_kafka_starts_again_on_its_data(kafka_home: Path) -> None:
    """What was acknowledged before a SIGKILL is there after the next start."""
    with real.temporary(kafka_home) as node:
        _create(node.address, "kept")
        _write(node.address, "kept", b"1", b"2")
        node.kill()
        assert not real.answers(node.address)
        node.start()
        assert _read(node.address, "kept", 2) == [b"1", b"2"]
        node.stop()
        node.start()
        assert _read(node.address, "kept", 2) == [b"1", b"2"]


@pytest.mark.kafka
def test_make_kafka_outlives_its_command(kafka_home: Path, tmp_path: Path) -> None:
    """``start`` leaves a Kafka that answers, a second ``start`` says so, and ``stop`` ends it."""
    (tmp_path / ".kafka").mkdir()
    (tmp_path / ".kafka" / "libs").symlink_to(real.fetch(kafka_home).resolve())
    port = reserve(2)
    said = [_cli(tmp_path, "start", port), _cli(tmp_path, "start", port)]
    try:
        assert f"listens on 127.0.0.1:{port}" in said[0]
        assert "runs already" in said[1]
        assert real.answers(f"127.0.0.1:{port}")
    finally:
        assert _cli(tmp_path, "stop", port) == "Kafka has stopped.\n"
    assert not real.answers(f"127.0.0.1:{port}")
    assert "No Kafka" in _cli(tmp_path, "stop", port)


def _cli(folder: Path, action: str, port: int) -> str:
    command = [sys.executable, "-m", "streams.brokers.kafka", action, "--port", str(port)]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stderr


def test_a_process_that_is_no_kafka_is_not_taken_for_one() -> None:
    """A pid that the system has given to another program is left alone."""
    assert not real.alive(os.getpid())
