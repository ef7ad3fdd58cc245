"""A consumer that hands every record on once per generation, in order.

Faults of the stock one, and their repairs:

- The set of partitions to fetch from is handed to another thread and changed meanwhile; emptied, it means "all",
  and what comes is thrown away. Here a copy is handed over, and nothing is fetched while it is empty.
- A seek runs beside a fetch that is under way, whose records are then dropped with the position behind them. Here
  a seek waits for the fetch to return.
- Partitions without a commit are not sought at all. Here they begin at the earliest record.
- A worker that had no partition fetches before its tables are recovered. Here each assignment stops the flow first.
- Changelogs are fetched though nobody reads them here (see recovery). Here they are paused in the fetcher itself.
- A fetch that finds nothing waits 1.5 s at the broker. An embedded one answers no sooner though records come meanwhile,
  so that a count moved after 1.4 s; here it waits 0.1 s.
- Outside of ``exactly_once`` it reads what transactions have not committed yet. Here it waits for their end (see
  stand_ins).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, cast

from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, ensure_aiokafka_TP
from faust.types import TP

from streams.fail_stop import fail_stop
from streams.repairs import stand_ins
from streams.repairs.lease import Lease

FETCH_WAIT_MS = 100
FETCH_SECONDS = 0.25  # a rebalance waits for as long as a fetch without records lasts
IDLE_SECONDS = 0.02
TURN = 100  # records put into the queues before the agents get their turn


class RepairedConsumer(Consumer):
    """Faust's consumer with a fetch loop and a seek of its own.

    ``starts`` holds where each source partition was sought in this generation, for the guard in streams.batches.
    """

    starts: dict[TP, int]
    _thread: "_Thread"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts = {}
        self._fetching = asyncio.Lock()

    def _new_consumer_thread(self) -> "_Thread":
        return _Thread(self, loop=self.loop, beacon=self.beacon)

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Let partitions go when nothing is written to them any more."""
        async with cast("Any", self.app).writing:
            await super().on_partitions_revoked(revoked)

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Take a new assignment; records flow again after the recovery."""
        self.stop_flow()
        self._buffered_partitions.clear()
        try:
            await self._thread.pause({tp for tp in assigned if self._is_changelog_tp(tp)})
            await super().on_partitions_assigned(assigned, generation_id)
        except Exception as error:  # aiokafka would only log it, and the worker stand still
            fail_stop(f"the partitions could not be taken ({error!r}); restart the worker.", error)

    async def committed(self) -> dict[TP, int | None]:
        """The committed offset of each source partition, None where there is no commit."""
        return await self._thread.committed({tp for tp in self.assignment() if not self._is_changelog_tp(tp)})

    async def perform_seek(self) -> None:
        """Seek every source partition to its commit, or to its earliest record."""
        committed = await self.committed()
        if not committed:
            return
        earliest = await self.earliest_offsets(*committed)
        self.starts = {tp: max(offset or 0, earliest[tp]) for tp, offset in committed.items()}
        async with self._fetching:
            await self.seek_wait(self.starts)
        # Behind a loss (see losses) Faust would commit nothing: to it the records that are gone were to come yet.
        self._committed_offset.update({tp: None if committed[tp] is None else at for tp, at in self.starts.items()})

    async def _drain_messages(self, fetcher: Any) -> None:
        while not (self.should_stop or fetcher.should_stop):
            partitions = set(self._get_active_partitions()) if self.flow_active else set()
            if partitions:
                await self._deliver(await self._fetch(partitions))
            else:
                await asyncio.sleep(IDLE_SECONDS)

    async def _fetch(self, partitions: set[TP]) -> tuple[int, Mapping[TP, list[Any]]]:
        """Records with the generation that they belong to."""
        async with self._fetching:
            generation = self.app.consumer_generation_id
            return generation, await self._thread.getmany(partitions, FETCH_SECONDS)

    async def _deliver(self, fetched: tuple[int, Mapping[TP, list[Any]]]) -> None:
        """Put records into the agents' queues; those of an earlier generation are sought again, so they may go."""
        generation, records = fetched
        for number, (tp, record) in enumerate(self.scheduler.iterate(records)):
            if not self.flow_active or self.app.consumer_generation_id != generation:
                return
            self.app.monitor.track_tp_end_offset(tp, self.highwater(tp))
            await self.callback(self._to_message(tp, record))
            if number % TURN == 0:
                await asyncio.sleep(0)


class _Thread(AIOKafkaConsumerThread):
    """The thread that talks to the broker; it renews the worker's lease."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        consumer._fetch_max_wait_ms = FETCH_WAIT_MS
        consumer._isolation_level = "read_committed"
        return consumer

    async def on_start(self) -> None:
        """Start the client, see its heartbeats from then on, and let it leave out no offset."""
        await super().on_start()
        consumer = self._ensure_consumer()
        _watch(consumer._coordinator, cast("Any", self.app).lease)
        stand_ins.install(consumer._fetcher)

    async def committed(self, partitions: Iterable[TP]) -> dict[TP, int | None]:
        """The committed offset of each partition, None where there is no commit."""
        return cast("dict[TP, int | None]", await self.call_thread(self._committed, partitions))

    async def pause(self, partitions: set[TP]) -> None:
        """Fetch nothing from these partitions in this generation."""
        await self.call_thread(self._pause, partitions)

    async def _committed(self, partitions: Iterable[TP]) -> dict[TP, int | None]:
        consumer = self._ensure_consumer()
        return {tp: await consumer.committed(ensure_aiokafka_TP(tp)) for tp in partitions}

    async def _pause(self, partitions: set[TP]) -> None:
        consumer = self._ensure_consumer()
        consumer.pause(*({ensure_aiokafka_TP(tp) for tp in partitions} & consumer.assignment()))


def _watch(coordinator: Any, lease: Lease) -> None:
    """Let the coordinator's heartbeats and joins renew the lease."""
    heartbeat: Callable[[], Awaitable[bool]] = coordinator._do_heartbeat
    joined: Callable[..., Awaitable[None]] = coordinator._on_join_complete

    async def beat() -> bool:
        since = time.monotonic()
        good = await heartbeat()
        if good:
            lease.renew(since)
        elif not coordinator.member_id:
            lease.give_up()
        return good

    async def join(*args: Any) -> None:
        lease.join()
        await joined(*args)

    coordinator._do_heartbeat = beat
    coordinator._on_join_complete = join
