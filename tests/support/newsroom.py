"""A newsroom that feeds in transactions: some are committed, some aborted, some left open; others feed beside them."""

import random
import threading
import time
from collections import Counter
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from confluent_kafka import KafkaException, Producer
from day import Records
from desk import article, read

DESKS = 3
MOST = 20  # records in a transaction
TIMEOUT_MS = 5_000  # after which the broker aborts a transaction that nobody ends
SILENT = 0  # for librdkafka says many times that a broker is away
NEVER = b"never"  # stands in every article of an aborted transaction, and nowhere else
ENDS = ("committed",) * 6 + ("aborted",) * 3 + ("left", "empty")


def transactional(broker: str, name: str, timeout_ms: int = TIMEOUT_MS) -> Producer:
    """A producer that may begin a transaction; it ends those that an earlier one of this name left open."""
    producer = Producer(
        {
            "bootstrap.servers": broker,
            "partitioner": "murmur2_random",
            "transactional.id": name,
            "transaction.timeout.ms": timeout_ms,
            "log_level": SILENT,
        }
    )
    while not _ready(producer):
        pass
    return producer


def _ready(producer: Producer) -> bool:
    try:
        producer.init_transactions(10)
    except KafkaException as error:
        if error.args[0].retriable():  # the broker is away
            return False
        raise
    return True


def write(producer: Producer, records: Records) -> None:
    """Let the broker have records, in the transaction that is open."""
    for key, value in records:
        producer.produce("wire.articles", key=key, value=value)
    producer.flush()


def never(records: Records) -> Records:
    """Articles that would displace those of ``records``, to be aborted."""
    return [(key, article((key or b"").decode(), "never water + words", version=1_000_000)) for key, _ in records]


def counted_in_vain(broker: str) -> list[bytes | None]:
    """The events in which something stands that was only said in aborted transactions."""
    topics = ("wire.statements", "wire.stances", "wire.topic-counts", "tasrih-articles-changelog")
    events = [message.value() for topic in topics for message in read(broker, topic)]
    return [value for value in events if NEVER in (value or b"")]


class Newsroom:
    """Feeds pieces of copy in transactions, some at a time, while its block runs.

    ``done`` counts how transactions ended: ``committed``, ``aborted``, ``left`` (their producer died; the broker ends
    it after ``TIMEOUT_MS``, or the next producer of that name), ``empty``, and ``again``: those that a fault ended.
    """

    def __init__(self, broker: str, seed: int) -> None:
        self.done: Counter[str] = Counter()
        self._broker = broker
        self._seed = seed
        self._pieces: SimpleQueue[Records | None] = SimpleQueue()
        self._desks = [threading.Thread(target=self._work, args=(number,), daemon=True) for number in range(DESKS)]

    def feed(self, records: Records) -> None:
        """Hand in a piece."""
        self._pieces.put(records)

    def __enter__(self) -> Self:
        for desk in self._desks:
            desk.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until all is fed."""
        for _ in self._desks:
            self._pieces.put(None)
        for desk in self._desks:
            desk.join()

    def _work(self, number: int) -> None:
        chance = random.Random(self._seed + number)  # noqa: S311 (the same endings each time)
        name = f"newsroom-{number}"
        producer = transactional(self._broker, name)
        while piece := self._pieces.get():
            end = ""
            while end != "committed":
                end = chance.choice(ENDS)
                try:
                    _transact(producer, piece, end, chance.random())
                except KafkaException:
                    end = "again"
                self.done[end] += 1
                if end in ("left", "again"):
                    time.sleep(chance.choice((0, TIMEOUT_MS / 1000)))
                    producer = transactional(self._broker, name)


def _transact(producer: Producer, piece: Records, end: str, seconds: float) -> None:
    """One transaction, open for some time, whose end is one of ``ENDS``."""
    producer.begin_transaction()
    if end != "empty":
        write(producer, piece if end == "committed" else never(piece))
        time.sleep(seconds)
    if end in ("committed", "empty"):
        producer.commit_transaction()
    elif end == "aborted":
        producer.abort_transaction()
