"""A topic followed by a task of the event loop: its reader waits in a thread, so that HTTP never does."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Generic, Literal, TypeVar

from confluent_kafka import Message
from confluent_kafka.admin import AdminClient

from schemas.errors import SettingError, TasrihError
from serving.topic_reader import Start, TopicAnew, TopicReader
from streams import topics
from streams.access import Access, Complaints
from streams.logs import event

CONNECT_SECONDS = 2.0  # no longer, for a thread cannot be interrupted when the server is told to stop
RETRY_SECONDS = 2.0
READ_SECONDS = 0.5
MADE_SECONDS = 5.0  # between two looks whether the topic is still the same

Status = Literal["disconnected", "catching up", "live"]
Event = TypeVar("Event")

log = logging.getLogger(__name__)


class Live(Generic[Event]):
    """Hands the events of ``topic``, from ``start`` on, to ``apply``, in the event loop; ``decode`` runs in the thread.

    ``status`` is ``"live"`` only after everything has been read that stood in the topic at the start; ``caught_up``
    is set from then on. ``first``, ``starts`` and ``positions`` are the offsets of the oldest records at the start,
    where the reading began and where it goes on; from ``whole`` on no record was missing. ``made`` is the topic's id in
    Kafka: where the topic is made anew, ``forget`` is called, and the reading begins again.
    """

    def __init__(
        self,
        access: Access,
        topic: str,
        start: Start,
        *,
        decode: Callable[[Iterable[Message]], Iterable[Event]],
        apply: Callable[[list[Event]], None],
        forget: Callable[[], None],
    ) -> None:
        self.access = access
        self.topic = topic
        self.status: Status = "disconnected"
        self.caught_up = asyncio.Event()
        self.starts: dict[int, int] = {}
        self.positions: dict[int, int] = {}
        self.first: dict[int, int] = {}
        self.whole: dict[int, int] = {}
        self.made = ""
        self._start = start
        self._decode = decode
        self._apply = apply
        self._forget = forget

    async def run(self) -> None:
        """Follow the topic until cancelled; a broker that is down is said once, and asked again.

        Raises:
            SettingError: the broker does not let us in, which no waiting mends.
        """
        while True:
            reader = await self._connect()
            try:
                await self._follow(reader)
            except TopicAnew as anew:
                log.warning("%s Reading it from its beginning.", anew, extra=event("anew", topic=self.topic))
                self.status = "catching up"
                self.caught_up.clear()
                self._forget()
            finally:
                reader.close()

    async def _follow(self, reader: TopicReader) -> None:
        admin = AdminClient(self.access.librdkafka(Complaints(self.access)))
        self.made = await asyncio.to_thread(topics.made, admin, self.topic, CONNECT_SECONDS)
        self.starts = dict(reader.positions)
        self.first = {partition: marks.low for partition, marks in reader.marks.items()}
        another = asyncio.create_task(self._until_another(admin))
        try:
            while not another.done():
                events = await asyncio.to_thread(lambda: list(self._decode(reader.read(READ_SECONDS))))
                self.positions, self.whole = dict(reader.positions), dict(reader.whole)
                self._apply(events)
                self._enter(_status(reader))
        finally:
            another.cancel()
        raise TopicAnew(f"{self.topic} at {self.access} is another: it was deleted and made anew.")

    async def _until_another(self, admin: AdminClient) -> None:
        """Wait until the topic is another: where it was made anew and has grown since, its offsets tell nothing."""
        while True:
            await asyncio.sleep(MADE_SECONDS)
            if await asyncio.to_thread(topics.made, admin, self.topic, CONNECT_SECONDS) not in ("", self.made):
                return

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
