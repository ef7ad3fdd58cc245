"""A producer that loses and doubles nothing.

Faults of the stock one, and their repairs:

- It is idempotent only under ``exactly_once``, so that a retry can double a record. Here it always is.
- A produce that failed is a warning, and the offsets of what caused it are committed. Here it ends the process,
  before the next batch can go out.
- It sends although the partitions have gone to another worker. Here each request needs the lease; one that has
  lapsed, for the broker was away, is waited for, as long as the group did not expel this worker.
- A request that was on its way when the worker was suspended arrives all the same. Here changelogs have a fence.
"""

import asyncio
import signal
import time
from collections.abc import Iterable, Mapping
from typing import Any, cast

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.producer.message_accumulator import MessageAccumulator, MessageBatch
from aiokafka.producer.sender import Sender
from faust.transport.drivers.aiokafka import Producer

from streams.fail_stop import fail_stop
from streams.failpoints import failpoint
from streams.repairs import fence
from streams.repairs.fence import Identity
from streams.repairs.lease import Lease

PATIENCE_SECONDS = 60.0  # for a broker that went away while something was to be sent
BACKOFF_SECONDS = 0.1


class _Batch(MessageBatch):
    membership: int
    identity: Identity | None

    def set_producer_state(self, producer_id: int, producer_epoch: int, base_sequence: int) -> None:
        """Name the producer: of a fenced partition the one that may write to it."""
        super().set_producer_state(*(self.identity or (producer_id, producer_epoch)), base_sequence)

    def failure(self, exception: BaseException) -> None:
        """The broker does not take the batch, and no retry will help."""
        partition = f"{self.tp.topic}-{self.tp.partition}"
        fail_stop(f"{partition} refused records ({exception}); nothing is lost, they are sent again after a restart.")


class _Accumulator(MessageAccumulator):
    lease: Lease

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._identities: dict[TopicPartition, Identity] = {}

    def assume(self, partition: TopicPartition, identity: Identity) -> None:
        """Write to a partition under another identity; its batches are numbered from 0 again."""
        self._identities[partition] = identity
        self._txn_manager._sequence_numbers.pop(partition, None)

    def _append_batch(self, builder: Any, tp: Any) -> MessageBatch:
        batch = _Batch(tp, builder, self._batch_ttl, self._linger_time)
        batch.membership = self.lease.membership
        batch.identity = self._identities.get(tp)
        self._batches[tp].append(batch)
        if not self._waiter_future.done():
            self._waiter_future.set_result(None)
        return batch


class _Sender(Sender):
    lease: Lease

    async def _send_produce_req(self, node_id: int, batches: Mapping[Any, _Batch]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._lapsed(batches) and time.monotonic() < deadline:  # noqa: ASYNC110 (another thread renews the lease)
            await asyncio.sleep(BACKOFF_SECONDS)
        if self._lapsed(batches) or not self._of_this_membership(batches):
            fail_stop("it lost touch with its group, which may have given its partitions away; restart it.")
        for tp in batches:
            failpoint(f"sending:{tp.topic}-{tp.partition}", signal.SIGSTOP)
        await super()._send_produce_req(node_id, batches)

    def _lapsed(self, batches: Mapping[Any, _Batch]) -> bool:
        """Whether the lease may yet be renewed."""
        return not self.lease.held and self._of_this_membership(batches)

    def _of_this_membership(self, batches: Mapping[Any, _Batch]) -> bool:
        return all(batch.membership == self.lease.membership for batch in batches.values())


class GuardedProducer(AIOKafkaProducer):
    """aiokafka's idempotent producer with the accumulator and the sender above."""

    _message_accumulator: _Accumulator
    _sender: Sender

    def __init__(self, *, lease: Lease, linger_ms: int, max_batch_size: int, **settings: Any) -> None:
        super().__init__(
            linger_ms=linger_ms, max_batch_size=max_batch_size, enable_idempotence=True, **settings | {"acks": "all"}
        )
        stock = self._sender
        self._message_accumulator = _Accumulator(
            self._metadata,
            max_batch_size,
            stock._message_accumulator._compression_type,
            self._request_timeout_ms / 1000,
            txn_manager=self._txn_manager,
            loop=self._loop,
            linger_ms=linger_ms,
        )
        self._sender = _Sender(
            self.client,
            acks=stock._acks,
            txn_manager=self._txn_manager,
            message_accumulator=self._message_accumulator,
            retry_backoff_ms=stock._retry_backoff * 1000,
            request_timeout_ms=self._request_timeout_ms,
        )
        self._sender.lease = self._message_accumulator.lease = lease

    async def fence(self, partitions: Iterable[TopicPartition]) -> None:
        """Make this producer the only one whose records these partitions take from now on."""
        await asyncio.gather(*map(self._fence, partitions))

    async def _fence(self, partition: TopicPartition) -> None:
        identity = await fence.take(self.client, partition)
        self._message_accumulator.assume(partition, identity)
        await self.send_and_wait(partition.topic, key=fence.KEY, partition=partition.partition)


class RepairedProducer(Producer):
    """Faust's producer around a guarded one."""

    @property
    def guarded(self) -> GuardedProducer:
        """The producer that the agents send with."""
        producer = self._ensure_producer()
        assert isinstance(producer, GuardedProducer)  # noqa: S101 (for the type checker: _new_producer makes no other)
        return producer

    def _new_producer(self, transactional_id: str | None = None) -> AIOKafkaProducer:
        settings = {**self._settings_default(), **self._settings_auth()}
        return GuardedProducer(lease=cast("Any", self.app).lease, **settings)
