"""``tasrih watch``: the counts, live."""

import sys
import time

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from cli import display, follow, options
from schemas.topic_count import TopicCount, encode
from serving import events
from serving.counts import Counts, order
from serving.events import Asked
from serving.topic_reader import TopicReader
from streams import topics
from streams.settings import Settings

PAINTS_A_SECOND = 4
BAR = 24  # characters
SIDES = (("support", "green", "█"), ("neutral", "bright_black", "░"), ("oppose", "red", "▒"))


@click.command(name="watch")
@options.broker
@click.option("--topic", metavar="ID", help="The speakers on this topic, not the topics.")
def command(broker: str | None, topic: str | None) -> None:
    """The counts of all time, live, with what changed since the start.

    \b
    Examples:
      tasrih watch                 a bar a topic: support █, neutral ░, oppose ▒
      tasrih watch --topic syria   a bar a speaker
      tasrih watch | jq -c '[.topic, .statements]'
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    counts = Counts()
    with TopicReader(Settings.read(broker=broker).access, topics.COUNTS) as reader:
        for messages in reader.past():
            counts.apply(events.counts(messages))
        asked = Asked(topic=topic, window="all", by="speaker" if topic else "topic")
        if sys.stdout.isatty():
            _paint(reader, counts, asked)
        else:
            _stream(reader, counts, asked)


def _stream(reader: TopicReader, counts: Counts, asked: Asked) -> None:
    """Every row as it stands, then each that changes."""
    for row in _rows(counts, asked):
        options.emit(encode(row))
    for messages in follow.batches(reader, 1.0):
        for event in events.counts(messages):
            if event.row and event.matches(asked):
                options.emit(encode(event.row))


def _paint(reader: TopicReader, counts: Counts, asked: Asked) -> None:
    start = {order(row): row for row in _rows(counts, asked)}
    with Live(console=Console(), auto_refresh=False, screen=True, transient=True) as live:
        while True:
            live.update(table(_rows(counts, asked), start, live.console.width, reader.connected), refresh=True)
            until = time.monotonic() + 1 / PAINTS_A_SECOND
            while (left := until - time.monotonic()) > 0:
                counts.apply(events.counts(reader.read(left)))


def _rows(counts: Counts, asked: Asked) -> list[TopicCount]:
    """The rows to show, those with most statements first."""
    return sorted(counts.select(asked), key=lambda row: -row.statements)


def table(
    rows: list[TopicCount], start: dict[tuple[str, str, str, str], TopicCount], width: int, connected: bool
) -> Table:
    """The rows as a table that fits ``width`` columns: a narrow terminal goes without the numbers of each side."""
    shown = Table(box=None, pad_edge=False, title=None if connected else "disconnected: no broker answers")
    sides = [name for name, _, _ in SIDES] if width >= 90 else []
    for heading in ("", "statements", "since", "", *sides):
        shown.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for row in rows:
        before = start.get(order(row))
        since = row.statements - (before.statements if before else 0)
        numbers = (str(getattr(row, side)) for side in sides)
        shown.add_row(_label(row), str(row.statements), f"{since:+d}" if since else "", bar(row), *numbers)
    return shown


def _label(row: TopicCount) -> Text:
    return display.plain(row.speaker.name if row.speaker else row.topic)


def bar(row: TopicCount) -> Text:
    """The three sides as shares of the row's statements; a pattern each, for not everybody sees colours.

    >>> bar(TopicCount(topic="t", window="all", statements=4, support=2, neutral=1, oppose=1)).plain
    '████████████░░░░░░▒▒▒▒▒▒'
    """
    total = max(row.statements, 1)
    ends = [0, row.support, row.support + row.neutral, row.support + row.neutral + row.oppose]
    cells = [round(BAR * end / total) for end in ends]
    parts = zip(SIDES, cells, cells[1:], strict=False)
    return Text.assemble(*((sign * (end - begin), style) for (_, style, sign), begin, end in parts))
