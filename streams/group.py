"""The workers' consumer group, asked and set from outside of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from confluent_kafka import ConsumerGroupTopicPartitions, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient

from schemas.errors import TasrihError
from streams import topics
from streams.settings import Settings

WAIT_SECONDS = 10.0


class Group:
    """Where the workers are; the calls block, each for ``WAIT_SECONDS`` at most.

    Raises:
        TasrihError: the broker does not answer, or refuses.
    """

    def __init__(self, settings: Settings, partitions: int) -> None:
        self._admin: AdminClient = topics.client(settings)
        self._broker = settings.broker
        self._partitions = partitions

    def members(self) -> int:
        """How many workers are in the group."""
        with self._asking():
            described = self._admin.describe_consumer_groups([topics.GROUP], request_timeout=WAIT_SECONDS)
            return len(described[topics.GROUP].result().members)

    def committed(self, topic: str) -> dict[int, int]:
        """The offset by partition up to which the workers have done all work."""
        asked = [ConsumerGroupTopicPartitions(topics.GROUP, self._places(topic))]
        with self._asking():
            answer = self._admin.list_consumer_group_offsets(asked, request_timeout=WAIT_SECONDS)[topics.GROUP].result()
        return {place.partition: max(place.offset, 0) for place in answer.topic_partitions}

    def commit(self, topic: str, offsets: dict[int, int]) -> None:
        """Let the workers go on at other offsets; refused while there are any."""
        places = [TopicPartition(topic, partition, offset) for partition, offset in offsets.items()]
        asked = [ConsumerGroupTopicPartitions(topics.GROUP, places)]
        with self._asking():
            self._admin.alter_consumer_group_offsets(asked, request_timeout=WAIT_SECONDS)[topics.GROUP].result()

    def _places(self, topic: str) -> list[TopicPartition]:
        return [TopicPartition(topic, partition) for partition in range(self._partitions)]

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except KafkaException as error:
            raise TasrihError(
                f"{self._broker} does not tell or set where the group {topics.GROUP} is: {error.args[0].str()}."
            ) from error
