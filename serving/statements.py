"""The last statements in memory, in the order in which they came, each event once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from heapq import nlargest
from typing import Literal

from schemas.statement import Statement
from serving.events import Asked, Place, StatementEvent

REMEMBERED = 100_000  # events that are known as seen; some 20 MB
KEPT = 20_000  # statements in memory; some 80 MB

Order = Literal["arrived", "published"]


def unseen(remembered: int = REMEMBERED) -> Callable[[Statement], bool]:
    """A question that is true of a statement unless it was asked about the same event before.

    After a fault workers may publish an event again, the same in every part. A statement with the id, the version and
    the status of another, but other parts, is news: a rebuild with new rules found it.
    """
    seen: dict[tuple[str, int], None] = {}

    def ask(statement: Statement) -> bool:
        event = (statement.id, hash(statement))
        if event in seen:
            return False
        seen[event] = None
        if len(seen) > remembered:
            del seen[next(iter(seen))]
        return True

    return ask


class Statements:
    """The last ``kept`` events of wire.statements. ``starts`` are the offsets by partition from which all are here."""

    def __init__(self, kept: int = KEPT) -> None:
        self.starts: dict[int, int] = {}
        self._kept = kept
        self._events: deque[StatementEvent] = deque()
        self._new = unseen()

    def apply(self, new: Iterable[StatementEvent]) -> list[StatementEvent]:
        """Take events in, and return those that are no repeats."""
        fresh = [event for event in new if self._new(event.statement)]
        self._events.extend(fresh)
        while len(self._events) > self._kept:
            gone = self._events.popleft().place
            self.starts[gone.partition] = gone.offset + 1
        return fresh

    def select(self, asked: Asked, limit: int, order: Order = "arrived") -> list[Statement]:
        """The last statements that stand and match, the latest first; those taken back are left out.

        With the order ``published`` the latest is that of the latest article, else the one that came last.
        """
        latest = {event.statement.id: event for event in self._events}
        standing = (e for e in latest.values() if e.statement.status == "active" and e.matches(asked))
        key = _arrived if order == "arrived" else lambda event: (_published(event), *_arrived(event))
        return [event.statement for event in nlargest(limit, standing, key=key)]

    def since(self, positions: dict[int, int]) -> list[StatementEvent]:
        """The events at or after an offset of their partition, in the order in which they came."""
        return [e for e in self._events if e.place.offset >= positions.get(e.place.partition, 0)]

    def places(self) -> Iterator[Place]:
        """Where the events in memory stand."""
        return (event.place for event in self._events)

    def partitions_before(self, time: int) -> set[int]:
        """The partitions with an event in memory that is older than ``time``, ms since 1970."""
        return {event.place.partition for event in self._events if event.place.timestamp < time}


def _arrived(event: StatementEvent) -> tuple[int, ...]:
    return event.place.timestamp, event.place.partition, event.place.offset


def _published(event: StatementEvent) -> int:
    """When the article was published, ms since 1970; where it does not say so, when its statement came."""
    try:
        time = datetime.fromisoformat(event.statement.published or "")
    except ValueError:
        return event.place.timestamp
    return int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp() * 1000)
