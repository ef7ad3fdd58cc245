"""The count agent: stance events in; the rows of wire.topic-counts out, which are its table as well."""

from collections.abc import Callable
from typing import Any

import orjson

from schemas import stance_event, topic_count
from schemas.stance_event import StanceEvent
from schemas.topic_count import TopicCount
from streams import metrics
from streams.app import WireApp
from streams.batches import Batch, process
from streams.cloud_events import TIME, headers
from streams.counting import changes, counted
from streams.failpoints import failpoint
from streams.outbox import Outbox, Record
from streams.rows import Rows

RECORDS = 2000


def attach(app: WireApp, rows: Rows) -> None:
    """Let ``app`` run the agent with the rows of the counts."""

    @app.agent(app.stances, name="count")
    async def agent(stream: Any) -> None:
        await process(stream, Counting(app, rows).handle, records=RECORDS)


class Counting:
    """One worker's count agent: folds a batch to one write for each row."""

    def __init__(self, app: WireApp, rows: Rows) -> None:
        self._app = app
        self._rows = rows

    async def handle(self, batch: Batch) -> None:
        """Count the batch; a repeat changes nothing, but its rows are written again."""
        async with self._rows.lock:
            await self._count(batch)

    async def _count(self, batch: Batch) -> None:
        rows: dict[int, dict[bytes, TopicCount]] = {}
        for event in batch:
            self._fold(event.message, rows.setdefault(event.message.partition, {}))
        outbox = Outbox(self._app.outgoing)
        await self._rows.write(outbox, {p: records(touched) for p, touched in rows.items() if touched})
        failpoint("counted")
        metrics.observe_counted({_time(event.message) for event in batch})

    def _fold(self, message: Any, touched: dict[bytes, TopicCount]) -> None:
        event = stance_event.decode(message.value)
        fold(event, _time(message), touched, lambda key: self._rows.get(message.partition, key))


def _time(message: Any) -> str:
    """When the record of the article was written, RFC 3339."""
    written: bytes = dict(message.headers or ()).get(TIME, b"")
    return written.decode()


def fold(
    event: StanceEvent, time: str, touched: dict[bytes, TopicCount], stored: Callable[[bytes], bytes | None]
) -> None:
    """Count an event into ``touched``, the rows that differ from those ``stored``, by key."""
    for key, change in changes(event).items():
        row = touched.get(key) or _decoded(stored(key))
        new = counted(row, change, event.origin, time)
        if new:
            touched[key] = new


def _decoded(row: bytes | None) -> TopicCount | None:
    return topic_count.decode(row) if row else None


def records(rows: dict[bytes, TopicCount]) -> dict[bytes, Record]:
    """The changelog records of rows, by key."""
    return {key: Record(key, topic_count.encode(row), row_headers(key, row)) for key, row in rows.items()}


def row_headers(key: bytes, row: TopicCount) -> list[tuple[str, bytes]]:
    """The event is the row in a certain state, and its origins say in which."""
    state = orjson.dumps(row.origins, option=orjson.OPT_SORT_KEYS).decode()
    return headers("tasrih.topic-count", f"{key.decode()}/{state}", row.updated or "")
