"""The Faust app: its settings, its tables, and the parts of Faust that are replaced."""

import asyncio
from typing import Any, cast

import faust
from faust.app.base import BootStrategy
from faust.auth import Credentials, SASLCredentials, SSLCredentials
from faust.transport.drivers.aiokafka import Transport
from yarl import URL

from streams import topics
from streams.access import Access
from streams.repairs.consumer import RepairedConsumer
from streams.repairs.lease import Lease
from streams.repairs.producer import GuardedProducer, RepairedProducer
from streams.repairs.recovery import Recovery, RepairedTables
from streams.settings import MIB, Settings

STORE_OPTIONS = {"block_cache_size": 4 * MIB, "write_buffer_size": 4 * MIB, "target_file_size_base": 32 * MIB}


class _Boot(BootStrategy):
    enable_web = False  # Faust's pages show tables and routes to anybody; streams.health serves what is needed


class _Transport(Transport):
    Consumer = RepairedConsumer
    Producer = RepairedProducer


class WireApp(faust.App):
    """The app of one worker; to be made inside the event loop that runs it."""

    BootStrategy = _Boot

    def __init__(self, settings: Settings, partitions: int) -> None:
        self.settings = settings
        self.partitions = partitions
        self.lease = Lease(settings.session_seconds)
        self.writing = asyncio.Lock()  # held by writes outside of an agent's batch; a rebalance waits for them
        super().__init__(
            topics.GROUP,
            broker=[URL(f"kafka://{host}") for host in settings.broker.split(",")],
            broker_credentials=_credentials(settings.access),
            datadir=settings.data_dir,
            store="rocksdb://",
            topic_partitions=partitions,
            topic_replication_factor=settings.replication,
            topic_allow_declare=False,  # streams.topics declares them
            topic_disable_leader=True,
            table_standby_replicas=0,
            processing_guarantee="at_least_once",
            broker_session_timeout=settings.session_seconds,
            broker_heartbeat_interval=settings.session_seconds / 10,
            broker_commit_interval=0.5,
            broker_max_poll_records=1000,
            producer_linger=0.0,
            producer_max_batch_size=256 * 1024,
            producer_max_request_size=topics.MAX_MESSAGE_BYTES,
            producer_request_timeout=30.0,
            stream_buffer_maxsize=4096,
            TableManager=RepairedTables,
            web_enabled=False,
        )
        self.articles = self.source(topics.ARTICLES)
        self.stances = self.source(topics.STANCES)
        self.article_rows = self._table("articles", topics.ARTICLE_ROWS)
        self.counts = self._table("counts", topics.COUNTS)

    def source(self, name: str) -> Any:
        """A topic that an agent reads, as bytes: they are decoded in the agent, where a bad record is no exception."""
        return self.topic(
            name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw", allow_empty=True
        )

    def _table(self, name: str, changelog: str) -> Any:
        # A changelog given by hand must repeat what Faust sets on its own: internal, acks, allow_empty, serializers.
        topic = self.topic(
            changelog,
            internal=True,
            acks=False,
            allow_empty=True,
            compacting=True,
            deleting=False,
            partitions=self.partitions,
            key_serializer="raw",
            value_serializer="raw",
        )
        return self.Table(
            name,
            key_type=bytes,
            value_type=bytes,
            partitions=self.partitions,
            changelog_topic=topic,
            options=dict(STORE_OPTIONS),
        )

    @property
    def outgoing(self) -> GuardedProducer:
        """The producer that the agents send with."""
        return cast("RepairedProducer", self.producer).guarded

    @property
    def recovery(self) -> Recovery:
        """The recovery of the tables."""
        return cast("Recovery", cast("RepairedTables", self.tables).recovery)

    def _new_transport(self) -> Transport:
        return _Transport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> Transport:
        return _Transport(self.conf.broker_producer, self)


def _credentials(access: Access) -> Credentials | None:
    """How Faust is told to reach the broker."""
    context = access.ssl_context()
    if access.sasl and access.password:
        return SASLCredentials(
            username=access.user, password=access.password.text, mechanism=access.mechanism, ssl_context=context
        )
    return SSLCredentials(context) if context else None
