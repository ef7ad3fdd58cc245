"""Reads all partitions of one topic without a consumer group: nothing is committed, nobody else is disturbed."""

from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Literal, Self

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, Message, TopicPartition

from schemas.errors import BrokerUnavailable, TasrihError

BATCH = 1000

Start = Literal["beginning", "end"]


class UnknownTopic(TasrihError):
    """The broker has no such topic."""


class TopicReader:
    """A consumer of every partition of ``topic``, from its beginning, its end, or given offsets.

    ``start`` is where to begin: a word, or the next offset by partition (partitions that it does not name begin at
    the beginning). A broker may take ``seconds`` to answer. ``ends`` are the high watermarks when the reader was
    made: what stood before them is the past, and the reader is ``caught_up`` when it has read all of it.

    Raises:
        BrokerUnavailable: no broker answers.
        UnknownTopic: the broker answers and does not have the topic.
    """

    def __init__(
        self, broker: str, topic: str, start: Start | Mapping[int, int] = "beginning", seconds: float = 5.0
    ) -> None:
        self.topic = topic
        self.connected = True
        self._broker = broker
        self._seconds = seconds
        self._consumer = Consumer(_configuration(broker) | {"error_cb": self._on_error})
        try:
            self.ends = self._watermarks(self._partitions())
            self._behind = set(self.ends)
            self._consumer.assign(self._assignment(start))
        except KafkaException as error:
            raise unavailable(broker) from error

    def read(self, seconds: float) -> list[Message]:
        """The records that have come, at most ``BATCH``; waits up to ``seconds`` for the first.

        Where nothing came, ``connected`` says whether that is because no broker answers.
        """
        first = self._consumer.poll(seconds)
        if first is None:
            self.connected = self.connected or self._answers()
            return []
        return [message for message in (first, *self._consumer.consume(BATCH - 1, 0)) if self._is_record(message)]

    def past(self) -> Iterator[list[Message]]:
        """Batches of what stood in the topic when the reader was made.

        Raises:
            BrokerUnavailable: the broker stopped answering.
        """
        while not self.caught_up:
            yield self.read(1.0)
            if not self.connected:
                raise unavailable(self._broker)

    @property
    def caught_up(self) -> bool:
        """Whether everything has been read that stood in the topic when the reader was made."""
        return not self._behind

    def close(self) -> None:
        """Leave the broker."""
        self._consumer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _partitions(self) -> list[int]:
        metadata = self._consumer.list_topics(self.topic, timeout=self._seconds).topics[self.topic]
        if metadata.error is not None:
            raise UnknownTopic(
                f"{self._broker} has no topic {self.topic}: start `tasrih worker`, or run `tasrih topics declare`."
            )
        return list(metadata.partitions)

    def _watermarks(self, partitions: list[int]) -> dict[int, int]:
        ends = {}
        for partition in partitions:
            low_high = self._consumer.get_watermark_offsets(
                TopicPartition(self.topic, partition), timeout=self._seconds
            )
            if low_high is None:
                raise unavailable(self._broker)
            ends[partition] = low_high[1]
        return ends

    def _assignment(self, start: Start | Mapping[int, int]) -> list[TopicPartition]:
        if start == "beginning":
            start = {}
        offsets = self.ends if start == "end" else start
        return [
            TopicPartition(self.topic, partition, offsets.get(partition, OFFSET_BEGINNING)) for partition in self.ends
        ]

    def _is_record(self, message: Message) -> bool:
        """Note how far the reader has come; whether ``message`` is a record and not the news of an end."""
        partition, offset, error = message.partition(), message.offset(), message.error()
        if partition is None or offset is None:
            return False
        if error is None:
            self.connected = True
        at_end = error is not None and error.code() == KafkaError._PARTITION_EOF  # noqa: SLF001 (its public name)
        if at_end or offset + 1 >= self.ends[partition]:
            self._behind.discard(partition)
        return error is None

    def _on_error(self, error: KafkaError) -> None:
        if error.code() == KafkaError._ALL_BROKERS_DOWN:  # noqa: SLF001 (its public name)
            self.connected = False

    def _answers(self) -> bool:
        try:
            return bool(self._consumer.list_topics(self.topic, timeout=1).brokers)
        except KafkaException:
            return False


def unavailable(broker: str) -> BrokerUnavailable:
    """The sentence for a broker that does not answer."""
    return BrokerUnavailable(f"No Kafka answers at {broker}: start one (`make kafka`), or name another with --broker.")


def _configuration(broker: str) -> dict[str, str | int | bool | Callable[[KafkaError], None]]:
    return {
        "bootstrap.servers": broker,
        "group.id": "tasrih-reader",  # librdkafka wants a name; nothing joins it or commits to it
        "enable.auto.commit": False,
        "enable.partition.eof": True,
        "auto.offset.reset": "earliest",  # offsets that have expired
        "fetch.wait.max.ms": 100,
        "reconnect.backoff.max.ms": 1000,
        "log_level": 0,  # what is wrong is said in our words
    }
