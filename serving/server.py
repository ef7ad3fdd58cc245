"""Runs the HTTP application until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from schemas.errors import TasrihError
from serving import app, doors
from serving.connection import protocols
from streams.logs import event
from streams.settings import Settings

BACKLOG = 512  # connections that wait to be taken, so that all subscribers may come back at once

log = logging.getLogger(__name__)


async def run(settings: Settings, host: str) -> None:
    """Serve on ``host`` and the port of ``settings`` until SIGINT or SIGTERM.

    Raises:
        SettingError: strangers could come in.
        TasrihError: the address cannot be had.
    """
    doors.check_address(host, settings)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with listening(app.make(settings, host), host, settings.port):
        place = {"host": host, "port": settings.port}
        log.info("serving on http://%s:%d", host, settings.port, extra=event("serves", **place))
        await stop.wait()


@asynccontextmanager
async def listening(application: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """Serve the application while the block runs.

    Raises:
        TasrihError: the address cannot be had.
    """
    runner = web.AppRunner(application, shutdown_timeout=1, handler_cancellation=True)
    await runner.setup()
    try:
        listener = await _listen(runner, host, port)
        try:
            yield
        finally:
            listener.close()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> asyncio.Server:
    assert runner.server  # noqa: S101 (for the type checker: it was set up)
    try:
        return await asyncio.get_running_loop().create_server(protocols(runner.server), host, port, backlog=BACKLOG)
    except OSError as error:
        raise TasrihError(
            f"Cannot listen on {host}:{port} ({error.strerror or error}): name another port with --port or TASRIH_PORT."
        ) from error
