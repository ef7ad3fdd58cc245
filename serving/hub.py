"""Hands every event on to every subscriber who asked for it, and never waits for one of them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import structs

from schemas.errors import SettingError
from serving import events
from serving.counts import Counts
from serving.events import Asked, CountEvent, Event, Had, StatementEvent
from serving.formats import Format, topic_of
from serving.live import Live, Status
from serving.positions import Positions
from serving.resuming import Kept
from serving.standings import Standings
from serving.statements import KEPT, Statements
from serving.topic_reader import beginning, last
from streams import metrics, topics
from streams.access import Access

FLUSH_SECONDS = 0.05  # counts that change many times in between are sent once
WAITING_BYTES = 2**20  # for a subscriber; for whom more would wait is too slow


@dataclass(eq=False)
class Subscriber:
    """Somebody who reads some topics in a format, and has ``waiting`` bytes to take.

    It has ``ended`` where what it reads was made anew: it has to come back, and is told then.
    """

    topics: tuple[str, ...]
    asked: Asked
    format: Format
    waiting: bytearray = field(default_factory=bytearray)
    something: asyncio.Event = field(default_factory=asyncio.Event)
    too_slow: bool = False
    ended: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing more is put for it to take."""
        return self.too_slow or self.ended

    def put(self, chunk: bytes) -> None:
        """Leave bytes for the subscriber to take, unless too many would wait; who has taken all gets any number."""
        too_many = len(self.waiting) + len(chunk) > WAITING_BYTES
        self.too_slow = self.too_slow or (too_many and bool(self.waiting))
        if not self.too_slow:
            self.waiting += chunk
        self.something.set()

    async def take(self, seconds: float) -> bytes | None:
        """The bytes that wait, or that come within ``seconds``; None where nothing happens."""
        try:
            async with asyncio.timeout(seconds):
                await self.something.wait()
        except TimeoutError:
            return None
        self.something.clear()
        chunk = bytes(self.waiting)
        self.waiting.clear()
        return chunk


class Hub:
    """Follows wire.statements and wire.topic-counts, keeps what is needed of them, and tells the subscribers."""

    def __init__(self, access: Access, kept: int = KEPT) -> None:
        self.access = access
        self.counts = Counts()
        self.standings = Standings()
        self.statements = Statements(kept)
        self.subscribers: set[Subscriber] = set()
        self.turn = asyncio.Lock()  # of who subscribes
        live_statements = Live(
            access,
            topics.STATEMENTS,
            last(kept // 4),
            decode=events.statements,
            apply=self._take_statements,
            forget=self._forget_statements,
        )
        live_counts = Live(
            access,
            topics.COUNTS,
            beginning,
            decode=events.counts,
            apply=self._take_counts,
            forget=self._forget_counts,
        )
        self.live: dict[str, Live[StatementEvent] | Live[CountEvent]] = {
            topics.STATEMENTS: live_statements,
            topics.COUNTS: live_counts,
        }
        self.refusal: BaseException | None = None
        self.refused = asyncio.Event()
        self._pending: list[Event] = []
        self._had: dict[bytes, Had | None] = {}  # what pending rows were when subscribers were told last
        self._told: dict[str, dict[int, int]] = {topic: {} for topic in self.live}
        self._kept = kept

    async def run(self) -> None:
        """Follow the topics until cancelled, or until the broker does not let us in: then ``refusal`` says why."""
        try:
            async with asyncio.TaskGroup() as tasks:
                for live in self.live.values():
                    tasks.create_task(live.run())
                tasks.create_task(self._flush_for_ever())
        except* SettingError as refused:
            self.refusal = refused.exceptions[0]
            self.refused.set()

    def status(self, asked: Iterable[str]) -> Status:
        """The worst status of some topics."""
        found = {self.live[topic].status for topic in asked}
        if "disconnected" in found:
            return "disconnected"
        return "catching up" if "catching up" in found else "live"

    def subscribe(self, subscriber: Subscriber, positions: Positions) -> list[Event]:
        """Add a subscriber, and return what it has missed since ``positions``: it misses and repeats nothing."""
        self.flush()
        self.subscribers.add(subscriber)
        subscriber.ended = not self._holds(positions)
        missed: list[Event] = []
        if topics.COUNTS in positions.offsets:
            missed += self.counts.since(positions.offsets[topics.COUNTS])
        if topics.STATEMENTS in positions.offsets:
            missed += self.statements.since(positions.offsets[topics.STATEMENTS])
        return events.wanted(missed, subscriber.asked)

    def now(self, asked: Iterable[str]) -> Positions:
        """The positions after everything that subscribers were told."""
        offsets = {topic: dict(self._told[topic]) for topic in asked}
        return Positions(offsets, {topic: self.live[topic].made for topic in offsets})

    def at(self, asked: Iterable[str], time: int) -> Positions:
        """The positions before the first event in memory at ``time`` or later, ms since 1970."""
        positions = self.now(asked)
        kept: dict[str, Counts | Statements] = {topics.COUNTS: self.counts, topics.STATEMENTS: self.statements}
        for topic, at in positions.offsets.items():
            for place in kept[topic].places():
                if place.timestamp >= time:
                    at[place.partition] = min(at[place.partition], place.offset)
        return positions

    def reaches_back_to(self, time: int) -> bool:
        """Whether all statements since ``time``, ms since 1970, are in memory."""
        live = self.live[topics.STATEMENTS]
        whole = live.starts == live.first and not self.statements.starts
        return whole or live.starts.keys() <= self.statements.partitions_before(time)

    def kept_from(self) -> dict[int, int]:
        """The offsets by partition from which on all statements are in memory."""
        starts = self.live[topics.STATEMENTS].starts
        return {partition: max(start, self.statements.starts.get(partition, 0)) for partition, start in starts.items()}

    def forgot(self, passed: Positions) -> bool:
        """Whether statements after ``passed`` may no longer be in memory."""
        kept = self.kept_from()
        return any(offset < kept.get(p, 0) for p, offset in passed.offsets.get(topics.STATEMENTS, {}).items())

    def is_behind(self, passed: Positions) -> bool:
        """Whether somebody has passed more of these same topics than was read here."""
        return any(
            offset > self._told[topic].get(partition, 0)
            for topic, offsets in passed.offsets.items()
            if topic in self.live and passed.made.get(topic) == self.live[topic].made
            for partition, offset in offsets.items()
        )

    def kept(self, topic: str, first: dict[int, int] | None = None) -> Kept:
        """What there is of a topic; ``first`` are its statements' first offsets where those at the start are old."""
        live = self.live[topic]
        if topic == topics.COUNTS:
            return Kept(live.first, self._told[topic], live.whole, live.made)
        return Kept(first or live.first, self._told[topic], first or live.first, live.made)

    def flush(self) -> None:
        """Tell the subscribers what has come since the last time, rendered once for all who ask for the same."""
        pending, self._pending, self._had = _last_of_each(self._pending), [], {}
        delivered = 0
        rendered: dict[tuple[tuple[str, ...], Asked, Format], tuple[bytes, int]] = {}
        for subscriber in self.subscribers:
            kind = (subscriber.topics, subscriber.asked, subscriber.format)
            if kind not in rendered:
                of_topics = (event for event in pending if topic_of(event) in subscriber.topics)
                wanted = events.wanted(of_topics, subscriber.asked)
                rendered[kind] = subscriber.format.events(wanted, self.now(subscriber.topics)), len(wanted)
            chunk, count = rendered[kind]
            if count:
                subscriber.put(chunk)
                delivered += 0 if subscriber.too_slow else count
        metrics.DELIVERED.inc(delivered)
        self._told = {topic: dict(live.positions) for topic, live in self.live.items()}

    async def _flush_for_ever(self) -> None:
        told = None
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            self.flush()
            status = [live.status for live in self.live.values()]
            if status != told:
                self._wake()
            told = status

    def _wake(self) -> None:
        for subscriber in self.subscribers:
            subscriber.something.set()

    def _holds(self, positions: Positions) -> bool:
        """Whether the topics are still those that ``positions`` are of."""
        return all(self.live[t].caught_up.is_set() and self.live[t].made == made for t, made in positions.made.items())

    def _forget_statements(self) -> None:
        self.statements = Statements(self._kept)
        self._end(topics.STATEMENTS)

    def _forget_counts(self) -> None:
        self.counts = Counts()
        self.standings = Standings()
        self._end(topics.COUNTS)

    def _end(self, topic: str) -> None:
        """Send away who reads a topic that was made anew, with what was for them before."""
        self.flush()
        for subscriber in self.subscribers:
            subscriber.ended |= topic in subscriber.topics
        self._wake()

    def _take_statements(self, new: list[StatementEvent]) -> None:
        self._pending += self.statements.apply(new)

    def _take_counts(self, new: list[CountEvent]) -> None:
        for event in new:
            had = self._had.setdefault(event.key, self.counts.has(event.key))
            self._pending.append(structs.replace(event, had=had))
        self.counts.apply(new)
        self.standings.apply(new)


def _last_of_each(pending: list[Event]) -> list[Event]:
    """Every statement, and of the events of one row the last, in the order in which they came."""
    last_of = {event.key if isinstance(event, CountEvent) else event.place: event for event in pending}
    kept = set(map(id, last_of.values()))
    return [event for event in pending if id(event) in kept]
