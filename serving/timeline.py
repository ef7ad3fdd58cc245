"""Counts over time: the columns that a span of hours is shown in, and the days on which somebody changed sides."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from schemas.topic_count import TopicCount

COLUMNS = 31  # at most: the days of a month

Unit = Literal["hour", "day", "week", "month", "quarter", "year"]
Side = Literal["support", "oppose"]


class Sides(Struct, frozen=True, array_like=True):
    """How many statements take each side, as ``[support, neutral, oppose]``."""

    support: int = 0
    neutral: int = 0
    oppose: int = 0

    def __add__(self, other: "Sides") -> "Sides":
        return Sides(self.support + other.support, self.neutral + other.neutral, self.oppose + other.oppose)

    @property
    def leading(self) -> Side | None:
        """The side that more statements take; None where they are even."""
        if self.support == self.oppose:
            return None
        return "support" if self.support > self.oppose else "oppose"


class SideChange(Struct, frozen=True, kw_only=True):
    """The first ``day`` (UTC) on which most statements took the side ``after``; until then it was ``before``."""

    day: str
    before: Side
    after: Side


class Timeline(Struct, frozen=True):
    """Columns of one ``unit`` each, without gaps; ``starts`` are their first hours, RFC 3339."""

    unit: Unit
    starts: list[str]


BEGINNINGS: dict[Unit, Callable[[datetime], datetime]] = {
    "hour": lambda time: time,
    "day": lambda time: time.replace(hour=0),
    "week": lambda time: time.replace(hour=0) - timedelta(days=time.weekday()),
    "month": lambda time: time.replace(hour=0, day=1),
    "quarter": lambda time: time.replace(hour=0, day=1, month=time.month - (time.month - 1) % 3),
    "year": lambda time: time.replace(hour=0, day=1, month=1),
}
LONGEST: dict[Unit, timedelta] = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
    "quarter": timedelta(days=92),
    "year": timedelta(days=366),
}


def sides(row: TopicCount) -> Sides:
    """The sides that a row counts."""
    return Sides(row.support, row.neutral, row.oppose)


def timeline(rows: Iterable[TopicCount]) -> Timeline:
    """The finest columns that hold all hours of ``rows`` in at most ``COLUMNS``, or years."""
    times = [_start(row) for row in rows]
    if not times:
        return Timeline("hour", [])
    first, last = min(times), max(times)
    for unit in BEGINNINGS:
        if (last - first) / LONGEST[unit] > COLUMNS and unit != "year":
            continue
        starts = list(_columns(unit, first, last))
        if len(starts) <= COLUMNS:
            break
    return Timeline(unit, [_text(start) for start in starts])


def over(line: Timeline, rows: Iterable[TopicCount]) -> list[Sides]:
    """The sides of hour rows in each column."""
    columns = dict.fromkeys(line.starts, Sides())
    for row in rows:
        columns[_text(BEGINNINGS[line.unit](_start(row)))] += sides(row)
    return list(columns.values())


def side_changes(rows: Iterable[TopicCount]) -> list[SideChange]:
    """The days on which the leading side of hour rows is another than the one before, oldest first."""
    days: dict[str, Sides] = {}
    for row in rows:
        day = (row.start or "")[:10]
        days[day] = days.get(day, Sides()) + sides(row)
    changes: list[SideChange] = []
    last: Side | None = None
    for day in sorted(days):
        side = days[day].leading
        if side and last and side != last:
            changes.append(SideChange(day=day, before=last, after=side))
        last = side or last
    return changes


def _columns(unit: Unit, first: datetime, last: datetime) -> Iterator[datetime]:
    column = BEGINNINGS[unit](first)
    while column <= last:
        yield column
        column = BEGINNINGS[unit](column + LONGEST[unit])


def _start(row: TopicCount) -> datetime:
    return datetime.fromisoformat(row.start or "")


def _text(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
