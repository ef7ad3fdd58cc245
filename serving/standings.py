"""Rows by hour and by speaker, kept up with every event: a view costs what it shows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from schemas.topic_count import TopicCount
from serving.events import CountEvent, parts

HOURS = 24
HOUR = "%Y-%m-%dT%H"

Rows = dict[str, TopicCount]
Key = TypeVar("Key")


class Recent(NamedTuple):
    """The hours of an overview, as ``2015-05-13T10``, oldest first; ``since`` is where what moved lately begins.

    ``running`` says whether they are those of the clock.
    """

    hours: list[str]
    since: str | None
    running: bool


class Standings:
    """Tables of rows that count something."""

    def __init__(self) -> None:
        self.topics: Rows = {}
        self.hours: dict[str, Rows] = {}  # hour → topic
        self.speakers: dict[str, Rows] = {}  # topic → speaker
        self.of_speaker: dict[str, Rows] = {}  # speaker → topic

    def apply(self, new: Iterable[CountEvent]) -> None:
        """Take events in."""
        for event in new:
            self._put(event, event.row if event.row and event.row.articles else None)

    def _put(self, event: CountEvent, row: TopicCount | None) -> None:
        topic, _, hour, speaker = parts(event.key)
        if hour and not speaker:
            _put_in(self.hours, hour, topic, row)
        elif speaker and not hour:
            _put_in(self.speakers, topic, speaker, row)
            _put_in(self.of_speaker, speaker, topic, row)
        elif row and not hour:
            self.topics[topic] = row
        elif not hour:
            self.topics.pop(topic, None)


def recent(hours: Iterable[str], now: datetime) -> Recent:
    """The last 24 hours: those of the clock while articles come, else the last 24 in which articles were published.

    What moved lately moved in the hour that runs or the one before it; or else in the last one with articles.
    An article that claims to be from the future moves nothing.

    >>> from datetime import UTC
    >>> recent(["2015-05-13T10", "2015-06-01T08"], datetime(2026, 3, 1, 10, 5, tzinfo=UTC))
    Recent(hours=['2015-05-13T10', '2015-06-01T08'], since='2015-06-01T08', running=False)
    >>> recent(["2026-03-01T08", "2031-01-01T00"], datetime(2026, 3, 1, 10, 5, tzinfo=UTC)).since
    '2026-03-01T09'
    """
    clock = [(now - timedelta(hours=back)).strftime(HOUR) for back in reversed(range(HOURS))]
    known = sorted(hour for hour in hours if hour <= clock[-1])
    if known and known[-1] >= clock[0]:
        return Recent(clock, clock[-2], running=True)
    return Recent(known[-HOURS:], known[-1] if known else None, running=False)


def _put_in(table: dict[str, Rows], outer: str, inner: str, row: TopicCount | None) -> None:
    if row:
        table.setdefault(outer, {})[inner] = row
    elif outer in table:
        table[outer].pop(inner, None)
        if not table[outer]:
            del table[outer]
