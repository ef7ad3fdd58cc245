"""Restarts: subscribers of many kinds read while `tasrih serve` is killed or ended, and started again, many times.

Beside it the worker is killed now and then, and publishes some statements twice.

``make restarts CLIENTS=60 RESTARTS=20 SEED=7`` starts a Kafka of its own and a worker, feeds our gold's articles with
corrections and withdrawals, and prints one line of figures; it exits 0 only when each has had every statement that its
filter selects once, and of counts the last state of every row. Where there is Chromium, some are pages in it.
"""

import argparse
import json
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import chain, count, cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from board import TASRIH, BoardDesk, examples_served
from desk import Worker, feed, settle, workers
from playwright.sync_api import Browser, sync_playwright
from subscribers import (
    CurlSubscriber,
    Example,
    Faults,
    HttpSubscriber,
    NdjsonSubscriber,
    Query,
    Records,
    Subscriber,
    contents,
    is_said,
    records_of,
    stances,
)

from streams import topics
from streams.brokers import kafka
from streams.settings import Settings

ROOT = Path(__file__).parents[2]
GOLD = [
    json.loads(line)
    for path in sorted((ROOT / "tests" / "gold" / "articles").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
HOURS = 24
ROUND = 40  # articles
PIECE, PIECE_SECONDS = 5, 0.25
PATIENCE_SECONDS = 120
FILTERS: tuple[tuple[str, ...], ...] = (
    (),
    ("topic",),
    ("speaker",),
    ("polarity",),
    ("source",),
    ("topic", "polarity"),
    ("speaker", "topic"),
    ("source", "polarity"),
)
STREAMS = ("statements", "statements", "counts", "statements", "statements,counts")
ROWS: tuple[Query, ...] = ({}, {"by": "topic", "window": "all"}, {"by": "speaker"})
FROM_THE_BEGINNING = {"since": "0"}
RECORD = """
    (url) => {
      window.got = [];
      window.source = new EventSource(url);
      for (const name of ["statement", "count", "lost"])
        window.source.addEventListener(name, ({ data }) => window.got.push([name, data]));
    }"""


def copy(seed: int) -> Iterator[list[tuple[bytes, bytes]]]:
    """Our gold's articles again and again; some correct those of an earlier time, and some withdraw one."""
    chance = random.Random(seed)  # noqa: S311 (the same copy each time)
    for time_ in count(1):
        rows = chance.sample(GOLD, ROUND)
        yield [_record(row, time_, chance) for row in rows]


def _record(row: dict[str, Any], time_: int, chance: random.Random) -> tuple[bytes, bytes]:
    uri = f"{row['uri']}:{chance.choice((time_, time_, chance.randint(1, time_)))}"
    text = chance.choice((row, row, row, chance.choice(GOLD)))
    article = {name: text[name] for name in ("headline", "body_text", "language", "infosource")}
    hour = datetime.now(UTC) - timedelta(hours=chance.randrange(HOURS))  # rows of old hours would be swept
    ours = {"uri": uri, "version": time_, "versioncreated": hour.isoformat()}
    withdrawn = {"pubstatus": "canceled"} if chance.random() < 0.1 else {}
    return uri.encode(), json.dumps(article | ours | withdrawn).encode()


def queries(said_so_far: list[dict[str, Any]], chance: random.Random) -> Iterator[Query]:
    """Filters without end that select something of what was said, one of each kind after the other."""
    for names in cycle(FILTERS):
        said = chance.choice([said for said in said_so_far if said["stances"]])
        stance = chance.choice(said["stances"])
        speaker = chance.choice((said["speaker"]["id"], said["speaker"]["name"]))
        known = {"topic": stance["topic"], "polarity": stance["polarity"]}
        known |= {"speaker": speaker, "source": said["source"]}
        yield {name: known[name] for name in names}


class Page(Subscriber):
    """A page in Chromium that notes what its EventSource gets, in a window with connections of its own."""

    back = "() => window.source.readyState === EventSource.OPEN"

    def open(self, browser: Browser, origin: str, address: str) -> None:
        """Subscribe."""
        self.page = browser.new_context().new_page()
        self.page.goto(origin)
        self.page.evaluate(RECORD, address + self.path)

    def faults(self, records: dict[str, Records]) -> Faults:
        """What is wrong with what came by now."""
        self.got = self.page.evaluate("window.got")
        return super().faults(records)


class ExamplePage(Page):
    """The example page, which shows what stands."""

    back = "() => document.getElementById('state').textContent === 'live'"

    def open(self, browser: Browser, origin: str, address: str) -> None:
        """Subscribe."""
        self.page = browser.new_context().new_page()
        self.page.goto(f"{origin}/statements_eventsource.html?serve={address}&{urlencode(self.query)}")

    def faults(self, records: dict[str, Records]) -> Faults:
        """What is wrong with what it shows."""
        last = {one.value["id"]: one.value for one in records[topics.STATEMENTS]}
        stand = {id_ for id_, said in last.items() if said["status"] == "active" and is_said(self.query, said)}
        shown = Counter(self.page.eval_on_selector_all("li", "items => items.map((item) => item.id)"))
        repeated = shown.total() - len(shown)
        return Faults(len(stand - shown.keys()), repeated, len(shown.keys() - stand))


PAGES: tuple[tuple[type[Page], str], ...] = ((Page, "statements"), (Page, "counts"), (ExamplePage, "statements"))
HTTP = (HttpSubscriber, NdjsonSubscriber, CurlSubscriber)


class Restarts:
    """A broker with a worker and a serve that are hurt, and their subscribers."""

    def __init__(self, broker: str, worker: Worker, seed: int) -> None:
        self.broker = broker
        self.worker = worker
        self.chance = random.Random(seed)  # noqa: S311 (the same blows each time)
        self.copy = copy(seed)
        self.desk = BoardDesk(broker)
        self.blows: Counter[str] = Counter()
        self.http: list[HttpSubscriber] = []
        self.examples: list[Example] = []
        self.pages: list[Page] = []

    @property
    def all(self) -> list[HttpSubscriber | Example | Page]:
        """Everybody who reads."""
        return [*self.http, *self.examples, *self.pages]

    def subscribe(self, clients: int) -> None:
        """Over HTTP with filters that select something, from the beginning or from now; and with Kafka's clients."""
        asked = queries([one.value for one in records_of(self.broker)[topics.STATEMENTS]], self.chance)
        rows = cycle(ROWS)
        for number, kind in zip(range(clients), cycle(HTTP), strict=False):
            streams = STREAMS[number % len(STREAMS)]
            query = next(asked) if streams == "statements" else next(rows)
            since = self.chance.choice((FROM_THE_BEGINNING, {}))
            self.http.append(kind(streams, query | since, address=self.desk.address))
        for one in self.http:
            one.start()
        for name, lines_of in {"aiokafka": stances, "confluent": contents}.items():
            command = [sys.executable, str(ROOT / "examples" / f"statements_{name}.py"), self.broker]
            self.examples.append(Example(command, lines_of))

    def open(self, browser: Browser, origin: str, pages: int) -> None:
        """Subscribe in pages: to statements, to counts, and with the example page."""
        asked = queries([one.value for one in records_of(self.broker)[topics.STATEMENTS]], self.chance)
        rows = cycle(ROWS)
        for number in range(pages):
            made, streams = PAGES[number % len(PAGES)]
            query = next(rows) if streams == "counts" else next(asked)
            self.pages.append(made(streams, query | FROM_THE_BEGINNING))
            self.pages[-1].open(browser, origin, self.desk.address)

    def hurt(self, restarts: int, **environment: str) -> None:
        """End serve and start it again, while copy flows in; now and then the worker is killed too."""
        enough = threading.Event()
        flowing = threading.Thread(target=self._flow, args=(enough,))
        flowing.start()
        try:
            for number in islice(cycle((signal.SIGKILL, signal.SIGTERM, signal.SIGKILL)), restarts):
                time.sleep(self.chance.uniform(0.2, 3))
                self._restart(number, **environment)
        finally:
            enough.set()
            flowing.join()

    def _restart(self, number: signal.Signals, **environment: str) -> None:
        self.desk.stop(number)
        self.blows[number.name] += 1
        if number == signal.SIGTERM:
            self.worker.end(signal.SIGKILL)
            self.blows["worker"] += 1
            self.worker.start()
        time.sleep(self.chance.choice((0, self.chance.uniform(0, 2))))
        self.desk.serve(**environment)

    def _flow(self, enough: threading.Event) -> None:
        records = chain.from_iterable(self.copy)
        while not enough.wait(PIECE_SECONDS):
            feed(self.broker, list(islice(records, PIECE)))

    def finish(self) -> dict[str, Any]:
        """Feed once more when all have come back, and see what each has got; the figures."""
        back = [one for one in self.http if _comes(lambda one=one: one.begun > self.desk.since)]
        for page in self.pages:
            page.page.wait_for_function(page.back, timeout=PATIENCE_SECONDS * 1000)
        feed(self.broker, next(self.copy))
        settle(self.broker)
        records = records_of(self.broker)
        faults = {
            one: one.faults(records) for one in self.all if not _comes(lambda one=one: not any(one.faults(records)))
        }
        return {
            "clients": len(self.all),
            "pages": len(self.pages),
            "ends": dict(self.blows),
            "statements": sum(not one.again for one in records[topics.STATEMENTS]),
            "published_again": sum(one.again for one in records[topics.STATEMENTS]),
            "rows": len(records[topics.COUNTS]),
            "delivered": sum(len(one.got) for one in (*self.http, *self.pages))
            + sum(len(e.printed) for e in self.examples),
            "dropped": sum(one.dropped for one in self.http),
            "never_back": len(self.http) - len(back),
            **dict(zip(Faults._fields, map(sum, zip(Faults(0, 0, 0), *faults.values(), strict=True)), strict=True)),
            "whose": {str(one): list(wrong) for one, wrong in faults.items()},
        }

    def stop(self) -> None:
        """Send all away."""
        for one in self.http:
            one.stop()
        self.desk.stop()
        for example in self.examples:
            example.stop()


def _comes(true: Callable[[], bool]) -> bool:
    """Whether something becomes true in a long time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def run(broker: str, folder: Path, seed: int, clients: int, *, restarts: int, pages: int) -> dict[str, Any]:
    """One run; its figures. There are ``pages`` in Chromium where it is."""
    topics.declare(Settings.read({}, broker=broker))
    with ExitStack() as stack:
        (worker,) = stack.enter_context(workers(broker, folder, 1, (str(TASRIH), "worker")))
        origin = stack.enter_context(examples_served())
        reading = Restarts(broker, worker, seed)
        stack.callback(reading.stop)
        feed(broker, next(reading.copy))
        settle(broker)
        reading.desk.serve(TASRIH_CORS_ORIGINS=origin)
        reading.subscribe(clients)
        if pages and (chromium := shutil.which("chromium")):
            playwright = stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            reading.open(browser, origin, pages)
        reading.hurt(restarts, TASRIH_CORS_ORIGINS=origin)
        return reading.finish()


def main() -> None:
    """Print the figures of one run as a line; exit 1 unless everybody had everything once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--clients", type=int, default=60, help="over HTTP; a fifth as many pages")
    parser.add_argument("--restarts", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, kafka.temporary() as node:
        figures = run(
            node.address, Path(folder), given.seed, given.clients, restarts=given.restarts, pages=given.clients // 5
        )
    print(json.dumps({"seed": given.seed} | figures, ensure_ascii=False))  # noqa: T201 (its output)
    sys.exit(bool(figures["never_back"] or figures["whose"]))


if __name__ == "__main__":
    main()
