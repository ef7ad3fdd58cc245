"""How many articles a second one worker takes, fed plainly and in transactions, beside a bare aiokafka loop.

``python benchmarks/throughput.py ARTICLES.jsonl [--articles N] [--rounds N]`` starts two Kafkas, one after the other
(Java and Maven), and feeds each the file as often as needed under new uris: the first plainly, for the worker and for
the loop, the second in transactions of 10 articles, for a worker. Each reads it all from the start.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import psutil
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from streams import topics
from streams.brokers import kafka
from streams.settings import MIB, Settings

PARTITIONS = 8
PIECE = 10  # articles in a transaction: each leaves a marker in every partition that it wrote to
COMMANDS = {
    "worker": [str(Path(sys.executable).with_name("tasrih")), "worker"],
    # -P: a benchmark here is named as a room is, and must not stand before it.
    "bare loop": [sys.executable, "-P", str(Path(__file__).with_name("bare.py"))],
}


class Result(NamedTuple):
    """Articles a second from the first statement to the last commit; for a worker also to the last count.

    ``cpu`` is ms of processor time an article, which other work on the machine disturbs least.
    """

    name: str
    extracted: float
    counted: float | None
    resident: float
    cpu: float


class Probe:
    """Asks a group how far it is."""

    def __init__(self, broker: str, group: str) -> None:
        self._consumer = Consumer({"bootstrap.servers": broker, "group.id": group})

    def end(self, topic: str) -> int:
        """Records that the topic holds."""
        places = (TopicPartition(topic, partition) for partition in range(PARTITIONS))
        return sum(self._consumer.get_watermark_offsets(place, 10)[1] for place in places)

    def committed(self, topic: str) -> int:
        """Records of the topic that the group has committed."""
        places = [TopicPartition(topic, partition) for partition in range(PARTITIONS)]
        return sum(max(place.offset, 0) for place in self._consumer.committed(places, 10))


def feed(broker: str, path: Path, articles: int) -> None:
    """Write ``articles`` articles of the file, repeated under new uris, to wire.articles."""
    producer = Producer({"bootstrap.servers": broker, "partitioner": "murmur2_random"})
    for number, (uri, value) in enumerate(copies(path, articles)):
        producer.produce(topics.ARTICLES, key=uri, value=value)
        producer.poll(0)
        if number % 10_000 == 0:
            producer.flush()
    producer.flush()


def feed_in_transactions(broker: str, path: Path, articles: int) -> None:
    """The same articles, ``PIECE`` in each transaction."""
    named = {"transactional.id": "throughput"}
    producer = Producer({"bootstrap.servers": broker, "partitioner": "murmur2_random"} | named)
    producer.init_transactions()
    rest = copies(path, articles)
    while piece := list(islice(rest, PIECE)):
        producer.begin_transaction()
        for uri, value in piece:
            producer.produce(topics.ARTICLES, key=uri, value=value)
        producer.commit_transaction()


def copies(path: Path, articles: int) -> Iterator[tuple[str, str]]:
    """That many articles of the file, repeated under new uris: uri and value."""
    lines = path.read_bytes().splitlines()
    for number in range(articles):
        article = json.loads(lines[number % len(lines)])
        article["uri"] = f"{article['uri']}:{number // len(lines)}"
        yield article["uri"], json.dumps(article, ensure_ascii=False)


def measure(name: str, broker: str, folder: Path, articles: int) -> Result:
    """Start one of the two and time it."""
    bare = name == "bare loop"
    out, group = ("bare.statements", "bare") if bare else (topics.STATEMENTS, topics.GROUP)
    arguments = [broker] if bare else ["--broker", broker, "--data-dir", str(folder), "--web-port", str(6099)]
    probe = Probe(broker, group)
    with subprocess.Popen([*COMMANDS[name], *arguments], stderr=subprocess.DEVNULL) as process:
        while not probe.end(out):
            if process.poll() is not None:
                sys.exit(
                    f"{name} ended with {process.returncode} before its first statement; run it by hand to see why."
                )
            time.sleep(0.05)
        began, spent = time.monotonic(), _cpu(process.pid)
        while probe.committed(topics.ARTICLES) < probe.end(topics.ARTICLES):  # with the markers of transactions
            time.sleep(0.1)
        extracted = time.monotonic() - began
        while not bare and probe.committed(topics.STANCES) < probe.end(topics.STANCES):
            time.sleep(0.1)
        counted = None if bare else articles / (time.monotonic() - began)
        cpu = (_cpu(process.pid) - spent) / articles * 1000
        resident = psutil.Process(process.pid).memory_info().rss / MIB
        process.kill()
    return Result(name, articles / extracted, counted, resident, cpu)


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


@contextmanager
def fed(write: Callable[[str, Path, int], None], path: Path, articles: int) -> Iterator[tuple[str, Path]]:
    """The address of a fresh broker that has the articles, and an empty folder."""
    with kafka.temporary() as node, tempfile.TemporaryDirectory() as folder:
        topics.declare(Settings.read({}, broker=node.address, partitions=PARTITIONS))
        admin = AdminClient({"bootstrap.servers": node.address})
        wanted = [NewTopic(f"bare.{what}", PARTITIONS, 1) for what in ("statements", "stances")]
        for done in admin.create_topics(wanted).values():
            done.result()
        write(node.address, path, articles)
        yield node.address, Path(folder)


def measured(path: Path, articles: int) -> list[Result]:
    """One round: worker, bare loop, and the worker on copy in transactions."""
    with fed(feed, path, articles) as (broker, folder):
        plain = [measure(name, broker, folder, articles) for name in COMMANDS]
    with fed(feed_in_transactions, path, articles) as (broker, folder):
        return [*plain, measure("worker", broker, folder, articles)._replace(name="transactions")]


def ratio(name: str, one: Result, other: Result) -> None:
    """Print how many times the other's articles a second one takes."""
    counted = f" {one.counted / other.counted:12.2f}" if one.counted and other.counted else ""
    print(f"{name:12} {one.extracted / other.extracted:12.2f}{counted}")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    print(f"{'':12} {'extracted/s':>12} {'counted/s':>12} {'resident MiB':>13} {'cpu ms/article':>15}")
    for _ in range(given.rounds):
        results = measured(given.path, given.articles)
        for result in results:
            counted = f"{result.counted:12,.0f}" if result.counted else " " * 12
            print(f"{result.name:12} {result.extracted:12,.0f} {counted} {result.resident:13,.0f} {result.cpu:15.2f}")
        worker, bare, transactions = results
        ratio("to the loop", worker, bare)
        ratio("to plain", transactions, worker)


if __name__ == "__main__":
    main()
