"""The HTTP application: routes, headers, and the task that follows the topics."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import hdrs, web

from extraction.topics import TopicIndex
from serving import assets, doors, measures, openapi
from serving.explaining import EXPLAINER, Explainer
from serving.hub import Hub
from serving.limits import LIMITS, Limits
from serving.measures import SETTINGS
from serving.resources import RESOURCES
from serving.streams import HUB
from serving.token import PATH, Token
from serving.views import TOPICS
from streams.settings import Settings
from streams.web import problem
from streams.web.listening import guard_headers

EXPOSED = "ETag, Retry-After"  # beside what pages of other origins may read of every answer


def make(settings: Settings, host: str = "127.0.0.1") -> web.Application:
    """The application that reads from the broker of ``settings`` and listens on ``host``."""
    token = Token(settings.token) if settings.token else None
    guard = doors.guard(settings, host, token)
    app = web.Application(middlewares=[problem.middleware, guard], client_max_size=settings.max_article_bytes)
    app[HUB] = Hub(settings.access)
    app[TOPICS] = TopicIndex(settings.lexicon).topics
    app[SETTINGS] = settings
    app[LIMITS] = Limits(settings.client_rate, settings.client_streams)
    app[EXPLAINER] = Explainer(settings.lexicon, settings.max_article_bytes)
    _route(app, token)
    app.on_response_prepare.append(guard_headers)
    app.on_response_prepare.append(_headers(settings.cors_origins))
    app.on_response_prepare.append(measures.count_request)
    app.cleanup_ctx.append(_follow)
    app.on_cleanup.append(_end_explaining)
    return app


def _route(app: web.Application, token: Token | None) -> None:
    for resource in RESOURCES:
        if resource.method == hdrs.METH_GET:
            app.router.add_get(resource.path, resource.handler)
        else:
            app.router.add_route(resource.method, resource.path, resource.handler)
    app.router.add_get("/v1/openapi.json", openapi.get_document)
    app.router.add_get("/metrics", measures.page)
    app.router.add_routes(assets.routes())
    if token:
        app.router.add_get(PATH, token.show)
        app.router.add_post(PATH, token.log_in)


def _headers(origins: tuple[str, ...]) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Says of every answer which pages may read it: our own, and those of ``origins``."""

    async def add(request: web.Request, response: web.StreamResponse) -> None:
        origin = request.headers.get(hdrs.ORIGIN, "")
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if origin in origins else "same-origin"
        if origin in origins:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = EXPOSED
        if origins:
            response.headers.add(hdrs.VARY, hdrs.ORIGIN)

    return add


async def _follow(app: web.Application) -> AsyncIterator[None]:
    """Follow the topics while the application runs."""
    task = asyncio.create_task(app[HUB].run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _end_explaining(app: web.Application) -> None:
    await app[EXPLAINER].close()
