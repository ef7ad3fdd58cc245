"""A topic followed by a task of the event loop: its reader waits in a thread, so that HTTP never does."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Generic, Literal, TypeVar

from confluent_kafka import Message

from schemas.errors import SettingError, TasrihError
from serving.topic_reader import Start, TopicReader
from streams.access import Access
from streams.logs import event

CONNECT_SECONDS = 2.0  # no longer, for a thread cannot be interrupted when the server is told to stop
RETRY_SECONDS = 2.0
READ_SECONDS = 0.5

Status = Literal["disconnected", "catching up", "live"]
Event = TypeVar("Event")

log = logging.getLogger(__name__)


class Live(Generic[Event]):
    """Hands the events of ``topic``, from ``start`` on, to ``apply``, in the event loop; ``decode`` runs in the thread.

    ``status`` is ``"live"`` only after everything has been read that stood in the topic at the start; ``caught_up``
    is set from then on. ``starts`` and ``positions`` are the offsets where the reading began and where it goes on;
    ``whole`` says whether it began with the oldest record.
    """

    def __init__(
        self,
        access: Access,
        topic: str,
        start: Start,
        decode: Callable[[Iterable[Message]], Iterable[Event]],
        apply: Callable[[list[Event]], None],
    ) -> None:
        self.access = access
        self.topic = topic
        self.status: Status = "disconnected"
        self.caught_up = asyncio.Event()
        self.starts: dict[int, int] = {}
        self.positions: dict[int, int] = {}
        self.whole = False
        self._start = start
        self._decode = decode
        self._apply = apply

    async def run(self) -> None:
        """Follow the topic until cancelled; a broker that is down is said once, and asked again.

        Raises:
            SettingError: the broker does not let us in, which no waiting mends.
        """
        reader = await self._connect()
        self.starts = dict(reader.positions)
        self.whole = all(marks.low == self.starts[partition] for partition, marks in reader.marks.items())
        try:
            while True:
                events = await asyncio.to_thread(lambda: list(self._decode(reader.read(READ_SECONDS))))
                self.positions = dict(reader.positions)
                self._apply(events)
                self._enter(_status(reader))
        finally:
            reader.close()

    async def _connect(self) -> TopicReader:
        said = ""
        while True:
            try:
                return await asyncio.to_thread(
                    TopicReader, self.access, self.topic, self._start, seconds=CONNECT_SECONDS
                )
            except SettingError:
                raise
            except TasrihError as error:
                if str(error) != said:
                    log.warning("%s Trying again.", error, extra=event("retries", topic=self.topic))
                said = str(error)
                await asyncio.sleep(RETRY_SECONDS)

    def _enter(self, status: Status) -> None:
        if status == "disconnected" != self.status:
            told = event("disconnected", topic=self.topic)
            log.warning("The broker at %s does not answer; trying again.", self.access, extra=told)
        if status == "live" != self.status:
            log.info("%s is live.", self.topic, extra=event("live", topic=self.topic))
            self.caught_up.set()
        self.status = status


def _status(reader: TopicReader) -> Status:
    if not reader.connected:
        return "disconnected"
    return "live" if reader.caught_up else "catching up"
