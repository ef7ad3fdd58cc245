"""A new count of everything in wire.articles, beside the workers, and the change-over to it.

For an upgrade of rules or lexicon: what stood before is read again with the new ones. Until the new count has caught
up with the workers nothing changes; then, when no worker runs, rows and statements are brought to what the new count
says. The change-over can be repeated: who was interrupted in it runs it again before any worker.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from math import inf
from pathlib import Path
from typing import Any

import rocksdict
from aiokafka import AIOKafkaConsumer, TopicPartition

from agents.count import fold, records, row_headers
from agents.extract import arrival_of, guarded, statement_record
from schemas.errors import UnusableArticle
from schemas.topic_count import TopicCount
from schemas.topic_count import decode as decode_count
from streams import topics
from streams.clients import producer_settings, reader_settings
from streams.group import Group
from streams.outbox import Outbox, Record, partition_of
from streams.repairs.lease import Lease
from streams.repairs.producer import GuardedProducer
from streams.settings import Settings
from streams.standing import Arrival, Extract, decode_row, difference, encode_row, rfc3339, step

BATCH = 2000  # records read or written at once
PAUSE_SECONDS = 1.0  # between two looks at the workers
CHANGELOGS = (topics.ARTICLE_ROWS, topics.COUNTS)

Tell = Callable[[str], None]


class Count:
    """Fresh tables in a folder: the rows that the records of wire.articles amount to with ``extract``."""

    def __init__(self, folder: Path, extract: Extract, partitions: int, limit: int) -> None:
        self.articles = rocksdict.Rdict(str(folder / "articles"), rocksdict.Options(raw_mode=True))
        self.counts = rocksdict.Rdict(str(folder / "counts"), rocksdict.Options(raw_mode=True))
        self._extract = guarded(extract)
        self._partitions = partitions
        self._limit = limit

    def take(self, record: Any) -> None:
        """Count a record, in the order of its partition; one that is no article, or not in its place, is none here."""
        try:
            arrival = arrival_of(record, record.timestamp / 1000, self._limit)
            if partition_of(arrival.uri.encode(), self._partitions) == record.partition:
                self._step(arrival)
        except UnusableArticle:
            return

    def _step(self, arrival: Arrival) -> None:
        key = arrival.uri.encode()
        row = self.articles.get(key)
        outcome = step(arrival, decode_row(row) if row else None, self._extract)
        touched: dict[bytes, TopicCount] = {}
        for event in outcome.stances:
            fold(event, rfc3339(arrival.time), touched, self.counts.get)
        for row_key, record in records(touched).items():
            self.counts[row_key] = record.value
        self.articles[key] = encode_row(outcome.row)


async def rebuild(settings: Settings, extract: Extract, folder: Path, tell: Tell) -> int:
    """Count anew in ``folder``, wait until no worker runs, and change over; the number of articles counted.

    Raises:
        TasrihError: the broker does not answer, or the topics do not fit.
    """
    partitions = await asyncio.to_thread(topics.partitions, settings)
    count = Count(folder, extract, partitions, settings.max_article_bytes)
    group = Group(settings, partitions)
    async with _reader(settings) as reader:
        await _catch_up(reader, count, group, tell)
        stood = rocksdict.Rdict(str(folder / "stood"), rocksdict.Options(raw_mode=True))
        async with _producer(settings) as producer:
            await producer.fence(place for topic in CHANGELOGS for place in _places(topic, partitions))
            ends = await reader.end_offsets(_places(topics.STANCES, partitions))
            await asyncio.to_thread(group.commit, topics.STANCES, {tp.partition: end for tp, end in ends.items()})
            await _change_articles(reader, Outbox(producer), count, stood, partitions)
            await _change_counts(reader, Outbox(producer), count, partitions)
    return len(_keys(count.articles))


async def _catch_up(reader: AIOKafkaConsumer, count: Count, group: Group, tell: Tell) -> None:
    """Count up to where the workers are, until there are none."""
    places: dict[int, int] = {}
    told = ""
    while True:
        members = await asyncio.to_thread(group.members)
        committed = await asyncio.to_thread(group.committed, topics.ARTICLES)
        async for record in _between(reader, topics.ARTICLES, places, committed):
            count.take(record)
        if not members and places == committed:
            return
        places = committed
        sentence = f"caught up at article {sum(committed.values()):,}; stop the workers ({members} run) to change over."
        if members and sentence != told:
            tell(sentence)
            told = sentence
        await asyncio.sleep(PAUSE_SECONDS)


async def _change_articles(
    reader: AIOKafkaConsumer, outbox: Outbox, count: Count, stood: rocksdict.Rdict, partitions: int
) -> None:
    """Bring the article rows, and the statements that they hold, to what the new count says."""
    async for record in _whole(reader, topics.ARTICLE_ROWS, partitions):
        _put(stood, record)
    known = _keys(count.articles)
    for number, key in enumerate(known + [key for key in _keys(stood) if key not in count.articles]):
        old, new = stood.get(key), count.articles.get(key)
        home = partition_of(key, partitions)
        for said in difference(decode_row(old) if old else None, decode_row(new) if new else None):
            outbox.add(topics.STATEMENTS, home, statement_record(said, said.published or ""))
        outbox.add(topics.ARTICLE_ROWS, home, Record(key, new))
        if number % BATCH == BATCH - 1:
            await outbox.send()
    await outbox.send()


async def _change_counts(reader: AIOKafkaConsumer, outbox: Outbox, count: Count, partitions: int) -> None:
    """Bring the counter rows to what the new count says; rows that it does not have are removed."""
    stood: dict[bytes, int] = {}
    async for record in _whole(reader, topics.COUNTS, partitions):
        if record.value is None:
            stood.pop(record.key, None)
        else:
            stood[record.key] = record.partition
    for key, value in map(_bytes, count.counts.items()):
        row = decode_count(value)
        home = partition_of(row.topic.encode(), partitions)
        outbox.add(topics.COUNTS, home, Record(key, value, row_headers(key, row)))
        stood.pop(key, None)
    for key, home in stood.items():
        outbox.add(topics.COUNTS, home, Record(key, None))
    await outbox.send()


def _keys(rows: rocksdict.Rdict) -> list[bytes]:
    return list(map(bytes, rows.keys()))  # type: ignore[arg-type]  # a raw store has no other keys than bytes


def _bytes(row: tuple[Any, Any]) -> tuple[bytes, bytes]:
    return bytes(row[0]), bytes(row[1])


def _put(rows: rocksdict.Rdict, record: Any) -> None:
    """Take a record of a changelog into ``rows``."""
    if record.value is None:
        rows.delete(record.key)
    else:
        rows[record.key] = record.value


async def _whole(reader: AIOKafkaConsumer, topic: str, partitions: int) -> AsyncIterator[Any]:
    """The records of a topic from its beginning to where it ends now."""
    ends = await reader.end_offsets(_places(topic, partitions))
    async for record in _between(reader, topic, {}, {tp.partition: end for tp, end in ends.items()}):
        yield record


async def _between(
    reader: AIOKafkaConsumer, topic: str, starts: Mapping[int, int], ends: Mapping[int, int]
) -> AsyncIterator[Any]:
    """The records of a topic from one offset of each partition to another, which is not among them."""
    left = {TopicPartition(topic, p): end for p, end in ends.items() if starts.get(p, 0) < end}
    reader.assign(list(left))
    for place in left:
        reader.seek(place, starts.get(place.partition, 0))
    while left:
        fetched = await reader.getmany(*left, timeout_ms=500, max_records=BATCH)
        for place, found in fetched.items():
            for record in found:
                if record.offset < left[place]:
                    yield record
        left = {place: end for place, end in left.items() if await reader.position(place) < end}


def _places(topic: str, partitions: int) -> list[TopicPartition]:
    return [TopicPartition(topic, partition) for partition in range(partitions)]


@asynccontextmanager
async def _reader(settings: Settings) -> AsyncIterator[AIOKafkaConsumer]:
    reader = AIOKafkaConsumer(**reader_settings(settings), isolation_level="read_committed")
    await reader.start()
    try:
        yield reader
    finally:
        await reader.stop()


@asynccontextmanager
async def _producer(settings: Settings) -> AsyncIterator[GuardedProducer]:
    """A producer that holds its lease for ever: there are no workers whose partitions it could take."""
    lease = Lease(inf)
    lease.join()
    producer = GuardedProducer(lease=lease, **producer_settings(settings))
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()
