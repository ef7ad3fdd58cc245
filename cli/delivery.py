"""Sends records and keeps account of what the broker acknowledged."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from schemas.errors import BrokerUnavailable, TasrihError
from serving.topic_reader import UnknownTopic
from streams import topics
from streams.access import Access, Complaints
from streams.failpoints import failpoint

ANSWER_SECONDS = 5.0
DELIVERY_MS = 60_000
FENCED = (KafkaError._FENCED, KafkaError.PRODUCER_FENCED, KafkaError.INVALID_PRODUCER_EPOCH)  # noqa: SLF001 (public)
TURN_MS = 30_000  # after which the broker ends the transaction of a command that was killed


class Record(NamedTuple):
    """A Kafka record to be; ``time`` in ms since 1970, 0 for now."""

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()
    time: int = 0


class Delivery:
    """An idempotent producer: each record arrives once and in order, or ``finish`` says that it did not.

    Raises:
        BrokerUnavailable: no broker answers.
        UnknownTopic: it has no wire.articles.
    """

    def __init__(self, access: Access, settings: Mapping[str, Any] | None = None) -> None:
        self.acknowledged = 0
        self._access = access
        self._complaints = Complaints(access)
        self._failure: KafkaError | None = None
        self._producer = Producer(_configuration(access, self._complaints) | dict(settings or {}))
        self._check()

    def send(self, topic: str, record: Record) -> None:
        """Hand one record to the producer; waits where its buffer is full."""
        while not self._accepted(topic, record):
            self._producer.poll(0.1)
        self._producer.poll(0)

    def finish(self) -> None:
        """Wait until all is acknowledged.

        Raises:
            BrokerUnavailable: something was not, and how much was.
        """
        self._producer.flush()
        if self._failure:
            raise BrokerUnavailable(
                f"{self._access} acknowledged {self.acknowledged:,} records and then no more"
                f" ({self._failure.str()}): see that Kafka is well, and send all again; repeats change nothing."
            )

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is sent in the block is acknowledged at its end."""
        yield
        self.finish()

    def _accepted(self, topic: str, record: Record) -> bool:
        try:
            self._producer.produce(
                topic,
                record.value,
                record.key,
                headers=list(record.headers),
                timestamp=record.time,
                on_delivery=self._on_delivery,
            )
        except BufferError:
            return False
        return True

    def _on_delivery(self, error: KafkaError | None, message: Message) -> None:
        if error is None:
            self.acknowledged += 1
            failpoint(f"acknowledged:{message.topic()}-{message.partition()}")
        else:
            self._failure = self._failure or error

    def _check(self) -> None:
        try:
            topic = self._producer.list_topics(topics.ARTICLES, timeout=ANSWER_SECONDS).topics[topics.ARTICLES]
        except KafkaException as error:
            self._producer.poll(0)  # it complains only now
            raise self._complaints.error() from error
        if topic.error is not None:
            raise UnknownTopic(f"{self._access} has no topic {topics.ARTICLES}: run `tasrih topics declare`.")


class Turn(Delivery):
    """A delivery in transactions, by one process of a command at a time: who begins ends the turn of the one before.

    What an earlier turn had not committed is aborted before this one begins, and it can commit nothing more.

    Raises:
        BrokerUnavailable: no broker answers.
        UnknownTopic: it has no wire.articles.
    """

    def __init__(self, access: Access, command: str) -> None:
        self._command = command
        limits = {"transaction.timeout.ms": TURN_MS, "delivery.timeout.ms": TURN_MS}
        super().__init__(access, {"transactional.id": command.replace(" ", "-")} | limits)
        with self._ours():
            self._producer.init_transactions(TURN_MS / 1000)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is sent in the block arrives at its end, all of it or nothing.

        Raises:
            TasrihError: another process has the turn.
            BrokerUnavailable: the broker did not take it.
        """
        with self._ours():
            self._producer.begin_transaction()
            try:
                yield
                self._producer.flush()
                failpoint("sent")
                failpoint("suspended", signal.SIGSTOP)
                self._producer.commit_transaction()
            except BaseException:
                with suppress(KafkaException):
                    self._producer.abort_transaction(ANSWER_SECONDS)  # or what others feed would wait for its end
                raise

    @contextmanager
    def _ours(self) -> Iterator[None]:
        try:
            yield
        except KafkaException as failure:
            error: KafkaError = failure.args[0]
            if error.code() in FENCED:
                raise TasrihError(f"Another {self._command} has begun, and goes on in place of this one.") from failure
            raise BrokerUnavailable(
                f"{self._access} did not take the last records ({error.str()}), and none of them has come:"
                " see that Kafka is well, and run the command again."
            ) from failure


def _configuration(access: Access, complaints: Complaints) -> dict[str, Any]:
    return access.librdkafka(complaints) | {
        "partitioner": "murmur2_random",  # as in Java and aiokafka: a uri has one partition, whoever sends it
        "enable.idempotence": True,
        "message.max.bytes": topics.MAX_MESSAGE_BYTES,
        "delivery.timeout.ms": DELIVERY_MS,
        "linger.ms": 20,
    }
