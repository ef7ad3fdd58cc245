"""The HTTP application: routes, headers, and the task that follows the topics."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

from aiohttp import web
from msgspec import Meta, Struct

from schemas.statement import Polarity
from schemas.topic_count import Window
from serving import problem, query
from serving.events import Asked, By
from serving.hub import Hub
from serving.problem import Problem
from serving.streams import HUB, stream
from serving.topics import Label, labels, listed
from streams import topics
from streams.settings import Settings

LABELS = web.AppKey("labels", dict[str, Label])

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class TopicsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """``/v1/topics`` can be asked nothing."""


class CountsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``/v1/counts`` can be asked. ``since`` is the first hour of hour rows that is wanted."""

    topic: str | None = None
    speaker: str | None = None
    window: Window | None = None
    by: By | None = None
    since: str | None = None


class StatementsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``/v1/statements`` can be asked."""

    topic: str | None = None
    speaker: str | None = None
    polarity: Polarity | None = None
    source: str | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 50


def make(settings: Settings) -> web.Application:
    """The application that reads from the broker of ``settings``."""
    app = web.Application(middlewares=[problem.middleware])
    app[HUB] = Hub(settings.broker)
    app[LABELS] = labels(settings.lexicon)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/v1/topics", get_topics)
    app.router.add_get("/v1/counts", get_counts)
    app.router.add_get("/v1/statements", get_statements)
    app.router.add_get("/v1/streams/{names}", stream, allow_head=False)
    app.on_response_prepare.append(_secure)
    app.cleanup_ctx.append(_follow)
    return app


async def healthz(_: web.Request) -> web.Response:
    """Whether the process answers."""
    return query.json({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """Whether counts and statements can be asked for."""
    _ready(request, topics.COUNTS, topics.STATEMENTS)
    return query.json({"status": "live"})


async def get_topics(request: web.Request) -> web.Response:
    """Every topic that was counted: its labels, and its numbers of all time and all speakers."""
    query.read(request, TopicsQuery)
    _ready(request, topics.COUNTS)
    rows = request.app[HUB].counts.select(Asked(window="all", by="topic"))
    return query.tagged(request, {"topics": [listed(row, request.app[LABELS].get(row.topic)) for row in rows]})


async def get_counts(request: web.Request) -> web.Response:
    """The rows that match, in the order of ``tasrih counts``."""
    asked = query.read(request, CountsQuery)
    since = query.milliseconds(asked.since) if asked.since else 0
    _ready(request, topics.COUNTS)
    wanted = Asked(topic=asked.topic, speaker=asked.speaker, window=asked.window, by=asked.by)
    rows = request.app[HUB].counts.select(wanted)
    recent = [row for row in rows if row.start is None or query.milliseconds(row.start) >= since]
    return query.tagged(request, {"counts": recent})


async def get_statements(request: web.Request) -> web.Response:
    """The last statements that stand and match, the latest first."""
    asked = query.read(request, StatementsQuery)
    _ready(request, topics.STATEMENTS)
    wanted = Asked(topic=asked.topic, speaker=asked.speaker, polarity=asked.polarity, source=asked.source)
    return query.tagged(request, {"statements": request.app[HUB].statements.select(wanted, asked.limit)})


def _ready(request: web.Request, *asked: str) -> None:
    """A count that is still growing from the past is not shown: it would look like news."""
    status = request.app[HUB].status(asked)
    if status == "catching up":
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Still reading what was counted; ask again in a second.", 1)
    if status == "disconnected":
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The broker does not answer; ask again in some seconds.", 5)


async def _secure(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


async def _follow(app: web.Application) -> AsyncIterator[None]:
    """Follow the topics while the application runs."""
    task = asyncio.create_task(app[HUB].run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
