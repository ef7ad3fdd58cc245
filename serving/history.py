"""Statements that are no longer in memory, read from Kafka for one subscriber."""

import asyncio
from collections.abc import AsyncIterator

from serving import events
from serving.events import StatementEvent
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access

READERS = asyncio.Semaphore(4)  # at a time; each holds a thread and a connection


async def offsets_at(access: Access, time: int) -> dict[int, int]:
    """The offset of each partition's first statement at ``time`` or later (ms since 1970)."""

    def ask() -> dict[int, int]:
        with TopicReader(access, topics.STATEMENTS) as reader:
            return reader.offsets_at(time)

    async with READERS:
        return await asyncio.to_thread(ask)


async def first_offsets(access: Access) -> dict[int, int]:
    """The offset of each partition's oldest statement."""

    def ask() -> dict[int, int]:
        with TopicReader(access, topics.STATEMENTS) as reader:
            return {partition: marks.low for partition, marks in reader.marks.items()}

    async with READERS:
        return await asyncio.to_thread(ask)


async def between(access: Access, start: dict[int, int], end: dict[int, int]) -> AsyncIterator[list[StatementEvent]]:
    """The statements from the offsets ``start`` by partition up to ``end``, which is excluded, in batches."""
    async with READERS:
        reader = await asyncio.to_thread(TopicReader, access, topics.STATEMENTS, start)
        try:
            while not reader.caught_up and any(reader.positions[p] < offset for p, offset in end.items()):
                messages = await asyncio.to_thread(reader.read, 0.5)
                yield [e for e in events.statements(messages) if e.place.offset < end.get(e.place.partition, 0)]
        finally:
            reader.close()
