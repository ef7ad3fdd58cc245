"""A table's RocksDB: reads, and whole batches of rows with the changelog offset that they reach."""

from collections.abc import Iterable, Iterator
from typing import Any

import rocksdict


def read(table: Any, partition: int, key: bytes) -> bytes | None:
    """The row, or None."""
    value = _database(table, partition).get(key)
    return None if value is None else bytes(value)


def items(table: Any, partition: int) -> Iterator[tuple[bytes, bytes]]:
    """All rows with their keys, as they are at the first."""
    for key, value in _database(table, partition).items():
        if key != table.data.offset_key:
            yield bytes(key), bytes(value)


def write(table: Any, partition: int, rows: Iterable[tuple[bytes, bytes | None]], offset: int) -> None:
    """Put rows, or delete those given as None, and remember ``offset``, in one atomic write."""
    batch = rocksdict.WriteBatch(raw_mode=True)
    for key, value in rows:
        if value is None:
            batch.delete(key)
        else:
            batch.put(key, value)
    batch.put(table.data.offset_key, str(offset).encode())
    _database(table, partition).write(batch)


def _database(table: Any, partition: int) -> Any:
    return table.data._db_for_partition(partition)  # noqa: SLF001 (Faust's stores have no batches of their own)
