"""The HTTP application: routes, headers, and the tasks that follow the topics."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import blake2s
from http import HTTPStatus
from typing import TypeVar

import msgspec
from aiohttp import web
from msgspec import Struct

from schemas.topic_count import Window
from serving import problem
from serving.counts import By, Counts
from serving.live import Live
from serving.problem import Problem
from serving.topics import Label, labels, listed
from streams import topics
from streams.settings import Settings

COUNTS = web.AppKey("counts", Counts)
LABELS = web.AppKey("labels", dict[str, Label])
COUNTS_LIVE = web.AppKey("counts_live", Live)

Query = TypeVar("Query", bound=Struct)

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class TopicsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """``/v1/topics`` can be asked nothing."""


class CountsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``/v1/counts`` can be asked."""

    topic: str | None = None
    window: Window | None = None
    by: By | None = None


def make(settings: Settings) -> web.Application:
    """The application that reads from the broker of ``settings``."""
    app = web.Application(middlewares=[problem.middleware])
    app[COUNTS] = Counts()
    app[LABELS] = labels(settings.lexicon)
    app[COUNTS_LIVE] = Live(settings.broker, topics.COUNTS, app[COUNTS].apply)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/v1/topics", get_topics)
    app.router.add_get("/v1/counts", get_counts)
    app.on_response_prepare.append(_secure)
    app.cleanup_ctx.append(_follow)
    return app


async def healthz(_: web.Request) -> web.Response:
    """Whether the process answers."""
    return _json({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """Whether the counts can be asked for."""
    _ready(request)
    return _json({"status": request.app[COUNTS_LIVE].status})


async def get_topics(request: web.Request) -> web.Response:
    """Every topic that was counted: its labels, and its numbers of all time and all speakers."""
    _query(request, TopicsQuery)
    _ready(request)
    rows = request.app[COUNTS].select(window="all", by="topic")
    return _tagged(request, {"topics": [listed(row, request.app[LABELS].get(row.topic)) for row in rows]})


async def get_counts(request: web.Request) -> web.Response:
    """The rows that match, in the order of ``tasrih counts``."""
    asked = _query(request, CountsQuery)
    _ready(request)
    return _tagged(request, {"counts": request.app[COUNTS].select(asked.topic, asked.window, asked.by)})


def _query(request: web.Request, expected: type[Query]) -> Query:
    """The query as ``expected``."""
    try:
        return msgspec.convert(dict(request.query), expected)
    except msgspec.ValidationError as error:
        fields = ", ".join(expected.__struct_fields__) or "nothing"
        raise Problem(HTTPStatus.BAD_REQUEST, f"{error}; {request.path} can be asked for: {fields}.") from error


def _ready(request: web.Request) -> None:
    """A count that is still growing from the past is not shown: it would look like news."""
    status = request.app[COUNTS_LIVE].status
    if status == "catching up":
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Still reading the counts; ask again in a second.", 1)
    if status == "disconnected":
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The broker does not answer; ask again in some seconds.", 5)


def _json(value: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")


def _tagged(request: web.Request, value: object) -> web.Response:
    """``value`` with an ETag of its bytes; 304 where the caller has them."""
    found = _json(value)
    tag = blake2s(found.body, digest_size=12).hexdigest()  # type: ignore[arg-type]  # bytes, given above
    if any(known.value in (tag, "*") for known in request.if_none_match or ()):
        found = web.Response(status=HTTPStatus.NOT_MODIFIED)
    found.etag = tag
    found.headers["Cache-Control"] = "no-cache"
    return found


async def _secure(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


async def _follow(app: web.Application) -> AsyncIterator[None]:
    """Follow the topics while the application runs."""
    task = asyncio.create_task(app[COUNTS_LIVE].run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
