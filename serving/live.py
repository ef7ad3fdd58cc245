"""A topic followed by a task of the event loop: its reader waits in a thread, so that HTTP never does."""

import asyncio
import logging
from collections.abc import Callable
from typing import Literal

from confluent_kafka import Message

from schemas.errors import TasrihError
from serving.topic_reader import TopicReader

CONNECT_SECONDS = 2.0  # no longer, for a thread cannot be interrupted when the server is told to stop
RETRY_SECONDS = 2.0
READ_SECONDS = 0.5

Status = Literal["disconnected", "catching up", "live"]

log = logging.getLogger(__name__)


class Live:
    """Hands each batch of ``topic``, from its beginning, to ``apply``, in the event loop.

    ``status`` is ``"live"`` only after everything has been read that stood in the topic at the start.
    """

    def __init__(self, broker: str, topic: str, apply: Callable[[list[Message]], object]) -> None:
        self.status: Status = "disconnected"
        self.positions: dict[int, int] = {}
        self._broker = broker
        self._topic = topic
        self._apply = apply

    async def run(self) -> None:
        """Follow the topic until cancelled; a broker that is down is said once, and asked again."""
        reader = await self._connect()
        try:
            while True:
                self._take(await asyncio.to_thread(reader.read, READ_SECONDS))
                self._enter(_status(reader))
        finally:
            reader.close()

    async def _connect(self) -> TopicReader:
        said = ""
        while True:
            try:
                return await asyncio.to_thread(TopicReader, self._broker, self._topic, seconds=CONNECT_SECONDS)
            except TasrihError as error:
                if str(error) != said:
                    log.warning("%s Trying again.", error)
                said = str(error)
                await asyncio.sleep(RETRY_SECONDS)

    def _take(self, messages: list[Message]) -> None:
        self._apply(messages)
        for message in messages:
            partition, offset = message.partition(), message.offset()
            if partition is not None and offset is not None:
                self.positions[partition] = offset + 1

    def _enter(self, status: Status) -> None:
        if status == "disconnected" != self.status:
            log.warning("The broker at %s does not answer; trying again.", self._broker)
        if status == "live" != self.status:
            log.info("%s is live.", self._topic)
        self.status = status


def _status(reader: TopicReader) -> Status:
    if not reader.connected:
        return "disconnected"
    return "live" if reader.caught_up else "catching up"
