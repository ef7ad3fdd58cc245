"""The rows of wire.topic-counts in memory: the last value of each key; a tombstone removes it."""

from collections.abc import Iterable
from typing import Literal

import msgspec
from confluent_kafka import Message

from schemas.topic_count import TopicCount, Window, decode
from serving.topic_reader import TopicReader
from streams import topics

By = Literal["topic", "speaker"]


class Counts:
    """Rows by record key."""

    def __init__(self) -> None:
        self._rows: dict[bytes, TopicCount] = {}

    def apply(self, messages: Iterable[Message]) -> dict[bytes, TopicCount | None]:
        """Take records in and return the rows that they changed, None for those removed."""
        changed = dict(row for message in messages if (row := _row(message)))
        self._rows.update((key, row) for key, row in changed.items() if row)
        for key in (key for key, row in changed.items() if row is None):
            self._rows.pop(key, None)
        return changed

    def select(self, topic: str | None = None, window: Window | None = None, by: By | None = None) -> list[TopicCount]:
        """The rows that match, in the order of topic, window, start and speaker.

        ``by`` is ``"topic"`` for the rows of all speakers together, ``"speaker"`` for those of one each, None for both.
        """
        return sorted((row for row in self._rows.values() if matches(row, topic, window, by)), key=order)


def matches(row: TopicCount, topic: str | None, window: Window | None, by: By | None) -> bool:
    """Whether a row is asked for; what is None is not asked about."""
    return (
        topic in (None, row.topic)
        and window in (None, row.window)
        and (by is None or (by == "speaker") == (row.speaker is not None))
    )


def order(row: TopicCount) -> tuple[str, str, str, str]:
    """What rows are sorted by: the total order of their keys' parts."""
    return (row.topic, row.window, row.start or "", row.speaker.id if row.speaker else "")


def read(broker: str) -> Counts:
    """The counts as they stand: the topic read from its beginning to its end.

    Raises:
        BrokerUnavailable: no broker answers, or it stopped answering.
        UnknownTopic: there are no counts yet.
    """
    counts = Counts()
    with TopicReader(broker, topics.COUNTS) as reader:
        for messages in reader.past():
            counts.apply(messages)
    return counts


def _row(message: Message) -> tuple[bytes, TopicCount | None] | None:
    """A record's key and row; None for a record that is no row: other programs can write to the topic."""
    key, value = message.key(), message.value()
    try:
        return (bytes(key), decode(value) if value else None) if key else None
    except msgspec.DecodeError:
        return None
