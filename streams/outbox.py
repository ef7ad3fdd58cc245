"""Records to send, collected by partition and sent as whole record batches."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from aiokafka.partitioner import murmur2

from streams.failpoints import failpoint

Header = tuple[str, bytes]


class Record(NamedTuple):
    """A record for Kafka; ``timestamp`` in ms since 1970, None for now."""

    key: bytes | None
    value: bytes | None
    headers: Sequence[Header] = ()
    timestamp: int | None = None


def partition_of(key: bytes, partitions: int) -> int:
    """The partition that Java's and aiokafka's default partitioner gives to ``key``."""
    return int((murmur2(key) & 0x7FFFFFFF) % partitions)


class Outbox:
    """Collects records; ``send`` returns when the broker has acknowledged every one. Order holds per partition."""

    def __init__(self, producer: Any) -> None:
        self._producer = producer
        self._records: defaultdict[tuple[str, int], list[Record]] = defaultdict(list)

    def add(self, topic: str, partition: int, record: Record) -> None:
        """Put a record into the outbox."""
        self._records[topic, partition].append(record)

    async def send(self) -> dict[tuple[str, int], int]:
        """Send everything; the offset of the last record by topic and partition."""
        records, self._records = self._records, defaultdict(list)
        offsets = await asyncio.gather(*(self._send(*place, batch) for place, batch in records.items()))
        return dict(zip(records, offsets, strict=True))

    async def _send(self, topic: str, partition: int, records: list[Record]) -> int:
        acknowledgements = []
        left = records
        while left:
            batch, left = self._filled(left)
            acknowledgements.append(await self._producer.send_batch(batch, topic, partition=partition))
        last = 0
        for acknowledgement in acknowledgements:
            last = (await acknowledgement).offset
        failpoint(f"acknowledged:{topic}-{partition}")
        return int(last + batch.record_count() - 1)

    def _filled(self, records: list[Record]) -> tuple[Any, list[Record]]:
        """A closed batch with as many of the records as fit, and the rest."""
        batch = self._producer.create_batch()
        for number, record in enumerate(records):
            headers = list(record.headers)
            if batch.append(key=record.key, value=record.value, headers=headers, timestamp=record.timestamp) is None:
                return batch, records[number:]
        batch.close()
        return batch, []
