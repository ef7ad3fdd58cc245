"""How far the workers are behind: asked of the broker whenever somebody reads the metrics, so dead workers are seen."""

import asyncio
import time
from collections.abc import Mapping
from typing import NamedTuple

from schemas.errors import TasrihError
from serving.topic_reader import TopicReader
from streams import topics
from streams.group import Group
from streams.settings import Settings

SECONDS = 2.0  # for each answer of the broker
ALL_SECONDS = 4.0  # for all that is asked: Prometheus waits for 10, and then holds that serve is gone
SOURCES = (topics.ARTICLES, topics.STANCES)


class Lag(NamedTuple):
    """Records of a topic that no worker has committed, and the age of the oldest in seconds, 0 where there is none.

    What an open transaction has written waits too, and with it whatever came to its partitions later. The marker at a
    transaction's end is a record among them until a worker has passed it.
    """

    records: int
    oldest: float


async def measured(settings: Settings) -> dict[str, Lag]:
    """The lag of each topic that the workers read; nothing where the broker does not tell, or not in time."""
    try:
        async with asyncio.timeout(ALL_SECONDS):
            return await asyncio.to_thread(_measure, settings)
    except (TasrihError, TimeoutError):
        return {}


def _measure(settings: Settings) -> dict[str, Lag]:
    group = Group(settings, topics.partitions(settings))
    return {topic: _lag(settings, topic, group.committed(topic)) for topic in SOURCES}


def _lag(settings: Settings, topic: str, committed: Mapping[int, int]) -> Lag:
    with TopicReader(settings.access, topic, committed, seconds=SECONDS, uncommitted=True) as reader:
        behind = {p: marks.high - max(reader.positions[p], marks.low) for p, marks in reader.marks.items()}
        waiting = {partition for partition, records in behind.items() if records > 0}
        return Lag(sum(behind[partition] for partition in waiting), _oldest(reader, waiting))


def _oldest(reader: TopicReader, waiting: set[int]) -> float:
    """The age of the oldest of the first records of the partitions that wait."""
    times: dict[int, int] = {}
    deadline = time.monotonic() + SECONDS
    while waiting - times.keys() and not reader.caught_up and time.monotonic() < deadline:
        for message in reader.read(0.2):
            times.setdefault(message.partition() or 0, message.timestamp()[1])
    return max(time.time() - min(times.values()) / 1000, 0.0) if times else 0.0
