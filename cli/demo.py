"""``tasrih demo``: the whole way on one machine, with articles written for it."""

import signal
import socket
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import click
from confluent_kafka import Consumer, TopicPartition
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from cli import options, samples, tail, watch
from cli.children import Child
from cli.delivery import Delivery, Record
from schemas import article, statement, topic_count
from schemas.errors import TasrihError
from schemas.statement import Statement
from schemas.topic_count import TopicCount
from serving import counts, events
from serving.counts import Counts
from serving.events import Asked
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access
from streams.brokers.embedded import EmbeddedBroker
from streams.settings import Settings

PACE = 0.5  # seconds between two articles, so that the counts can be watched
PATIENCE = 60.0  # seconds that --once waits for a worker
RECENT = 4  # statements shown under the table
BY_TOPIC = Asked(window="all", by="topic")


class Running(NamedTuple):
    """A demo that runs: its broker and the commands that it started."""

    access: Access
    children: tuple[Child, ...]

    def check(self) -> None:
        """See that every command still runs."""
        for child in self.children:
            child.check()


@click.command(name="demo")
@click.option("--once", is_flag=True, help="Print statements and counts, and end.")
def command(once: bool) -> None:
    """The whole way on this machine: an embedded broker, a worker, the HTTP side, and articles written for the demo.

    \b
    Examples:
      tasrih demo
      tasrih demo --once | jq -c .count

    Stays until Ctrl-C, which ends every process that it started. Off a terminal it prints JSON Lines:
    {"statement": ...} for each statement, {"count": ...} for each row. Nothing is kept.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    signal.signal(signal.SIGTERM, _leave)
    with ExitStack() as stack:
        try:
            _run(stack, once)
        except KeyboardInterrupt:
            click.echo("demo ended; nothing of it is left", err=True)


def _run(stack: ExitStack, once: bool) -> None:
    click.echo("starting an embedded broker and a worker: a few seconds", err=True)
    settings = Settings.read()
    running = _started(stack, settings, serve=not once)
    if once:
        _print_all(running)
        return
    address = f"http://127.0.0.1:{settings.port}"
    click.echo(f"statements and counts at {address}; Ctrl-C ends", err=True)
    if sys.stdout.isatty():
        _show(running, address)
    else:
        _stream(running)


def _started(stack: ExitStack, settings: Settings, serve: bool) -> Running:
    """Start the processes; ``stack`` ends them, last things first."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tasrih-demo-")))
    broker = EmbeddedBroker(topic.name for topic in topics.TOPICS)
    address = stack.enter_context(broker).address
    worker = ("worker", "--broker", address, "--data-dir", str(folder / "worker"), "--web-port", str(_free_port()))
    server = ("serve", "--broker", address, "--port", str(settings.port))
    commands = (worker, server) if serve else (worker,)
    children = [stack.enter_context(Child(command, folder / f"{command[0]}.said")) for command in commands]
    return Running(Access(address), tuple(children))


def _print_all(running: Running) -> None:
    """Feed all articles, wait until they are counted, and print what came of them."""
    delivery = Delivery(running.access)
    for sample in samples.articles(datetime.now(UTC)):
        delivery.send(topics.ARTICLES, _record(sample))
    delivery.finish()
    for topic in (topics.ARTICLES, topics.STANCES):  # stances are out before their articles are committed
        _await_committed(running, topic)
    with TopicReader(running.access, topics.STATEMENTS) as reader:
        for batch in reader.past():
            _print_statements([event.statement for event in events.statements(batch)])
    _print_counts(counts.read(running.access).select())


def _print_statements(statements: list[Statement]) -> None:
    for said in statements:
        options.emit(b'{"statement":' + statement.encode(said) + b"}")


def _print_counts(rows: list[TopicCount]) -> None:
    for row in rows:
        options.emit(b'{"count":' + topic_count.encode(row) + b"}")


def _stream(running: Running) -> None:
    for statements, changed, _ in _live(running):
        _print_statements(statements)
        _print_counts(changed)


def _show(running: Running, address: str) -> None:
    recent: deque[Statement] = deque(maxlen=RECENT)
    with Live(console=Console(), auto_refresh=False) as live:
        for statements, _, known in _live(running):
            recent.extend(statements)
            foot = f"{address}   tasrih tail --broker {running.access}   Ctrl-C ends"
            live.update(_picture(known, recent, foot, live.console), refresh=True)


def _picture(known: Counts, recent: deque[Statement], foot: str, console: Console) -> Group:
    """Topics with their bars, the latest statements, and where to look further."""
    rows = sorted(known.select(BY_TOPIC), key=lambda row: -row.statements)
    latest = [tail.on_terminal(said, console.width) for said in recent]
    space = max(console.height - sum(len(said.wrap(console, console.width)) for said in latest) - 4, 3)
    table = watch.table(rows[:space], {}, console.width)
    return Group(table, Text(), *latest, Text(foot, "dim"))


def _live(running: Running) -> Iterator[tuple[list[Statement], list[TopicCount], Counts]]:
    """Feed an article every ``PACE`` seconds; what is new each time: statements, changed rows, and all rows."""
    waiting = deque(samples.articles(datetime.now(UTC)))
    delivery, known, due = Delivery(running.access), Counts(), 0.0
    with (
        TopicReader(running.access, topics.STATEMENTS) as said,
        TopicReader(running.access, topics.COUNTS) as counted,
    ):
        while True:
            running.check()
            if waiting and time.monotonic() >= due:
                delivery.send(topics.ARTICLES, _record(waiting.popleft()))
                due = time.monotonic() + PACE
            statements = [event.statement for event in events.statements(said.read(0.1))]
            changed = list(events.counts(counted.read(0.1)))
            known.apply(changed)
            yield statements, [event.row for event in changed if event.row], known


def _record(sample: article.Article) -> Record:
    return Record(sample.uri.encode(), article.encode(sample))


def _await_committed(running: Running, topic: str) -> None:
    """Wait until the workers have committed all that stands in ``topic``."""
    consumer = Consumer(running.access.librdkafka() | {"group.id": topics.GROUP})
    partitions = [TopicPartition(topic, number) for number in range(EmbeddedBroker.partitions)]
    deadline = time.monotonic() + PATIENCE
    while not _committed(consumer, partitions):
        running.check()
        if time.monotonic() > deadline:
            raise TasrihError(f"The worker did not read {topic} to its end within {PATIENCE:.0f} s: run it once more.")
        time.sleep(0.1)
    consumer.close()


def _committed(consumer: Consumer, partitions: list[TopicPartition]) -> bool:
    done = {place.partition: place.offset for place in consumer.committed(partitions, timeout=10)}
    ends = {place.partition: consumer.get_watermark_offsets(place, timeout=10)[1] for place in partitions}
    return all(end == 0 or done[partition] >= end for partition, end in ends.items())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
