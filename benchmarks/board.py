"""How soon the board shows something, and how soon a number on it moves after an article is fed.

``python benchmarks/board.py [ARTICLES.jsonl] [--rate N] [--seconds N] [--openings N]`` starts a Kafka of its own (Java
and Maven: the embedded broker answers its readers 0.1 s late), a worker and a server, and feeds the file: 2,000
articles make a board as full as a real one. It opens the board in Chromium several times anew, for the first useful
view (a topic with its numbers, from the start of the navigation to the frame that shows it); then once, while articles
are fed at ``rate`` a second, each of which raises one number by one: for each, from the producer's hand to the number
in the page.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from confluent_kafka import Consumer, Producer, TopicPartition
from playwright.sync_api import Browser, Page, sync_playwright

from streams import topics
from streams.brokers import kafka
from streams.brokers.ports import reserve
from streams.settings import Settings

TASRIH = str(Path(sys.executable).with_name("tasrih"))
PARTITIONS = 8
TOPIC, BODY = "tourism", "قال الوزير جابر الرافعي إن الحكومة تدعم الفنادق الصغيرة."  # one statement, for it
NUMBER = f'.row[data-key="{TOPIC}"] .support b'
FIRST = """
    new MutationObserver((_, observer) => {
      if (!document.querySelector(".row")) return;
      observer.disconnect();
      requestAnimationFrame(() => (window.first = performance.now()));
    }).observe(document, { subtree: true, childList: true });"""
WATCH = """
    (number) => {
      window.seen = [];
      const note = () => {
        const shown = Number(document.querySelector(number)?.dataset.count ?? 0);
        if (shown !== window.seen.at(-1)?.[1]) window.seen.push([Date.now() / 1000, shown]);
      };
      const options = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-count"] };
      new MutationObserver(note).observe(document.getElementById("content"), options);
      note();
    }"""


@contextmanager
def board(broker: str, folder: Path) -> Iterator[str]:
    """A worker and a server; the board's address."""
    port, web = reserve(), reserve()
    worker = [TASRIH, "worker", "--broker", broker, "--data-dir", str(folder), "--web-port", str(web)]
    server = [TASRIH, "serve", "--broker", broker, "--port", str(port)]
    children = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for command in (worker, server)]
    try:
        for each in (web, port):
            wait_ready(f"http://127.0.0.1:{each}/readyz")
        yield f"http://127.0.0.1:{port}"
    finally:
        for child in children:
            child.terminate()
            child.wait()


def wait_ready(url: str) -> None:
    """Wait until a process is ready."""
    while True:
        try:
            return urlopen(url, timeout=5).close()  # noqa: S310 (an address made here)
        except OSError:
            time.sleep(0.1)


def wait_counted(broker: str) -> None:
    """Wait until the worker has counted all that was fed."""
    consumer = Consumer({"bootstrap.servers": broker, "group.id": topics.GROUP})  # it asks, and never joins
    for topic in (topics.ARTICLES, topics.STANCES):
        places = [TopicPartition(topic, partition) for partition in range(PARTITIONS)]
        ends = {place.partition: consumer.get_watermark_offsets(place, 10)[1] for place in places}
        while any(
            place.offset < ends[place.partition] for place in consumer.committed(places, 10) if ends[place.partition]
        ):
            time.sleep(0.2)


def first_views(browser: Browser, address: str, openings: int) -> Iterator[float]:
    """Seconds to the first useful view, each in a window of its own."""
    for _ in range(openings):
        page = browser.new_page()
        page.add_init_script(FIRST)
        page.goto(address)
        page.wait_for_function("() => window.first")
        yield page.evaluate("window.first") / 1000
        page.close()


def fed_to_moved(page: Page, broker: str, articles: int, rate: int) -> Iterator[float]:
    """Seconds from each article to the number that counts it."""
    page.evaluate(WATCH, NUMBER)
    ((_, before),) = page.evaluate("window.seen")
    fed = feed(broker, articles, rate)
    page.wait_for_function(f"() => window.seen.at(-1)[1] >= {before + articles}", timeout=60_000)
    seen = page.evaluate("window.seen")
    for number, when in enumerate(fed, start=before + 1):
        yield next(moment for moment, shown in seen if shown >= number) - when


def feed(broker: str, articles: int, rate: int) -> list[float]:
    """Feed articles evenly, and note when."""
    producer = Producer({"bootstrap.servers": broker, "partitioner": "murmur2_random", "linger.ms": 0})
    began, fed = time.monotonic(), []
    for number in range(articles):
        time.sleep(max(began + number / rate - time.monotonic(), 0))
        uri, now = f"urn:bench:{time.time_ns()}", datetime.now(UTC).isoformat()
        article = {"uri": uri, "versionCreated": now, "bodies": [{"value": BODY}]}
        fed.append(time.time())
        producer.produce(topics.ARTICLES, json.dumps(article), uri)
        producer.poll(0)
    producer.flush()
    return fed


def report(name: str, took: list[float]) -> None:
    """Print a line."""
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    print(f"{name:20} {len(took):6,} {cuts[49]:8.3f} {cuts[98]:8.3f} {max(took):8.3f}")


def measure(broker: str, address: str, given: Any) -> None:
    """Open, look, and print the table."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"{'':20} {'':>6} {'p50 s':>8} {'p99 s':>8} {'most s':>8}")
        report("first useful view", list(first_views(browser, address, given.openings)))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        feed(broker, 5 * given.rate, given.rate)  # it comes to the top, and everything is warm
        wait_counted(broker)
        page.locator(NUMBER).wait_for()
        time.sleep(2)
        report("fed to number moved", list(fed_to_moved(page, broker, given.rate * given.seconds, given.rate)))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", help="articles as JSON Lines, fed before anything is measured")
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--openings", type=int, default=20)
    given = parser.parse_args()
    with kafka.temporary() as node, tempfile.TemporaryDirectory() as folder:
        topics.declare(Settings.read({}, broker=node.address, partitions=PARTITIONS))
        if given.path:
            subprocess.run([TASRIH, "feed", "--broker", node.address, given.path], check=True, capture_output=True)
        with board(node.address, Path(folder)) as address:
            feed(node.address, 1, given.rate)
            wait_counted(node.address)
            measure(node.address, address, given)


if __name__ == "__main__":
    main()
