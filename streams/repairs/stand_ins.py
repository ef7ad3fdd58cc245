"""Sources that are fed in transactions: a stand-in for every offset that holds nothing to use.

Fault: a transaction leaves a marker at its end in each partition that it wrote to, and an aborted one its records too.
Nobody gets what stands at these offsets. Faust never commits past them, so a worker's lag never ends at 0, and to the
guard in streams.batches they look like records that were lost. Repair: sources are read committed, and where the
log itself has a marker or a batch of an aborted transaction, the fetcher yields a stand-in. It goes the way of a
record, through the queues to the commit; only the agents do not get it. So every offset still has to arrive, one after
the other. An offset that is not in the log gets no stand-in: what retention, compaction or a new topic took away is a
gap as before.

Not enough would be: to believe the position of the client, which goes past offsets of both kinds alike; to compare a
gap with the start of the log, which tells of retention alone; to fetch each gap once more, as every transaction has
one. Wrong would be to read uncommitted and pass over markers: aborted articles would be counted.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

from aiokafka import ConsumerRecord
from aiokafka.consumer.fetcher import Fetcher, FetchResult, PartitionRecords
from aiokafka.errors import CorruptRecordException

_HEADERS = (("tasrih.stand-in", b""),)  # known by identity: a record may have any headers


def is_stand_in(message: Any) -> bool:
    """Whether a record or message is none, but stands for an offset that holds nothing to use."""
    return message.headers is _HEADERS


def install(fetcher: Fetcher) -> None:
    """Let a fetcher that reads committed yield stand-ins; before it has fetched anything."""
    fetcher._records = _Fetched()


class _Fetched(OrderedDict[Any, Any]):
    """What was fetched and not yet taken, by partition; what is put in gets the iterator below."""

    def __setitem__(self, partition: Any, fetched: Any) -> None:
        if isinstance(fetched, FetchResult):
            records = fetched._partition_records
            records._records_iterator = _every_offset(records)
        super().__setitem__(partition, fetched)


def _every_offset(records: PartitionRecords) -> Iterator[ConsumerRecord]:
    """The records in the batches, and the stand-ins between them, from the offset on that was asked for."""
    while records._records.has_next():
        batch = records._records.next_batch()
        if records._check_crcs and not batch.validate_crc():
            raise CorruptRecordException(f"Invalid CRC - {records._tp}")
        for record in _unpacked(records, batch):
            if record.offset >= records.next_fetch_offset:
                records.next_fetch_offset = record.offset + 1
                yield record
        records.next_fetch_offset = batch.next_offset


def _unpacked(records: PartitionRecords, batch: Any) -> Iterable[ConsumerRecord]:
    tp = records._tp
    if _holds_nothing(records, batch):
        return (_stand_in(tp, offset) for offset in range(batch.base_offset, batch.next_offset))
    return (records._consumer_record(tp, record) for record in batch)


def _holds_nothing(records: PartitionRecords, batch: Any) -> bool:
    """Whether a batch is a marker, or of a transaction that the broker lists as aborted."""
    records._consume_aborted_up_to(batch.base_offset)
    if batch.is_control_batch:
        if records._contains_abort_marker(batch):
            records._aborted_producers.discard(batch.producer_id)
        return True
    return bool(batch.is_transactional) and batch.producer_id in records._aborted_producers


def _stand_in(partition: Any, offset: int) -> ConsumerRecord:
    return ConsumerRecord(partition.topic, partition.partition, offset, None, None, None, None, None, -1, -1, _HEADERS)
