"""The extract agent: articles in; statements, stance events and dead letters out; one row for each article."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from schemas import stance_event, statement
from schemas.adapters import decode
from schemas.article import Article
from schemas.errors import UnusableArticle
from schemas.stance_event import Origin
from schemas.statement import Statement
from streams import metrics, topics
from streams.app import WireApp
from streams.batches import Batch, process
from streams.cloud_events import headers
from streams.dead_letters import Patience, letter
from streams.failpoints import failpoint
from streams.outbox import Outbox, Record, partition_of
from streams.rows import Rows
from streams.standing import Arrival, ArticleRow, Extract, Step, decode_row, encode_row, rfc3339, step

TURN_SECONDS = 0.05  # of extraction before health, rebalances and the other agent get their turn


def attach(app: WireApp, rows: Rows, extract: Extract) -> None:
    """Let ``app`` run the agent with ``extract`` and the rows of the articles."""

    @app.agent(app.articles, name="extract")
    async def agent(stream: Any) -> None:
        await process(stream, Extracting(app, rows, extract).handle)


class Extracting:
    """One worker's extract agent: emits, awaits the acknowledgement, then records."""

    def __init__(self, app: WireApp, rows: Rows, extract: Extract) -> None:
        self._app = app
        self._extract = guarded(extract)
        self._rows = rows
        limits = (app.settings.dlq_limit, app.settings.dlq_share, app.settings.dlq_window)
        self._patience = Patience(*limits, app.settings.data_dir / "dead-letters-in-a-row")

    async def handle(self, batch: Batch) -> None:
        """Send all that the batch causes, then write the rows of its articles."""
        async with self._rows.lock:
            await self._emit_and_record(batch)

    async def _emit_and_record(self, batch: Batch) -> None:
        outbox = Outbox(self._app.outgoing)
        rows: dict[int, dict[bytes, ArticleRow]] = {}
        said: list[Statement] = []
        since = time.monotonic()
        for event in batch:
            said += self._take(event.message, outbox, rows.setdefault(event.message.partition, {}))
            if time.monotonic() - since > TURN_SECONDS:
                await asyncio.sleep(0)
                since = time.monotonic()
        await outbox.send()
        failpoint("emitted")
        await self._rows.write(outbox, {p: _records(written) for p, written in rows.items() if written})
        failpoint("recorded")
        metrics.ARTICLES.inc(len(batch))
        metrics.count_statements(said)

    def _take(self, message: Any, outbox: Outbox, written: dict[bytes, ArticleRow]) -> list[Statement]:
        """One record: forwarded, dead-lettered, or its events put into the outbox and its row into ``written``.

        The statements that it publishes.
        """
        try:
            arrival = arrival_of(message, message.timestamp, self._app.settings.max_article_bytes)
            key = arrival.uri.encode()
            home = partition_of(key, self._app.partitions)
            if home != message.partition:
                outbox.add(topics.ARTICLES, home, _forwarded(message, key))
                metrics.FORWARDED.inc()
                return []
            outcome = step(arrival, written.get(key) or self._row(home, key), self._extract)
        except UnusableArticle as error:
            self._patience.bad(error)
            outbox.add(topics.DEAD_LETTERS, message.partition, letter(message, error))
            return []
        self._patience.good()
        written[key] = outcome.row
        self._send(arrival, outcome, outbox)
        return outcome.statements

    def _row(self, partition: int, key: bytes) -> ArticleRow | None:
        row = self._rows.get(partition, key)
        return decode_row(row) if row else None

    def _send(self, arrival: Arrival, outcome: Step, outbox: Outbox) -> None:
        time = rfc3339(arrival.time)
        for said in outcome.statements:
            outbox.add(topics.STATEMENTS, arrival.origin.partition, statement_record(said, time))
        for stance in outcome.stances:
            event_id = f"{arrival.origin.partition}-{arrival.origin.offset}/{stance.topic}"
            topic = stance.topic.encode()
            record = Record(topic, stance_event.encode(stance), headers("tasrih.stance", event_id, time))
            outbox.add(topics.STANCES, partition_of(topic, self._app.partitions), record)


def guarded(extract: Extract) -> Extract:
    """Extraction that cannot stop a worker: an article that breaks it is a dead letter."""

    def guarded_extract(article: Article) -> list[Statement]:
        try:
            with metrics.EXTRACTION_SECONDS.time():
                return extract(article)
        except Exception as error:
            raise UnusableArticle("extraction", f"the extractor failed on it: {error!r}.") from error

    return guarded_extract


def arrival_of(message: Any, seconds: float, limit: int) -> Arrival:
    """A record of wire.articles, written ``seconds`` after 1970, as something that can be used.

    Raises:
        UnusableArticle: it cannot.
    """
    origin = Origin(partition=message.partition, offset=message.offset)
    time = datetime.fromtimestamp(seconds, UTC)
    if message.value is None:
        return Arrival(_uri(message.key), None, origin, time)
    article = decode(message.value, limit)
    return Arrival(article.uri, article, origin, time)


def statement_record(said: Statement, time: str) -> Record:
    """The record of a statement event; ``time`` is that of its article's record, RFC 3339."""
    event_id = f"{said.id}/{said.article_version}/{said.status}"
    return Record(said.article_uri.encode(), statement.encode(said), headers("tasrih.statement", event_id, time))


def _uri(key: bytes | None) -> str:
    """The uri of a record without a value, which withdraws."""
    if not key:
        raise UnusableArticle("missing", "the record has neither value nor key, expected the uri to withdraw as key.")
    try:
        return key.decode()
    except UnicodeDecodeError as error:
        raise UnusableArticle("encoding", f"the key is not UTF-8 at byte {error.start}, expected a uri.") from error


def _forwarded(message: Any, key: bytes) -> Record:
    """The record for the partition of its uri, where all versions of an article meet."""
    return Record(key, message.value, message.headers or (), round(message.timestamp * 1000))


def _records(rows: dict[bytes, ArticleRow]) -> dict[bytes, Record]:
    return {key: Record(key, encode_row(row)) for key, row in rows.items()}
