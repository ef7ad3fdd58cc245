"""The rows of wire.topic-counts in memory: the last value of each key; a tombstone removes it."""

from collections.abc import Iterable, Iterator
from heapq import merge

from msgspec import structs

from schemas.topic_count import TopicCount
from serving import events
from serving.events import SIDES, Asked, CountEvent, Had, Place
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access

EVERYTHING = Asked()


class Counts:
    """The last event of each key; removed rows are remembered, for a subscriber who comes back must hear of them."""

    def __init__(self) -> None:
        self._last: dict[bytes, CountEvent] = {}
        self._of_topic: dict[str, dict[bytes, None]] = {}  # keys, in the order in which they came
        self._of_speaker: dict[str, dict[bytes, None]] = {}  # by id and by name
        self._names: dict[str, set[str]] = {}  # that the rows of a speaker bear or bore, by id

    def apply(self, new: Iterable[CountEvent]) -> None:
        """Take events in."""
        for event in new:
            self._last[event.key] = event
            if event.row:
                self._index(event.key, event.row)

    def select(self, asked: Asked = EVERYTHING) -> list[TopicCount]:
        """The rows that count something and match, in the order of topic, window, start and speaker.

        A row whose articles were all taken back stays in the topic: it remembers what it has counted.
        """
        found = (e.row for e in self._candidates(asked) if e.row and e.row.articles and e.matches(asked))
        return sorted(found, key=order)

    def has(self, key: bytes) -> Had | None:
        """What the row of a key is; None where there is no row."""
        known = self._last.get(key)
        return known.has if known else None

    def since(self, positions: dict[int, int]) -> list[CountEvent]:
        """The last event of each key at or after an offset of its partition, in the order of time.

        Those of a partition are in its order, whatever the clocks of its writers: an id stands for all before it.
        What a row was before is not known: it may have counted every side, and borne each name of its speaker.
        """
        found: dict[int, list[CountEvent]] = {}
        for event in sorted(self._last.values(), key=lambda event: event.place.offset):
            if event.place.offset >= positions.get(event.place.partition, 0):
                told = structs.replace(event, had=Had(SIDES, self._names_of(event)))
                found.setdefault(event.place.partition, []).append(told)
        return list(merge(*found.values(), key=lambda event: event.place.timestamp))

    def places(self) -> Iterator[Place]:
        """Where the last event of each key stands."""
        return (event.place for event in self._last.values())

    def _index(self, key: bytes, row: TopicCount) -> None:
        self._of_topic.setdefault(row.topic, {})[key] = None
        for name in (row.speaker.id, row.speaker.name) if row.speaker else ():
            self._of_speaker.setdefault(name, {})[key] = None
        if row.speaker:
            self._names.setdefault(row.speaker.id, set()).add(row.speaker.name)

    def _names_of(self, event: CountEvent) -> set[str]:
        return self._names.get(event.parts.speaker or "", set())

    def _candidates(self, asked: Asked) -> Iterable[CountEvent]:
        """The events among which those are that match: all, unless a topic or a speaker narrows them."""
        if asked.speaker is not None:
            return [self._last[key] for key in self._of_speaker.get(asked.speaker, ())]
        if asked.topic is not None:
            return [self._last[key] for key in self._of_topic.get(asked.topic, ())]
        return self._last.values()


def order(row: TopicCount) -> tuple[str, str, str, str]:
    """What rows are sorted by: the total order of their keys' parts."""
    return (row.topic, row.window, row.start or "", row.speaker.id if row.speaker else "")


def read(access: Access) -> Counts:
    """The counts as they stand: the topic read from its beginning to its end.

    Raises:
        BrokerUnavailable: no broker answers, or it stopped answering.
        UnknownTopic: there are no counts yet.
    """
    counts = Counts()
    with TopicReader(access, topics.COUNTS) as reader:
        for messages in reader.past():
            counts.apply(events.counts(messages))
    return counts
