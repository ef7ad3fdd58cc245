"""What can be asked over HTTP: for each path what it is asked, what it answers, and how."""

from http import HTTPStatus
from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta, Struct

from schemas import published
from schemas.article import Article
from schemas.statement import Polarity, Statement
from schemas.topic_count import TopicCount, Window
from serving import query, views
from serving.events import Asked, By
from serving.explaining import Explained, Plain, post_explain
from serving.resource import NoQuery, Resource, ready
from serving.statements import Order
from serving.streams import HUB, NO_SOURCE, StreamQuery, stream
from serving.topics import ListedTopic, label, listed
from serving.views import TOPICS
from streams import topics
from streams.web.problem import Problem


class CountsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """``speaker`` is an id or a name; ``polarity`` asks for the rows that count a statement of this side.

    ``since`` leaves out the hour rows that start before it: RFC 3339, or ms since 1970. Sources are not told apart: a
    row counts the statements of all together.
    """

    topic: str | None = None
    speaker: str | None = None
    polarity: Polarity | None = None
    window: Window | None = None
    by: By | None = None
    since: str | None = None


class StatementsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """``speaker`` is an id or a name; with a topic, the polarity is that of the stance on it.

    ``order`` is by when they came, or by when their articles were published.
    """

    topic: str | None = None
    speaker: str | None = None
    polarity: Polarity | None = None
    source: str | None = None
    order: Order = "arrived"
    limit: Annotated[int, Meta(ge=1, le=1000)] = 50


class Status(Struct, frozen=True):
    """How the server is."""

    status: str


class Topics(Struct, frozen=True):
    """Every topic that was counted."""

    topics: list[ListedTopic]


class Counts(Struct, frozen=True):
    """Rows, in the order of topic, window, start and speaker."""

    counts: list[TopicCount]


class Statements(Struct, frozen=True):
    """Statements, the latest first."""

    statements: list[Statement]


async def healthz(_: web.Request) -> web.Response:
    """Whether the process answers."""
    return query.json(Status("ok"))


async def readyz(request: web.Request) -> web.Response:
    """Whether counts and statements can be asked for."""
    ready(request, topics.COUNTS, topics.STATEMENTS)
    return query.json(Status("live"))


async def get_topics(request: web.Request) -> web.Response:
    """Every topic that was counted: its labels, and its numbers of all time and all speakers."""
    query.read(request, NoQuery)
    ready(request, topics.COUNTS)
    rows = request.app[HUB].counts.select(Asked(window="all", by="topic"))
    return query.tagged(request, Topics([listed(row, label(request.app[TOPICS].get(row.topic))) for row in rows]))


async def get_counts(request: web.Request) -> web.Response:
    """The rows of the counts that match."""
    if "source" in request.query:
        raise Problem(HTTPStatus.BAD_REQUEST, NO_SOURCE)
    asked = query.read(request, CountsQuery)
    since = query.milliseconds(asked.since) if asked.since else 0
    ready(request, topics.COUNTS)
    wanted = Asked(topic=asked.topic, speaker=asked.speaker, polarity=asked.polarity, window=asked.window, by=asked.by)
    rows = request.app[HUB].counts.select(wanted)
    return query.tagged(request, Counts([r for r in rows if r.start is None or query.milliseconds(r.start) >= since]))


async def get_statements(request: web.Request) -> web.Response:
    """The last statements that stand and match, out of the last 20,000."""
    asked = query.read(request, StatementsQuery)
    ready(request, topics.STATEMENTS)
    wanted = Asked(topic=asked.topic, speaker=asked.speaker, polarity=asked.polarity, source=asked.source)
    return query.tagged(request, Statements(request.app[HUB].statements.select(wanted, asked.limit, asked.order)))


async def get_schema(request: web.Request) -> web.Response:
    """The JSON Schema of an event."""
    query.read(request, NoQuery)
    name = request.match_info["name"]
    if name not in published.EVENTS:
        known = ", ".join(published.EVENTS)
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no schema {name!r}; there are: {known}.")
    return query.tagged(request, published.schema(name))


RESOURCES = (
    Resource("/healthz", healthz, NoQuery, Status),
    Resource("/readyz", readyz, NoQuery, Status),
    Resource("/v1/topics", get_topics, NoQuery, Topics),
    Resource("/v1/counts", get_counts, CountsQuery, Counts),
    Resource("/v1/statements", get_statements, StatementsQuery, Statements),
    Resource("/v1/streams/{names}", stream, StreamQuery, None),
    *views.RESOURCES,
    Resource("/v1/schemas/{name}", get_schema, NoQuery, dict[str, Any]),
    Resource("/v1/explain", post_explain, NoQuery, Explained, body=(Plain, Article)),
)
