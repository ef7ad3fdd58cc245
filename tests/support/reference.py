"""The rows that a topic amounts to, counted in plain Python."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from desk import read, rows
from tiny import extract

from schemas import topic_count
from schemas.adapters import decode
from schemas.errors import UnusableArticle
from schemas.stance_event import Origin
from streams.counting import from_scratch
from streams.settings import MIB
from streams.standing import Arrival, ArticleRow, Extract, Step, step

Row = dict[str, Any]
NUMBERS = ("articles", "statements", "support", "oppose", "neutral")


def by_articles(broker: str, extract: Extract = extract) -> dict[bytes, Row]:
    """The rows that wire.articles amounts to: each article's records in the order of its partition."""
    standing = {arrival.uri: outcome.row for arrival, outcome in _steps(broker, extract)}
    rows = from_scratch((uri, row.contributions) for uri, row in standing.items())
    plain = {key: json.loads(topic_count.encode(row)) for key, row in rows.items()}
    return {k: {name: v for name, v in row.items() if name not in ("updated", "origins")} for k, row in plain.items()}


def assert_exact(broker: str, extract: Extract = extract) -> None:
    """The rows are those of a plain count, over the articles and over the published statements."""
    counted = rows(broker)
    assert counted == by_articles(broker, extract)
    assert numbers(counted) == by_statements(broker)


def expected_events(broker: str) -> set[str]:
    """The CloudEvents ids of all statement events that wire.articles causes."""
    return {
        f"{said.id}/{said.article_version}/{said.status}"
        for _, outcome in _steps(broker)
        for said in outcome.statements
    }


def unusable(broker: str) -> set[tuple[int, int]]:
    """Partition and offset of the records of wire.articles that are no articles."""
    return {(m.partition(), m.offset()) for m in read(broker, "wire.articles") if not _usable(m)}


def _usable(message: Any) -> bool:
    try:
        _arrival(message)
    except UnusableArticle:
        return False
    return True


def _steps(broker: str, extract: Extract = extract) -> Iterator[tuple[Arrival, Step]]:
    """What each record of wire.articles causes, in the order of its partition; dead letters cause nothing."""
    standing: dict[str, ArticleRow] = {}
    for message in read(broker, "wire.articles"):
        try:
            arrival = _arrival(message)
            outcome = step(arrival, standing.get(arrival.uri), extract)
        except (UnusableArticle, RuntimeError, ValueError, KeyError):
            continue
        standing[arrival.uri] = outcome.row
        yield arrival, outcome


def _arrival(message: Any) -> Arrival:
    origin = Origin(partition=message.partition(), offset=message.offset())
    time = datetime.fromtimestamp(message.timestamp()[1] / 1000, UTC)
    if message.value() is None:
        return Arrival(message.key().decode(), None, origin, time)
    article = decode(message.value(), MIB)
    return Arrival(article.uri, article, origin, time)


def by_statements(broker: str) -> dict[tuple[str, str | None, str | None], tuple[int, ...]]:
    """The numbers that wire.statements amounts to, by topic, hour and speaker, with nothing of the product's code."""
    last = {}
    for message in read(broker, "wire.statements"):
        said = json.loads(message.value())
        last[said["id"]] = said
    totals: Counter[Any] = Counter()
    articles: dict[Any, set[str]] = {}
    for said in last.values():
        if said["status"] == "active":
            hour = datetime.fromisoformat(said["published"]).astimezone(UTC).strftime("%Y-%m-%dT%H:00:00Z")
            for stance in said["stances"]:
                for row in _rows(stance["topic"], hour, said["speaker"]["id"]):
                    totals.update({(row, "statements"): 1, (row, stance["polarity"]): 1})
                    articles.setdefault(row, set()).add(said["article_uri"])
    return {row: (len(uris), *(totals[row, n] for n in NUMBERS[1:])) for row, uris in articles.items()}


def _rows(topic: str, hour: str, speaker: str) -> Iterable[tuple[str, str | None, str | None]]:
    return ((topic, h, s) for h in (None, hour) for s in (None, speaker))


def numbers(rows: dict[bytes, Row]) -> dict[tuple[str, str | None, str | None], tuple[int, ...]]:
    """Rows in the shape of ``by_statements``."""
    return {
        (row["topic"], row["start"], row["speaker"] and row["speaker"]["id"]): tuple(row[name] for name in NUMBERS)
        for row in rows.values()
    }
