"""Runs the HTTP application until it is told to stop."""

import asyncio
import logging
import signal

from serving import app
from streams.logs import event
from streams.settings import Settings
from streams.web import doors
from streams.web.listening import listening

CONNECTIONS = 2000
ADVICE = "name another port with --port or TASRIH_PORT"

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
    async with listening(app.make(settings, host), host, settings.port, CONNECTIONS, ADVICE):
        place = {"host": host, "port": settings.port}
        log.info("serving on http://%s:%d", host, settings.port, extra=event("serves", **place))
        await stop.wait()
