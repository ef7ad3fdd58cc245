"""Brokers for the tests: an embedded one, fresh for each test, and one real Kafka for the whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka.admin import AdminClient

from streams.brokers import kafka as real
from streams.brokers.embedded import EmbeddedBroker

ROOT = Path(__file__).parents[1]
TOPICS = ("wire.articles", "wire.statements", "wire.stances", "wire.topic-counts", "wire.articles.dlq")


@pytest.fixture
def embedded() -> Iterator[EmbeddedBroker]:
    """An embedded broker with the product's topics, all empty."""
    with EmbeddedBroker(TOPICS) as broker:
        yield broker


@pytest.fixture(scope="session")
def kafka_home() -> Path:
    """Where the jars of Apache Kafka are kept between runs."""
    return ROOT / ".kafka"


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
