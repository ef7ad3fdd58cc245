"""The sweep that removes expired rows, by tombstones in the changelog first and from RocksDB after.

A rebalance waits for the removal that is under way, so that no tombstone meets a row that another worker has
counted in.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import islice

from streams import metrics
from streams.app import WireApp
from streams.outbox import Outbox, Record
from streams.rows import Rows

TURN = 500  # rows looked at before the agents get their turn

Stale = Callable[[bytes], bool]


async def sweep(app: WireApp, rows: Rows, stale: Stale) -> None:
    """Remove the rows of this worker's partitions that are ``stale``."""
    for partition in rows.partitions:
        async for keys in _stale_keys(rows, partition, stale):
            await _remove(app, rows, partition, keys, stale)


async def _stale_keys(rows: Rows, partition: int, stale: Stale) -> AsyncIterator[list[bytes]]:
    items = rows.items(partition)
    while looked_at := list(islice(items, TURN)):
        if keys := [key for key, value in looked_at if stale(value)]:
            yield keys
        await asyncio.sleep(0)


async def _remove(app: WireApp, rows: Rows, partition: int, keys: list[bytes], stale: Stale) -> None:
    """Remove those that are stale still, if the partition is this worker's still."""
    async with app.writing, rows.lock:
        if not app.recovery.completed.is_set() or partition not in rows.partitions:
            return
        present = {key: rows.get(partition, key) for key in keys}
        gone = {key: Record(key, None) for key, value in present.items() if value and stale(value)}
        if gone:
            await rows.write(Outbox(app.outgoing), {partition: gone})
            metrics.SWEPT.labels(rows.changelog).inc(len(gone))
