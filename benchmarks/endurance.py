"""Whether a worker's memory stays flat: many versions of fewer articles, read by one worker.

``PYTHONPATH=tests/support python benchmarks/endurance.py [--articles N] [--uris N]`` starts a Kafka of its own (Java
and Maven), feeds a million versions of a hundred thousand articles unless told otherwise, in the tests' tiny language,
and prints the worker's resident memory at each tenth, beside what its tables take on disk.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from desk import Worker, article, feed, lag
from throughput import Probe

from streams import topics
from streams.brokers import kafka
from streams.settings import MIB, Settings
from streams.topics import GROUP

STEP = 20_000  # articles fed at once, so that the producer holds few


def versions(first: int, last: int, uris: int) -> Iterator[tuple[bytes, bytes]]:
    """Versions of articles, two statements each, over a month of hours."""
    for number in range(first, last):
        uri = f"urn:{number % uris}"
        lines = [f"speaker-{(number + n) % 500} topic-{(number * n) % 100} {'+-='[n % 3]} كلام" for n in range(2)]
        hour = f"2026-05-{1 + number % 28:02}T{number % 24:02}:00:00Z"
        yield uri.encode(), article(uri, *lines, version=number // uris + 1, versionCreated=hour)


def feed_all(broker: str, articles: int, uris: int) -> None:
    """Feed everything in steps."""
    for first in range(0, articles, STEP):
        feed(broker, versions(first, min(first + STEP, articles), uris))


def on_disk(folder: Path) -> float:
    """MiB of files below a folder that other programs write and remove in."""
    return sum(path.stat().st_size for path in list(folder.rglob("*.sst"))) / MIB


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--uris", type=int, default=100_000)
    given = parser.parse_args()
    with kafka.temporary() as node, tempfile.TemporaryDirectory() as folder:
        topics.declare(Settings.read({}, broker=node.address))
        worker = Worker(node.address, Path(folder) / "w").start()
        assert worker.process is not None  # noqa: S101 (for the type checker)
        process, probe = psutil.Process(worker.process.pid), Probe(node.address, GROUP)
        began = time.monotonic()
        feeding = threading.Thread(target=feed_all, args=(node.address, given.articles, given.uris))
        feeding.start()
        print(f"{'articles':>10} {'resident MiB':>13} {'tables MiB':>11} {'seconds':>8}", flush=True)
        for tenth in range(1, 11):
            wanted = given.articles * tenth // 10
            while probe.committed(topics.ARTICLES) < wanted:
                time.sleep(0.2)
            resident, tables = process.memory_info().rss / MIB, on_disk(worker.folder)
            print(f"{wanted:10,} {resident:13,.0f} {tables:11,.0f} {time.monotonic() - began:8,.0f}", flush=True)
        feeding.join()
        print(f"left to count: {lag(node.address):,} records")
        worker.end()


if __name__ == "__main__":
    main()
