"""Which version of an article stands, and what a new one changes: pure functions over the row of an article.

A version is newer with a higher number, or with the same number and a later ``versionCreated``; without a number
it is 1. A withdrawal without a number takes back whatever stands. What was withdrawn comes back with a higher
number only.
"""

import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from schemas import statement as statements
from schemas.article import Article
from schemas.stance_event import Contribution, Origin, StanceEvent
from schemas.statement import Statement
from streams.counting import contributions, stance_events

AHEAD = timedelta(days=1)  # how far an article's own time may lie after the time of its record

Extract = Callable[[Article], list[Statement]]


class ArticleRow(Struct, array_like=True, frozen=True, kw_only=True):
    """What a worker remembers of an article; its key is the uri.

    ``created`` is the ``versionCreated`` of the version that stands, in seconds since 1970. ``offset`` and ``seen``
    are the offset and the time of the last record, newer or not. ``statements`` holds those that stand, as deflated
    JSON Lines, so that they can be published as retracted.
    """

    version: int
    created: float | None
    withdrawn: bool
    offset: int
    seen: float
    contributions: dict[str, Contribution]
    statements: bytes


class Arrival(NamedTuple):
    """A record of wire.articles that can be used; ``article`` is None where the record has no value.

    ``time`` is that of the record, UTC.
    """

    uri: str
    article: Article | None
    origin: Origin
    time: datetime


class Step(NamedTuple):
    """What a record causes: events to send, and the row to write after they are acknowledged."""

    row: ArticleRow
    statements: list[Statement]
    stances: list[StanceEvent]


encode_row = msgspec.msgpack.Encoder().encode
decode_row = msgspec.msgpack.Decoder(ArticleRow).decode


def step(arrival: Arrival, row: ArticleRow | None, extract: Extract) -> Step:
    """What ``arrival`` causes, given the article's row."""
    offset = arrival.origin.offset
    if row and row.offset >= offset:
        return Step(row, [], [])
    if row and not _newer(arrival, row):
        return Step(replace(row, offset=offset, seen=arrival.time.timestamp()), [], [])
    number = _number(arrival, row)
    said = _said(arrival, number, extract)
    before = row.contributions if row else {}
    after = contributions(said, _hour(arrival))
    return Step(
        row=ArticleRow(
            version=number,
            created=_created(arrival.article),
            withdrawn=_withdrawn(arrival),
            offset=offset,
            seen=arrival.time.timestamp(),
            contributions=after,
            statements=_pack(said),
        ),
        statements=[*said, *_retracted(row, said, number)],
        stances=stance_events(arrival.uri, number, arrival.origin, before, after),
    )


def published(article: Article, time: datetime) -> str:
    """When the article was published, RFC 3339: its ``versionCreated``, or else the time of its record.

    The time of the record stands in as well where ``versionCreated`` lies more than a day after it: a wrong clock
    elsewhere must not open hours that never pass.
    """
    created = _created(article)
    if created is None or created > (time + AHEAD).timestamp():
        return rfc3339(time)
    return str(article.version_created)


def difference(old: ArticleRow | None, new: ArticleRow | None) -> list[Statement]:
    """The statement events that lead from what one row says of an article to what another says of the same version."""
    said = _unpack(new.statements) if new else []
    stood = {s.id: s for s in _unpack(old.statements)} if old else {}
    still = {s.id for s in said}
    taken_back = [replace(s, status="retracted") for s in stood.values() if s.id not in still]
    return [s for s in said if stood.get(s.id) != s] + taken_back


def forgotten(row: ArticleRow, now: datetime, keep: timedelta) -> bool:
    """Whether nothing has been seen of an article for ``keep``; a version after that counts as a new article."""
    return row.seen < (now - keep).timestamp()


def rfc3339(time: datetime) -> str:
    """A UTC time with milliseconds.

    >>> rfc3339(datetime(2015, 5, 13, 10, 0, tzinfo=UTC))
    '2015-05-13T10:00:00.000Z'
    """
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _newer(arrival: Arrival, row: ArticleRow) -> bool:
    article = arrival.article
    if article is None or (article.canceled and article.version is None):
        return not row.withdrawn
    number = _number(arrival, row)
    if number != row.version:
        return number > row.version
    created = _created(article)
    return not row.withdrawn and created is not None and row.created is not None and created > row.created


def _number(arrival: Arrival, row: ArticleRow | None) -> int:
    """The arrival's version; a withdrawal without one has that of what it takes back, or 0."""
    article = arrival.article
    if article is not None and article.version is not None:
        return article.version
    if _withdrawn(arrival):
        return row.version if row else 0
    return 1


def _withdrawn(arrival: Arrival) -> bool:
    return arrival.article is None or arrival.article.canceled


def _said(arrival: Arrival, number: int, extract: Extract) -> list[Statement]:
    article = arrival.article
    if article is None or article.canceled:
        return []
    return extract(replace(article, version=number, version_created=published(article, arrival.time)))


def _hour(arrival: Arrival) -> str:
    """The UTC hour that the article counts in, as ``2015-05-13T10``."""
    time = _parsed(published(arrival.article, arrival.time)) if arrival.article else arrival.time
    return time.isoformat()[:13]


def _created(article: Article | None) -> float | None:
    created = article.version_created if article else None
    return _parsed(created).timestamp() if created else None


def _parsed(time: str) -> datetime:
    return msgspec.convert(time, datetime).astimezone(UTC)


def _retracted(row: ArticleRow | None, said: Iterable[Statement], number: int) -> list[Statement]:
    """What stood and is not said any more, as events with the same ids."""
    still = {statement.id for statement in said}
    stood = _unpack(row.statements) if row else []
    return [replace(s, status="retracted", article_version=number) for s in stood if s.id not in still]


def _pack(said: Iterable[Statement]) -> bytes:
    return zlib.compress(b"\n".join(map(statements.encode, said)), 1)


def _unpack(packed: bytes) -> list[Statement]:
    return [statements.decode(line) for line in zlib.decompress(packed).splitlines()]
