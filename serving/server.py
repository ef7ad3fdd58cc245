"""Runs the HTTP application until it is told to stop."""

import asyncio
import logging
import signal

from aiohttp import web

from schemas.errors import TasrihError
from serving import app
from streams.settings import Settings

log = logging.getLogger(__name__)


async def run(settings: Settings, host: str) -> None:
    """Serve on ``host`` and the port of ``settings`` until SIGINT or SIGTERM.

    Raises:
        TasrihError: the address cannot be had.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(app.make(settings), access_log=None, shutdown_timeout=1, handler_cancellation=True)
    await runner.setup()
    try:
        await _listen(runner, host, settings.port)
        log.info("serving on http://%s:%d", host, settings.port)
        await stop.wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise TasrihError(
            f"Cannot listen on {host}:{port} ({error.strerror or error}): name another port with --port or TASRIH_PORT."
        ) from error
