"""A worker's own small web server, on loopback: /healthz, /readyz and /metrics, and nothing else."""

import json

from aiohttp import web

from schemas.errors import TasrihError
from streams import metrics
from streams.app import WireApp


async def serve(app: WireApp) -> web.AppRunner:
    """Serve the worker's health and metrics until the runner is cleaned up.

    Raises:
        TasrihError: the port is taken.
    """
    settings = app.settings
    runner = web.AppRunner(_site(app), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
    except OSError as error:
        await runner.cleanup()
        place = f"Port {settings.web_port} of {settings.web_host}"
        raise TasrihError(f"{place} is taken: give this worker another with --web-port.") from error
    return runner


def _site(app: WireApp) -> web.Application:
    async def ready(_: web.Request) -> web.Response:
        state = readiness(app)
        return web.json_response(state, status=200 if state["ready"] else 503, dumps=json.dumps)

    async def measured(request: web.Request) -> web.StreamResponse:
        state = readiness(app)
        metrics.READY.set(state["ready"])
        metrics.RECOVERING.set(state["recovering"])
        return await metrics.worker_page(request)

    site = web.Application()
    site.router.add_get("/healthz", _alive)
    site.router.add_get("/readyz", ready)
    site.router.add_get("/metrics", measured)
    return site


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def readiness(app: WireApp) -> dict[str, bool | int]:
    """Whether the worker has its tables and reads, and how many changelog records it has still to recover."""
    recovery = app.recovery
    return {"ready": recovery.completed.is_set(), "recovering": recovery.remaining}
