"""A worker's own small web server: /healthz, /readyz and /metrics, and nothing else."""

import json
from contextlib import AbstractAsyncContextManager
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Middleware

from streams import metrics
from streams.app import WireApp
from streams.settings import Settings
from streams.web import doors, problem
from streams.web.listening import guard_headers, listening
from streams.web.problem import Handler, Problem

CONNECTIONS = 100
ADVICE = "give this worker another port with --web-port"
WANTED = "Authorization: Bearer TOKEN is wanted, with the TASRIH_TOKEN of this worker."


def serving(app: WireApp) -> AbstractAsyncContextManager[None]:
    """Serve the worker's health and metrics while the block runs.

    Raises:
        TasrihError: the port is taken.
    """
    return listening(_site(app), app.settings.web_host, app.settings.web_port, CONNECTIONS, ADVICE)


def _site(app: WireApp) -> web.Application:
    async def ready(_: web.Request) -> web.Response:
        state = readiness(app)
        return web.json_response(state, status=200 if state["ready"] else 503, dumps=json.dumps)

    async def measured(request: web.Request) -> web.StreamResponse:
        state = readiness(app)
        metrics.READY.set(state["ready"])
        metrics.RECOVERING.set(state["recovering"])
        return await metrics.worker_page(request)

    site = web.Application(middlewares=[problem.middleware, _guard(app.settings)])
    site.on_response_prepare.append(guard_headers)
    site.router.add_get("/healthz", _alive)
    site.router.add_get("/readyz", ready)
    site.router.add_get("/metrics", measured)
    return site


def _guard(settings: Settings) -> Middleware:
    """The middleware that lets in who calls the worker by a name of its own, and has the token where there is one."""
    names = doors.names(settings.web_host, settings.hosts)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        doors.check_host(request, names)
        if settings.token and request.path not in doors.HEALTH and not doors.shows(request, settings.token):
            raise Problem(HTTPStatus.UNAUTHORIZED, WANTED, headers=doors.ASK)
        return await handler(request)

    return middleware


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def readiness(app: WireApp) -> dict[str, bool | int]:
    """Whether the worker has its tables and reads, and how many changelog records it has still to recover."""
    recovery = app.recovery
    return {"ready": recovery.completed.is_set(), "recovering": recovery.remaining}
