"""How long a worker takes to read again after a restart, with its data folder kept and wiped.

``PYTHONPATH=tests/support python benchmarks/recovery.py [--articles N]`` starts a Kafka of its own (Java and Maven)
and a worker with the tests' tiny extractor, so that the tables are filled quickly.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from desk import Worker, article, feed, settle

from streams import topics
from streams.brokers import kafka
from streams.settings import MIB, Settings

SIDES = "+-="


def copy(articles: int) -> Iterator[tuple[bytes, bytes]]:
    """Articles with four statements each."""
    for number in range(articles):
        lines = [f"speaker-{(number + n) % 50} topic-{(number * n) % 40} {SIDES[n % 3]} كلام {n}" for n in range(4)]
        hour = f"2026-05-{1 + number % 28:02}T{number % 24:02}:00:00Z"
        yield f"urn:{number}".encode(), article(f"urn:{number}", *lines, versionCreated=hour)


def restart(worker: Worker) -> float:
    """Seconds from the start of the process until it reads."""
    began = time.monotonic()
    worker.start()
    worker.wait_ready(600)
    return time.monotonic() - began


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    with kafka.temporary() as node, tempfile.TemporaryDirectory() as folder:
        topics.declare(Settings.read({}, broker=node.address))
        worker = Worker(node.address, Path(folder) / "w").start()
        began = time.monotonic()
        feed(node.address, copy(given.articles))
        settle(node.address, 3600)
        assert worker.process is not None  # noqa: S101 (for the type checker)
        resident = psutil.Process(worker.process.pid).memory_info().rss / MIB
        print(f"{given.articles:,} articles counted in {time.monotonic() - began:.0f} s; resident {resident:.0f} MiB")
        worker.end()
        print(f"restart, data folder kept   {restart(worker):6.1f} s")
        worker.end()
        worker.wipe()
        print(f"restart, data folder wiped  {restart(worker):6.1f} s")
        worker.end()


if __name__ == "__main__":
    main()
