"""The Kafka topics: names, keys, clean-up policies, and how they are declared and listed."""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from typing import Any, NamedTuple

from confluent_kafka import KafkaError, KafkaException, TopicCollection
from confluent_kafka.admin import (  # type: ignore[attr-defined]  # they are its public names
    AdminClient,
    ConfigResource,
    NewTopic,
    ResourceType,
)

from schemas.errors import BrokerUnavailable, SettingError, TasrihError
from streams.access import Complaints
from streams.settings import MIB, Settings

ARTICLES = "wire.articles"
STATEMENTS = "wire.statements"
STANCES = "wire.stances"
COUNTS = "wire.topic-counts"
DEAD_LETTERS = "wire.articles.dlq"
ARTICLE_ROWS = "tasrih-articles-changelog"

GROUP = "tasrih"  # the workers' consumer group
MAX_MESSAGE_BYTES = 16 * MIB  # far above the limit of an article, so that a bad one can be fed, and dead-lettered
WAIT_SECONDS = 10.0
LOOK_SECONDS = 0.1
EMBEDDED = (
    "mockCluster"  # so the embedded broker calls itself; it creates the topics that it is asked for, and no others
)


class Topic(NamedTuple):
    """A topic, what its key is, and its configuration beside partitions and replication."""

    name: str
    key: str
    config: Mapping[str, str]


_KEPT = {"cleanup.policy": "delete", "retention.ms": "-1"}
_COMPACTED = {"cleanup.policy": "compact"}
_LARGE = {"max.message.bytes": str(MAX_MESSAGE_BYTES)}

# The sources of an agent, articles and stances, are never compacted: a worker takes a gap in their offsets for loss.
TOPICS = (
    Topic(ARTICLES, "article uri", _KEPT | _LARGE),
    Topic(STATEMENTS, "article uri", _KEPT | _LARGE),
    Topic(STANCES, "topic id", {"cleanup.policy": "delete", "retention.ms": "604800000"} | _LARGE),
    Topic(COUNTS, "topic|window|speaker", _COMPACTED | _LARGE),
    Topic(DEAD_LETTERS, "the article's own", _KEPT | _LARGE),
    Topic(ARTICLE_ROWS, "article uri", _COMPACTED | _LARGE),
)

KEYS = {topic.name: topic.key for topic in TOPICS}


class Listed(NamedTuple):
    """A topic as the broker has it; ``config`` holds what differs from the broker's defaults."""

    name: str
    partitions: int
    replication: int
    config: dict[str, str]


def client(settings: Settings) -> AdminClient:
    """A client for questions about topics."""
    return AdminClient(settings.access.librdkafka())


def declare(settings: Settings) -> list[str]:
    """Create what is missing, and return the names of those created, as soon as the broker shows them all.

    Raises:
        BrokerUnavailable: nobody answers, or the topics do not appear.
        SettingError: the broker does not let us in, or the topics exist with different numbers of partitions.
        TasrihError: the broker refuses.
    """
    admin, cluster = _reached(settings)
    missing = [topic for topic in TOPICS if topic.name not in cluster.topics]
    if _embedded(cluster):
        for topic in missing:
            admin.list_topics(topic.name, timeout=WAIT_SECONDS)
    else:
        _create(admin, missing, settings)
    _appear(settings)
    return [topic.name for topic in missing]


def made(admin: AdminClient, name: str, seconds: float) -> str:
    """The id that Kafka gave a topic when it was made, another each time; empty where it does not tell in time."""
    try:
        if _embedded(admin.list_topics(name, timeout=seconds)):
            return ""
        return str(admin.describe_topics(TopicCollection([name]))[name].result(seconds).topic_id)
    except (KafkaException, TimeoutError):
        return ""


def embedded(settings: Settings) -> bool:
    """Whether the broker is an embedded one.

    Raises:
        BrokerUnavailable: nobody answers.
    """
    return _embedded(_reached(settings)[1])


def partitions(settings: Settings) -> int:
    """The number of partitions that the topics have.

    Raises:
        BrokerUnavailable: nobody answers.
        SettingError: topics are missing, or differ: rows and their events must have one partition in common.
    """
    numbers = _partitions(settings)
    if len(set(numbers.values())) == 1 and 0 not in numbers.values():
        return numbers[ARTICLES]
    if not any(numbers.values()):
        raise SettingError(
            f"{settings.broker} has none of the topics: start `tasrih worker`, or run `tasrih topics declare`."
        )
    listed = ", ".join(f"{name} {number}" for name, number in numbers.items())
    raise SettingError(
        f"The topics at {settings.broker} have different numbers of partitions ({listed}), expected one number for"
        " all: delete the topics and run tasrih topics declare, or point TASRIH_BROKER elsewhere."
    )


def listed(settings: Settings) -> list[Listed]:
    """The topics that exist, with what the broker says of them."""
    admin, cluster = _reached(settings)
    found = cluster.topics
    names = [topic.name for topic in TOPICS if topic.name in found]
    configs = _configs(admin, names)
    return [
        Listed(name, len(found[name].partitions), len(found[name].partitions[0].replicas), configs[name])
        for name in names
    ]


def _create(admin: AdminClient, missing: list[Topic], settings: Settings) -> None:
    if not missing:
        return
    new = [NewTopic(t.name, settings.partitions, settings.replication, config=dict(t.config)) for t in missing]
    for name, future in admin.create_topics(new, operation_timeout=WAIT_SECONDS).items():
        error = _error(future)
        if error is None or error.code() == KafkaError.TOPIC_ALREADY_EXISTS:
            continue
        raise TasrihError(f"The topic {name} could not be created at {settings.broker}: {error.str()}.")


def _appear(settings: Settings) -> None:
    """Wait for the topics: a controller has created them before the brokers know, later still where they are busy."""
    end = time.monotonic() + WAIT_SECONDS
    while not all(_partitions(settings).values()):
        if time.monotonic() > end:
            raise BrokerUnavailable(f"{settings.broker} does not show the topics that it has created.")
        time.sleep(LOOK_SECONDS)


def _partitions(settings: Settings) -> dict[str, int]:
    """The number of partitions of each topic, 0 where there is none."""
    found = _reached(settings)[1].topics
    return {topic.name: len(found[topic.name].partitions) if topic.name in found else 0 for topic in TOPICS}


def _error(future: "Future[None]") -> KafkaError | None:
    try:
        future.result()
    except KafkaException as failure:
        return failure.args[0]  # type: ignore[no-any-return]  # librdkafka's error
    return None


def _embedded(cluster: Any) -> bool:
    return str(cluster.cluster_id).startswith(EMBEDDED)


def _reached(settings: Settings) -> tuple[AdminClient, Any]:
    """A client, and what the cluster says of itself: its id and its topics."""
    complaints = Complaints(settings.access)
    admin = AdminClient(settings.access.librdkafka(complaints))
    try:
        return admin, admin.list_topics(timeout=WAIT_SECONDS)
    except KafkaException as error:
        admin.poll(0)  # it complains only now
        raise complaints.error() from error


def _configs(admin: AdminClient, names: list[str]) -> dict[str, dict[str, str]]:
    asked = [ConfigResource(ResourceType.TOPIC, name) for name in names]
    answers = admin.describe_configs(asked) if asked else {}
    return {resource.name: dict(_set(future)) for resource, future in answers.items()}


def _set(future: "Future[dict[str, Any]]") -> Iterator[tuple[str, str]]:
    """What is set on the topic itself."""
    for name, entry in future.result().items():
        if not entry.is_default:
            yield name, entry.value
