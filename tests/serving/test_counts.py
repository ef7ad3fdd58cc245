"""The counts in memory: what is in the compacted topic, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from confluent_kafka.admin import AdminClient, NewTopic

from schemas.errors import BrokerUnavailable
from schemas.topic_count import CountedSpeaker, TopicCount, encode, key
from serving import counts
from serving.events import Asked, CountEvent, Place
from serving.topic_reader import UnknownTopic
from streams.access import Access
from streams.brokers.embedded import EmbeddedBroker

TOPIC = "wire.topic-counts"
SPEAKER = CountedSpeaker(id="salma-idris", name="سلمى إدريس")
HOUR = "2026-03-01T10"
ROWS = (
    TopicCount(topic="water", window="all", articles=2, statements=3, support=1, oppose=2),
    TopicCount(topic="water", window="all", speaker=SPEAKER, articles=2, statements=3, support=1, oppose=2),
    TopicCount(topic="water", window="hour", start=f"{HOUR}:00:00Z", articles=2, statements=3, support=1, oppose=2),
    TopicCount(topic="oil", window="all", articles=1, statements=1, neutral=1),
)


def _record(row: TopicCount) -> tuple[bytes, bytes]:
    hour = row.start[:13] if row.start else None
    return key(row.topic, row.speaker.id if row.speaker else None, hour), encode(row)


def test_the_last_value_of_each_key_counts(embedded: EmbeddedBroker, produce: Callable[..., None]) -> None:
    """A row that was written many times is one row, with its last numbers, in an order that does not vary."""
    older = TopicCount(topic="water", window="all", articles=1, statements=1, neutral=1)
    produce(embedded.address, TOPIC, [_record(older), *map(_record, ROWS)])
    assert counts.read(Access(embedded.address)).select() == [ROWS[3], ROWS[0], ROWS[1], ROWS[2]]


def test_a_tombstone_removes_its_row(embedded: EmbeddedBroker, produce: Callable[..., None]) -> None:
    """A record without a value takes its row away; one for a row that never was does no harm."""
    gone = [(key("water"), None), (key("never"), None)]
    produce(embedded.address, TOPIC, [*map(_record, ROWS), *gone])
    assert counts.read(Access(embedded.address)).select(Asked(window="all")) == [ROWS[3], ROWS[1]]


def test_a_row_with_nothing_left_is_not_among_the_counts(
    embedded: EmbeddedBroker, produce: Callable[..., None]
) -> None:
    """All its articles were taken back: it is kept for its origins, and shown to nobody."""
    produce(embedded.address, TOPIC, [*map(_record, ROWS), _record(TopicCount(topic="oil", window="all"))])
    assert "oil" not in {row.topic for row in counts.read(Access(embedded.address)).select()}


def test_a_row_comes_back_after_its_tombstone(embedded: EmbeddedBroker, produce: Callable[..., None]) -> None:
    """Removed and counted again is there again."""
    produce(embedded.address, TOPIC, [_record(ROWS[0]), (key("water"), None), _record(ROWS[0])])
    assert counts.read(Access(embedded.address)).select() == [ROWS[0]]


def test_what_is_no_row_is_passed_over(embedded: EmbeddedBroker, produce: Callable[..., None]) -> None:
    """Rubbish that somebody wrote to the topic neither stops the reader nor hides the rows."""
    rubbish = [(b"x", b"{"), (None, b"{}"), (b"y", b'{"topic": 1}'), (b"z", "\ud800".encode("utf-8", "surrogatepass"))]
    produce(embedded.address, TOPIC, [*rubbish, *map(_record, ROWS), *rubbish])
    assert len(counts.read(Access(embedded.address)).select()) == len(ROWS)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"topic": "water"}, [ROWS[0], ROWS[1], ROWS[2]]),
        ({"topic": "salt"}, []),
        ({"window": "hour"}, [ROWS[2]]),
        ({"by": "speaker"}, [ROWS[1]]),
        ({"by": "topic", "window": "all"}, [ROWS[3], ROWS[0]]),
    ],
)
def test_rows_are_chosen_by_topic_window_and_speaker(
    embedded: EmbeddedBroker, produce: Callable[..., None], asked: dict[str, Any], expected: list[TopicCount]
) -> None:
    """Each question narrows the rows, and what nobody asked about is not narrowed."""
    produce(embedded.address, TOPIC, list(map(_record, ROWS)))
    assert counts.read(Access(embedded.address)).select(Asked(**asked)) == expected


def test_an_empty_topic_has_no_rows(embedded: EmbeddedBroker) -> None:
    """Nothing counted yet is an empty answer, at once."""
    assert counts.read(Access(embedded.address)).select() == []


def test_a_broker_that_is_down_is_one_sentence() -> None:
    """The sentence says where nobody answers and what to do."""
    with pytest.raises(BrokerUnavailable, match=r"No Kafka answers at 127\.0\.0\.1:1: start one .*--broker"):
        counts.read(Access("127.0.0.1:1"))


@pytest.mark.kafka
def test_counts_on_a_real_kafka(kafka: str, produce: Callable[..., None]) -> None:
    """The same rows from a compacted topic of a real Kafka; a missing topic is one sentence."""
    with pytest.raises(UnknownTopic, match=r"has no topic wire\.topic-counts: start `tasrih worker`"):
        counts.read(Access(kafka))
    topic = NewTopic(TOPIC, num_partitions=3, replication_factor=1, config={"cleanup.policy": "compact"})
    admin = AdminClient({"bootstrap.servers": kafka})
    admin.create_topics([topic])[TOPIC].result()
    produce(kafka, TOPIC, [*map(_record, ROWS), (key("oil"), None)])
    assert counts.read(Access(kafka)).select() == [ROWS[0], ROWS[1], ROWS[2]]


def test_rows_of_a_partition_come_in_its_order_whatever_the_clocks_say() -> None:
    """Of two workers one has a slow clock: the id of a row stands for all rows before it, and none is passed over."""
    known = counts.Counts()
    places = [Place(0, 0, 900), Place(1, 0, 200), Place(0, 1, 100), Place(1, 1, 300)]
    known.apply(CountEvent(place, b"topic%d|all" % n, ROWS[0]) for n, place in enumerate(places))
    came = [event.place for event in known.since({})]
    assert [place for place in came if place.partition == 0] == [places[0], places[2]]
    assert [place.timestamp for place in came if place.partition == 1] == [200, 300]
