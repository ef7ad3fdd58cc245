"""Runs the HTTP application until it is told to stop."""

import asyncio
import logging
import signal

from serving import app
from serving.streams import HUB
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
        SettingError: strangers could come in, or the broker does not let us in.
        TasrihError: the address cannot be had.
    """
    doors.check_address(host, settings)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    application = app.make(settings, host)
    async with listening(application, host, settings.port, CONNECTIONS, ADVICE):
        place = {"host": host, "port": settings.port}
        log.info("serving on http://%s:%d", host, settings.port, extra=event("serves", **place))
        await _until(stop, application[HUB].refused)
    if (refusal := application[HUB].refusal) is not None:
        raise refusal


async def _until(*events: asyncio.Event) -> None:
    """Wait for the first of them."""
    waiting = [asyncio.create_task(one.wait()) for one in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
