"""The rows of a table: read from RocksDB, written to the changelog first and to RocksDB after its acknowledgement.

Faust's own tables write one record at a time, and RocksDB before the broker has it. Here RocksDB is never ahead,
and rows go out as whole record batches and in as one write with the changelog's offset.
"""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from streams import store
from streams.outbox import Outbox, Record


class Rows:
    """One table's rows, by partition and key. ``changelog`` is the topic that they stand in too.

    Who reads rows to write them holds ``lock`` meanwhile.
    """

    def __init__(self, table: Any) -> None:
        self.lock = asyncio.Lock()
        self._table = table
        self.changelog: str = table.changelog_topic.get_topic_name()

    @property
    def partitions(self) -> list[int]:
        """The partitions that this worker has."""
        return sorted(tp.partition for tp in self._table.app.consumer.assignment() if tp.topic == self.changelog)

    def items(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        """All rows of a partition with their keys."""
        return store.items(self._table, partition)

    def get(self, partition: int, key: bytes) -> bytes | None:
        """The row, or None."""
        return store.read(self._table, partition, key)

    async def write(self, outbox: Outbox, rows: Mapping[int, Mapping[bytes, Record]]) -> None:
        """Write rows, each given as the changelog record that it is."""
        for partition, records in rows.items():
            for record in records.values():
                outbox.add(self.changelog, partition, record)
        offsets = await outbox.send()
        for partition, records in rows.items():
            written = ((key, record.value) for key, record in records.items())
            store.write(self._table, partition, written, offsets[self.changelog, partition])
