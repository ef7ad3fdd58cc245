"""A fence round the changelogs: from the moment a worker takes a partition, no earlier owner's rows get in.

Fault: a worker that is suspended between the last look at its lease and the writing of a request, or in the middle
of that writing, sends old rows over those of its successor when it wakes. Repair: Kafka's own fencing by producer
epochs (KIP-98). Every changelog partition has a transactional id; whoever takes the partition asks for its producer
id, which raises the epoch, and writes one record. After that record the partition refuses lower epochs, and what
stands before it is read by the recovery. No transaction is ever begun.
"""

import asyncio
import time
from typing import Any, NamedTuple

from aiokafka import TopicPartition
from aiokafka.client import ConnectionGroup, CoordinationType
from aiokafka.errors import ConcurrentTransactions, KafkaError, NodeNotReadyError, for_code
from aiokafka.protocol.transaction import InitProducerIdRequest

from streams.fail_stop import fail_stop

PATIENCE_SECONDS = 60.0
BACKOFF_SECONDS = 0.1
TRANSACTION_MS = 60_000  # the request must name it; nothing is ever bounded by it
KEY = b""  # of the fencing record, which has no value: readers of rows pass it over


class Identity(NamedTuple):
    """What a batch says of its producer."""

    producer_id: int
    epoch: int


async def take(client: Any, partition: TopicPartition) -> Identity:
    """The identity with which alone ``partition`` can be written after its next record; it ends older ones."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    name = f"tasrih-{partition.topic}-{partition.partition}"
    while True:
        try:
            return await _asked(client, name)
        except KafkaError as error:
            passing = error.retriable or isinstance(error, ConcurrentTransactions)
            if not passing or time.monotonic() > deadline:
                fail_stop(f"the broker gives no producer id under {name} ({error}); see that it may be used.", error)
        await asyncio.sleep(BACKOFF_SECONDS)
        await client.force_metadata_update()


async def _asked(client: Any, name: str) -> Identity:
    node = await client.coordinator_lookup(CoordinationType.TRANSACTION, name)
    if not await client.ready(node, group=ConnectionGroup.COORDINATION):
        raise NodeNotReadyError(name)
    request = InitProducerIdRequest(transactional_id=name, transaction_timeout_ms=TRANSACTION_MS)
    answer = await client.send(node, request, group=ConnectionGroup.COORDINATION)
    if answer.error_code:
        raise for_code(answer.error_code)()
    return Identity(answer.producer_id, answer.producer_epoch)
