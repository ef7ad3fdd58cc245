"""Runs one worker: waits for the broker, declares the topics, starts the app, and stops it on a signal."""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from math import inf
from typing import NamedTuple

from schemas.errors import BrokerUnavailable, TasrihError
from streams import health, topics
from streams.app import WireApp
from streams.fail_stop import fail_stop
from streams.garbage import spare_the_collector
from streams.logs import EventName, Sentences, event, json_handler
from streams.settings import MIB, Settings
from streams.web import doors

log = logging.getLogger("tasrih.worker")

RETRY_SECONDS = 1.0
STOP_SECONDS = 20.0
STATE_SECONDS = 0.2
PATIENCE_SECONDS = 1.0  # a recovery that is over by then is not worth a sentence
PROGRESS_SECONDS = 5.0  # between two sentences about one recovery

Attach = Callable[[WireApp], None]


def run(settings: Settings, attach: Attach) -> None:
    """Run a worker with the agents that ``attach`` gives it, until SIGTERM or SIGINT.

    Raises:
        SettingError: strangers could read its metrics.
        TasrihError: the topics or the settings do not fit.
    """
    doors.check_address(settings.web_host, settings)
    _make_folder(settings)
    _set_up_logs(settings)
    asyncio.run(_run(settings, attach))
    sys.stderr.flush()
    os._exit(0)  # everything is closed; a thread of Faust's that still waits for a broker would hold the process


async def _run(settings: Settings, attach: Attach) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    partitions = await _declared(settings, stop)
    if partitions is None:
        return
    app = WireApp(settings, partitions)
    attach(app)
    app.finalize()
    spare_the_collector()
    async with health.serving(app):
        await _work(app, stop)


async def _declared(settings: Settings, stop: asyncio.Event) -> int | None:
    """The number of partitions, as soon as a broker answers; None if the worker is to stop before."""
    told = False
    while not stop.is_set():
        try:
            await asyncio.to_thread(topics.declare, settings)
            return await asyncio.to_thread(topics.partitions, settings)
        except BrokerUnavailable as error:
            if not told:
                log.warning("%s Trying on.", error, extra=event("retries", broker=settings.broker))
            told = True
            await _pause(stop)
    return None


async def _pause(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), RETRY_SECONDS)
    except TimeoutError:
        return


async def _work(app: WireApp, stop: asyncio.Event) -> None:
    """Run the app until ``stop``; a crash ends the process."""
    starting = asyncio.create_task(app.start())
    stopping = asyncio.create_task(stop.wait())
    crashed = asyncio.create_task(app.wait_until_stopped())
    narration = asyncio.create_task(_narrate(app))
    await asyncio.wait({stopping, crashed}, return_when=asyncio.FIRST_COMPLETED)
    narration.cancel()
    if not stop.is_set():
        fail_stop(f"the stream processor stopped ({app.crash_reason!r}); restart the worker.", app.crash_reason)
    await _stop(app)
    starting.cancel()
    crashed.cancel()
    log.info("stopped; everything read is committed.", extra=event("stopped"))


async def _stop(app: WireApp) -> None:
    """Stop in order, or else at once: services that wait for a broker do not always let themselves be cancelled."""
    stopping = asyncio.create_task(app.stop())
    await asyncio.wait({stopping}, timeout=STOP_SECONDS)
    if not stopping.done():
        fail_stop(f"it could not stop in order within {STOP_SECONDS:.0f} s; what was in hand is read again.")
    stopping.result()


async def _narrate(app: WireApp) -> None:
    """Say when the worker's state changes, and while it recovers how far it is."""
    told, due = None, 0.0
    while True:
        state = _state(app)
        now = time.monotonic()
        name = state.name if state else None
        if name != told:
            told, due = name, now + (PATIENCE_SECONDS if name == "recovers" else 0.0)
        if now >= due:
            if state:
                log.info(state.sentence, extra=event(state.name, **state.fields))
            due = now + PROGRESS_SECONDS if name == "recovers" else inf
        await asyncio.sleep(STATE_SECONDS)


class _State(NamedTuple):
    """A word for a worker's state, the sentence for people, and the fields for machines."""

    name: EventName
    sentence: str
    fields: dict[str, object]


def _state(app: WireApp) -> _State | None:
    """None while it joins its group."""
    settings = app.settings
    if app.recovery.completed.is_set() and app.lease.held:
        web = f"http://{settings.web_host}:{settings.web_port}"
        place = f"tables in {settings.data_dir}, health at {web}/readyz"
        fields = {"broker": settings.broker, "data_dir": settings.data_dir, "web": web}
        return _State("reads", f"reads {topics.ARTICLES} at {settings.broker}; {place}", fields)
    if app.recovery.remaining:
        remaining = app.recovery.remaining
        sentence = f"recovers its tables: {remaining:,} changelog records to go."
        return _State("recovers", sentence, {"remaining": remaining})
    if app.recovery.completed.is_set():
        sentence = f"no Kafka answers at {settings.broker} any more; nothing is sent until one does."
        return _State("waits", sentence, {"broker": settings.broker})
    return None


def _make_folder(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TasrihError(f"The folder {settings.data_dir} cannot be made: {error.strerror}.") from error


def _set_up_logs(settings: Settings) -> None:
    """Events to stderr; as text, what libraries log is kept in the data folder instead: people get sentences."""
    if settings.log_format == "json":
        logging.basicConfig(level=logging.WARNING, handlers=[json_handler()], force=True)
    else:
        stderr = logging.StreamHandler()
        stderr.setFormatter(Sentences("tasrih worker"))
        logging.basicConfig(level=logging.WARNING, handlers=[_file(settings)], force=True)
        logging.getLogger("tasrih").addHandler(stderr)
    logging.getLogger("tasrih").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def _file(settings: Settings) -> logging.Handler:
    try:
        handler = RotatingFileHandler(settings.data_dir / "worker.log", maxBytes=MIB, backupCount=1)
    except OSError as error:
        raise TasrihError(f"The folder {settings.data_dir} cannot be written: {error.strerror}.") from error
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler
