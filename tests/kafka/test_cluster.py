"""Counts on a cluster of three brokers are exact while nodes go and come back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import ElectionType, KafkaException
from confluent_kafka.admin import AdminClient
from day import day
from desk import feed, rows, settle, workers
from reference import by_articles, by_statements, numbers

from streams.brokers.kafka import KafkaNode, nodes_of_cluster
from streams.settings import Settings
from streams.topics import declare

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]


@pytest.fixture
def nodes(kafka_home: Path, tmp_path: Path) -> Iterator[list[KafkaNode]]:
    """Three nodes that run; a record needs two of them."""
    started = nodes_of_cluster(tmp_path / "kafka", 3, kafka_home)
    for node in started:
        node.spawn()
    for node in started:
        node.await_answer()
    yield started
    for node in started:
        node.kill()


def led(broker: str) -> set[int]:
    """The brokers that lead a partition of wire.articles."""
    described = AdminClient({"bootstrap.servers": broker}).list_topics("wire.articles", timeout=10)
    return {partition.leader for partition in described.topics["wire.articles"].partitions.values()}


def prefer(broker: str) -> None:
    """Move the leaders back to the brokers that the topics prefer, as soon as those are in step again."""
    admin = AdminClient({"bootstrap.servers": broker})
    deadline = time.monotonic() + 60
    while led(broker) != {1, 2, 3}:
        assert time.monotonic() < deadline, "a broker leads nothing"
        try:
            admin.elect_leaders(ElectionType.PREFERRED).result()
        except KafkaException:  # it has just come back, and is not in step with the others
            time.sleep(0.5)


def test_two_workers_count_exactly_while_brokers_die_and_leaders_move(nodes: list[KafkaNode], tmp_path: Path) -> None:
    """One node is killed and brought back, leaders move to it, another one is away for some seconds."""
    broker = ",".join(node.address for node in nodes)
    declare(Settings.read({}, broker=broker, replication=3))
    with workers(broker, tmp_path, 2) as running:
        for worker in running:
            worker.wait_ready()
        feed(broker, day(41, 150))
        nodes[0].kill()
        feed(broker, day(42, 150))
        nodes[0].start()
        prefer(broker)
        feed(broker, day(43, 150))
        nodes[1].stop()
        feed(broker, day(44, 150))
        time.sleep(5)
        nodes[1].start()
        settle(broker, supervised=running)
        counted = rows(broker)
        assert counted == by_articles(broker)
        assert numbers(counted) == by_statements(broker)
