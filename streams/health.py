"""A worker's own small web server, on loopback: /healthz and /readyz, and nothing else."""

import json

from aiohttp import web

from schemas.errors import TasrihError
from streams.app import WireApp

HOST = "127.0.0.1"


async def serve(app: WireApp, port: int) -> web.AppRunner:
    """Serve the worker's health at ``port`` until the runner is cleaned up.

    Raises:
        TasrihError: the port is taken.
    """

    async def ready(_: web.Request) -> web.Response:
        state = readiness(app)
        return web.json_response(state, status=200 if state["ready"] else 503, dumps=json.dumps)

    site = web.Application()
    site.router.add_get("/healthz", _alive)
    site.router.add_get("/readyz", ready)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        await runner.cleanup()
        raise TasrihError(f"Port {port} of {HOST} is taken: give this worker another with --web-port.") from error
    return runner


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def readiness(app: WireApp) -> dict[str, bool | int]:
    """Whether the worker has its tables and reads, and how many changelog records it has still to recover."""
    recovery = app.recovery
    return {"ready": recovery.completed.is_set(), "recovering": recovery.remaining}
