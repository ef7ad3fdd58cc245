"""Reads all partitions of one topic without a consumer group: nothing is committed, nobody else is disturbed."""

from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, NamedTuple, Self

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

from schemas.errors import TasrihError
from streams.access import Access, Complaints

BATCH = 1000
ANSWER_MS = 8000  # for an answer; one that hangs keeps its connections, and is told by its silence
GREETING_MS = 5000  # for the first on a new connection
ANSWER_BYTES = 2**21  # at most, so that it comes in time on a slow network too


class UnknownTopic(TasrihError):
    """The broker has no such topic."""


class TopicAnew(TasrihError):
    """The topic was deleted and made anew while it was read, or lost its last records."""


class Watermarks(NamedTuple):
    """The offsets of a partition: of its first record, and of the record that will come next."""

    low: int
    high: int


Start = Callable[[Watermarks], int]


def beginning(marks: Watermarks) -> int:
    """Start with the oldest record of each partition."""
    return marks.low


def end(marks: Watermarks) -> int:
    """Start with the next record to come."""
    return marks.high


def last(count: int) -> Start:
    """Start ``count`` records before the end of each partition."""
    return lambda marks: max(marks.low, marks.high - count)


class TopicReader:
    """A consumer of every partition of ``topic``.

    ``start`` is where to begin in each partition, or the offsets by partition (those that it does not name begin at
    the beginning). A broker may take ``seconds`` to answer. ``positions`` are the offsets to read next; from ``whole``
    on no record was missing, and so many were ``missing`` before. What stood in the topic when the reader was made is
    the past; the reader is ``caught_up`` when it has read all of it. Where a transaction is open the topic ends for it,
    unless ``uncommitted``: then it reads open and aborted ones too.

    Raises:
        BrokerUnavailable: no broker answers.
        UnknownTopic: the broker answers and does not have the topic.
    """

    def __init__(
        self,
        access: Access,
        topic: str,
        start: Start | Mapping[int, int] = beginning,
        seconds: float = 5.0,
        *,
        uncommitted: bool = False,
    ) -> None:
        self.topic = topic
        self.connected = True
        self.missing = 0
        self._access = access
        self._seconds = seconds
        self._complaints = Complaints(access)
        self._consumer = Consumer(_configuration(access, self._complaints, uncommitted))
        try:
            self.marks = {partition: self._watermarks(partition) for partition in self._partitions()}
            self.positions = {partition: _first(start, partition, marks) for partition, marks in self.marks.items()}
            self.whole = dict(self.positions)
            self._consumer.assign([TopicPartition(topic, *place) for place in self.positions.items()])
        except KafkaException as error:
            raise self._unavailable() from error
        self._behind = {p for p, marks in self.marks.items() if self.positions[p] < marks.high}

    def read(self, seconds: float) -> list[Message]:
        """The records that have come, at most ``BATCH``; waits up to ``seconds`` for the first.

        Where nothing came, ``connected`` says whether that is because no broker answers.

        Raises:
            TopicAnew: the topic begins again.
        """
        first = self._consumer.poll(seconds)
        if first is None:
            self.connected = (self.connected and not self._complaints.down) or self._answers()
            self._complaints.down = False
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
                raise self._unavailable()

    @property
    def caught_up(self) -> bool:
        """Whether everything has been read that stood in the topic when the reader was made."""
        return not self._behind

    def offsets_at(self, time: int) -> dict[int, int]:
        """The offset of each partition's first record at ``time`` or later (ms since 1970), or of its end.

        Raises:
            BrokerUnavailable: no broker answers.
        """
        asked = [TopicPartition(self.topic, partition, time) for partition in self.marks]
        try:
            found = self._consumer.offsets_for_times(asked, timeout=self._seconds)
        except KafkaException as error:
            raise self._unavailable() from error
        return {at.partition: at.offset if at.offset >= 0 else self.marks[at.partition].high for at in found}

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
                f"{self._access} has no topic {self.topic}: start `tasrih worker`, or run `tasrih topics declare`."
            )
        return list(metadata.partitions)

    def _watermarks(self, partition: int) -> Watermarks:
        marks = self._consumer.get_watermark_offsets(TopicPartition(self.topic, partition), timeout=self._seconds)
        if marks is None:
            raise self._unavailable()
        return Watermarks(*marks)

    def _is_record(self, message: Message) -> bool:
        """Note how far the reader has come; whether ``message`` is a record and not the news of an end."""
        partition, offset, error = message.partition(), message.offset(), message.error()
        if partition is None or offset is None:
            return False
        at_end = error is not None and error.code() == KafkaError._PARTITION_EOF  # noqa: SLF001 (its public name)
        if error is None or at_end:
            self._come_to(partition, offset)
        if error is None:
            self.connected = True
            self.positions[partition] = offset + 1
        if at_end or offset + 1 >= self.marks[partition].high:
            self._behind.discard(partition)
        return error is None

    def _come_to(self, partition: int, offset: int) -> None:
        """Note what is missing before ``offset``, a record's or the end's."""
        if offset < self.positions[partition]:
            raise TopicAnew(f"{self.topic} at {self._access} begins again: it was deleted and made anew.")
        if offset > self.positions[partition]:
            self.missing += offset - self.positions[partition]
            self.positions[partition] = self.whole[partition] = offset

    def _unavailable(self) -> TasrihError:
        """Why nothing is answered; the client complains when it is asked."""
        self._consumer.poll(0)
        return self._complaints.error()

    def _answers(self) -> bool:
        try:
            return bool(self._consumer.list_topics(self.topic, timeout=1).brokers)
        except KafkaException:
            return False


def _first(start: Start | Mapping[int, int], partition: int, marks: Watermarks) -> int:
    return start.get(partition, marks.low) if isinstance(start, Mapping) else start(marks)


def _configuration(access: Access, complaints: Complaints, uncommitted: bool) -> dict[str, Any]:
    return access.librdkafka(complaints) | {
        "group.id": "tasrih-reader",  # librdkafka wants a name; nothing joins it or commits to it
        "enable.auto.commit": False,
        "enable.partition.eof": True,
        "auto.offset.reset": "earliest",  # offsets that have expired
        "isolation.level": "read_uncommitted" if uncommitted else "read_committed",
        "fetch.wait.max.ms": 100,
        "fetch.max.bytes": ANSWER_BYTES,
        "socket.timeout.ms": ANSWER_MS,
        "api.version.request.timeout.ms": GREETING_MS,
        "reconnect.backoff.max.ms": 1000,
    }
