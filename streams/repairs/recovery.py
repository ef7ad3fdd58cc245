"""Recovery of the tables by a plain reader of their changelogs.

Faults of Faust's own recovery: it reads the changelogs through the agents' consumer with flags and queues that a
second rebalance leaves half set (rows are missed, or it waits for ever), and at its end it resumes the sources
first and seeks them afterwards, so that the first events after a rebalance vanish. Repair: nothing but the sources
goes through that consumer; each changelog is closed to earlier owners (see fence), read from where the store stands
to its end by a client of its own, written whole, and then the sources are looked at (see losses), sought, and only
then resumed.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import IllegalStateError
from faust.tables.manager import TableManager
from faust.types import TP
from mode import Service

from streams import store
from streams.clients import reader_settings
from streams.fail_stop import fail_stop
from streams.failpoints import failpoint
from streams.repairs import losses

BATCH = 5000  # records a poll


class Recovery(Service):
    """Brings the tables' stores up to date after each rebalance, then lets the agents run.

    ``remaining`` tells how many changelog records are still to be read.
    """

    def __init__(self, app: Any, tables: TableManager, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.app = app
        self.tables = tables
        self.completed = asyncio.Event()
        self.remaining = 0
        self._begin = asyncio.Event()
        self._generation = 0
        self._changelogs: set[TP] = set()

    def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """A rebalance begins: the worker is not ready until its recovery has ended."""
        self.completed.clear()

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        """Begin the recovery of a new assignment."""
        self._changelogs = {tp for tp in assigned if tp.topic in self.tables.changelog_topics}
        self._generation = generation_id
        self._begin.set()

    @Service.task
    async def _recover_each_assignment(self) -> None:
        while not await self.wait_for_stopped(self._begin):  # type: ignore[arg-type]  # mode means its own Event
            self._begin.clear()
            try:
                await self._recover(self._generation)
            except IllegalStateError:
                continue  # the partitions went away meanwhile: another assignment follows
            except Exception as error:
                fail_stop(f"the tables could not be recovered ({error}); restart the worker.", error)

    def _current(self, generation: int) -> bool:
        return generation == self._generation == self.app.consumer_generation_id and not self._begin.is_set()

    async def _recover(self, generation: int) -> None:
        await self._fence(generation)
        reader = AIOKafkaConsumer(**reader_settings(self.app.settings))
        await reader.start()
        try:
            await self._read(reader, self._changelogs, lambda: self._current(generation))
            if self._current(generation):
                await losses.look(reader, await self._committed(), self.app.article_rows)
        finally:
            await reader.stop()
        if self._current(generation):
            await self.app.consumer.perform_seek()
        if self._current(generation):
            await self._resume()

    async def _committed(self) -> dict[TopicPartition, int | None]:
        committed = await self.app.consumer.committed()
        return {TopicPartition(*tp): offset for tp, offset in committed.items()}

    async def _fence(self, generation: int) -> None:
        """Close the changelogs; another rebalance waits, for a record must not outlive the membership it is of."""
        async with self.app.writing:
            if self._current(generation):
                await self.app.outgoing.fence(TopicPartition(*tp) for tp in self._changelogs)

    async def _resume(self) -> None:
        consumer = self.app.consumer
        consumer.resume_partitions({tp for tp in consumer.assignment() if tp not in self._changelogs})
        self.completed.set()
        self.app.flow_control.resume()
        consumer.resume_flow()
        await self.app._fetcher.maybe_start()
        self.tables.on_actives_ready()
        self.tables.on_standbys_ready()
        self.app.on_rebalance_end()

    async def _read(self, reader: AIOKafkaConsumer, changelogs: Iterable[TP], current: Callable[[], bool]) -> None:
        ends = await self._seek(reader, changelogs)
        while ends and current():
            await self._apply(await reader.getmany(timeout_ms=200, max_records=BATCH))
            at = {tp: await reader.position(tp) for tp in ends}
            self.remaining = sum(end - at[tp] for tp, end in ends.items())
            ends = {tp: end for tp, end in ends.items() if at[tp] < end}

    async def _seek(self, reader: AIOKafkaConsumer, changelogs: Iterable[TP]) -> dict[TopicPartition, int]:
        """Put the reader behind what the stores have, and return the ends of those partitions with more to read."""
        stores = {TopicPartition(*tp): self._table(tp.topic).persisted_offset(tp) for tp in changelogs}
        if not stores:
            return {}
        reader.assign(list(stores))
        ends = await reader.end_offsets(list(stores))
        earliest = await reader.beginning_offsets(list(stores))
        for tp, stored in stores.items():
            if stored is not None and stored >= ends[tp]:
                fail_stop(
                    f"the tables in {self.app.conf.datadir} are ahead of {tp.topic} at this broker: they belong to"
                    " another one. Give the worker its own folder with --data-dir, or remove this one."
                )
            reader.seek(tp, max(earliest[tp], 0 if stored is None else stored + 1))
        starts = {tp: await reader.position(tp) for tp in stores}
        self.remaining = sum(ends[tp] - start for tp, start in starts.items())
        return {tp: ends[tp] for tp, start in starts.items() if start < ends[tp]}

    async def _apply(self, fetched: dict[TopicPartition, list[Any]]) -> None:
        for tp, records in fetched.items():
            rows = ((record.key, record.value) for record in records)
            store.write(self._table(tp.topic), tp.partition, rows, records[-1].offset)
            failpoint("recovering")
            await asyncio.sleep(0)

    def _table(self, changelog: str) -> Any:
        return self.tables._changelogs[changelog]


class RepairedTables(TableManager):
    """Faust's tables with the recovery above."""

    @property
    def recovery(self) -> Any:
        """The recovery of this manager's tables."""
        if self._recovery is None:
            self._recovery: Any = Recovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return self._recovery

    async def on_start(self) -> None:
        """Register the changelogs at once; Faust waits a second for tables that are declared late."""
        await self._update_channels()
        await self.recovery.start()
