"""The HTTP application: routes, headers, and the task that follows the topics."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import hdrs, web

from extraction.topics import TopicIndex
from serving import assets, measures, openapi, problem
from serving.hub import Hub
from serving.measures import SETTINGS
from serving.resources import RESOURCES
from serving.streams import HUB
from serving.views import TOPICS
from streams.settings import Settings

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def make(settings: Settings) -> web.Application:
    """The application that reads from the broker of ``settings``."""
    app = web.Application(middlewares=[problem.middleware])
    app[HUB] = Hub(settings.broker)
    app[TOPICS] = TopicIndex(settings.lexicon).topics
    app[SETTINGS] = settings
    for resource in RESOURCES:
        app.router.add_get(resource.path, resource.handler, allow_head=resource.answer is not None)
    app.router.add_get("/v1/openapi.json", openapi.get_document)
    app.router.add_get("/metrics", measures.page)
    app.router.add_routes(assets.routes())
    app.on_response_prepare.append(_headers(settings.cors_origins))
    app.on_response_prepare.append(measures.count_request)
    app.cleanup_ctx.append(_follow)
    return app


def _headers(origins: tuple[str, ...]) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Adds security headers to every answer, and leave to read it for pages of ``origins``."""

    async def add(request: web.Request, response: web.StreamResponse) -> None:
        origin = request.headers.get(hdrs.ORIGIN, "")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if origin in origins else "same-origin"
        if origin in origins:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
        if origins:
            response.headers[hdrs.VARY] = hdrs.ORIGIN

    return add


async def _follow(app: web.Application) -> AsyncIterator[None]:
    """Follow the topics while the application runs."""
    task = asyncio.create_task(app[HUB].run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
