"""Sends records and keeps account of what the broker acknowledged."""

from typing import Any, NamedTuple

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from schemas.errors import BrokerUnavailable
from serving.topic_reader import UnknownTopic
from streams import topics
from streams.access import Access, Complaints
from streams.failpoints import failpoint

ANSWER_SECONDS = 5.0
DELIVERY_MS = 60_000


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

    def __init__(self, access: Access) -> None:
        self.acknowledged = 0
        self._access = access
        self._complaints = Complaints(access)
        self._failure: KafkaError | None = None
        self._producer = Producer(_configuration(access, self._complaints))
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


def _configuration(access: Access, complaints: Complaints) -> dict[str, Any]:
    return access.librdkafka(complaints) | {
        "partitioner": "murmur2_random",  # as in Java and aiokafka: a uri has one partition, whoever sends it
        "enable.idempotence": True,
        "message.max.bytes": topics.MAX_MESSAGE_BYTES,
        "delivery.timeout.ms": DELIVERY_MS,
        "linger.ms": 20,
    }
