"""Batches of what waits in an agent's queue, guarded against gaps.

Faust hands its agents one event at a time and acknowledges each when the next is asked for, an exception included.
Here an agent gets whatever waits, and acknowledges it when everything that it causes is safe.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from faust.types import TP

from streams import metrics
from streams.fail_stop import fail_stop
from streams.repairs.stand_ins import is_stand_in

RECORDS = 500
BYTES = 8 * 1024 * 1024
GATHER_SECONDS = 0.005  # under load, larger batches cost less; a lone record does not wait

Batch = list[Any]  # of faust.Event
Handle = Callable[[Batch], Awaitable[None]]


class Guard:
    """Ends the process at the first gap in a partition's offsets.

    It trusts no repair: what was not seen must not be acknowledged. For this the sources are not compacted, and what
    transactions leave in them has stand-ins (see streams.repairs.stand_ins).
    """

    def __init__(self, consumer: Any) -> None:
        self._consumer = consumer
        self._starts: dict[TP, int] | None = None
        self._next: dict[TP, int] = {}

    def check(self, message: Any) -> None:
        """Let ``message`` pass if it is the one expected."""
        if self._starts is not self._consumer.starts:
            self._starts = self._consumer.starts
            self._next = dict(self._consumer.starts)
        expected = self._next.get(message.tp)
        if message.offset != expected:
            fail_stop(
                f"{message.topic}-{message.partition} went on at offset {message.offset}, expected {expected}:"
                " records were skipped, and are read again after a restart."
            )
        self._next[message.tp] = message.offset + 1


async def process(stream: Any, handle: Handle, *, records: int = RECORDS) -> None:
    """Give ``handle`` batches of at most ``records`` events, stand-ins left out; acknowledge each when it returns.

    An exception ends the process instead: nothing is acknowledged by an error.
    """
    stream = stream.noack()
    guard = Guard(stream.app.consumer)
    sizes = metrics.BATCH_RECORDS.labels(stream.channel.get_topic_name())
    try:
        async for first in stream.events():
            if stream.channel.queue.qsize():
                await asyncio.sleep(GATHER_SECONDS)
            # A rebalance waits for the first event, which is tracked; the others are taken only if none has begun.
            batch = [first, *_waiting(stream, records - 1)]
            for event in batch:
                guard.check(event.message)
            used = [event for event in batch if not is_stand_in(event.message)]
            if used:
                sizes.observe(len(used))
                await handle(used)
            for event in batch:
                await stream.ack(event)
    except Exception as error:  # Faust would acknowledge what caused it
        fail_stop(f"{stream.channel} could not be processed ({error!r}); it is read again after a restart.", error)


def _waiting(stream: Any, records: int) -> Batch:
    """What waits in the queue, without an await: no rebalance can come in between."""
    queue = stream.channel.queue
    app = stream.app
    batch: Batch = []
    size = 0
    while len(batch) < records and size < BYTES and queue.qsize() and app.flow_control.is_active():
        event = queue.get_nowait()
        if event.message.generation_id != app.consumer_generation_id:
            continue  # of an earlier assignment: whoever has the partition now reads it again
        event.message.tracked = True
        app.consumer.track_message(event.message)
        size += len(event.message.value or b"")
        batch.append(event)
    return batch
