"""An in-memory broker in a child process: librdkafka's mock cluster, which the confluent-kafka wheel brings.

Good for the demo and quick tests with one worker. It keeps nothing, knows no compaction and no CreateTopics, holds
5 MB a partition, and every topic has ``PARTITIONS`` partitions from the first time it is asked for. It takes
transactions, but its markers have no valid checksum: a worker stops there. So nobody may feed it in transactions.
"""

import signal
import subprocess
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from confluent_kafka import Producer

from schemas.errors import BrokerUnavailable

PARTITIONS = 4  # librdkafka's default for the mock cluster; there is no setting for it


class EmbeddedBroker:
    """A broker that lives as long as its ``with`` block, or as the process that started it.

    ``address`` is HOST:PORT; ``topics`` exist when the block begins.
    """

    partitions = PARTITIONS

    def __init__(self, topics: Iterable[str] = ()) -> None:
        self.address = ""
        self._topics = tuple(topics)
        self._child: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start the child and return its address."""
        command = [sys.executable, "-m", "streams.brokers.embedded", *self._topics]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own module)
        self._child = child
        self.address = _first_line(child)
        if not self.address:
            raise BrokerUnavailable(f"The embedded broker did not start: it ended with exit code {child.wait()}.")
        return self.address

    def stop(self) -> None:
        """End the child; what the topics held is gone."""
        if self._child:
            self._child.communicate()
            self._child = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _first_line(child: subprocess.Popen[str]) -> str:
    return child.stdout.readline().strip() if child.stdout else ""


def _serve(topics: Iterable[str]) -> None:
    """Hold a mock cluster, print its address, and wait until standard input closes: the parent is gone then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides when this ends
    client = Producer({"test.mock.num.brokers": "1", "log_level": 0})
    broker = next(iter(client.list_topics(timeout=10).brokers.values()))
    for topic in topics:
        client.list_topics(topic, timeout=10)
    sys.stdout.write(f"{broker.host}:{broker.port}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(sys.argv[1:])
