"""``tasrih watch``: the counts, live."""

import sys
import time
from collections.abc import Callable, Iterator

import click
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from cli import display, follow, options
from schemas.topic_count import TopicCount, encode
from serving import events
from serving.counts import Counts, order
from serving.events import Asked
from serving.topic_reader import TopicAnew, TopicReader
from streams import topics
from streams.access import Access
from streams.settings import Settings

PAINTS_A_SECOND = 4
BAR = 24  # characters, where there is room
WIDE = 90  # columns of a terminal that shows the numbers of each side
HEADED = 60  # columns of a terminal that shows headings
GAP = 2
FOOT = 5  # lines that headings and foot may take
Start = dict[tuple[str, str, str, str], TopicCount]
SIDES = (("support", "green", "█"), ("neutral", "bright_black", "░"), ("oppose", "red", "▒"))


@click.command(name="watch")
@options.broker
@click.option("--topic", metavar="ID", help="The speakers on this topic, not the topics.")
@options.as_json
def command(broker: str | None, topic: str | None, as_json: bool) -> None:
    """The counts of all time, live, with what changed since the start.

    \b
    Examples:
      tasrih watch                 a bar a topic: support █, neutral ░, oppose ▒
      tasrih watch --topic syria   a bar a speaker
      tasrih watch --json | jq -c '[.topic, .statements]'
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    access = Settings.read(broker=broker).access
    asked = Asked(topic=topic, window="all", by="speaker" if topic else "topic")
    show = _stream if as_json or not sys.stdout.isatty() else _paint
    while True:
        try:
            _show(access, asked, show)
        except TopicAnew as anew:
            follow.made_anew(anew)


def _show(access: Access, asked: Asked, show: Callable[[TopicReader, Counts, Asked], None]) -> None:
    """Read what stands, and show it and what comes, until the topic is made anew."""
    counts = Counts()
    with TopicReader(access, topics.COUNTS) as reader:
        for messages in reader.past():
            counts.apply(events.counts(messages))
        show(reader, counts, asked)


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
            live.update(_picture(_rows(counts, asked), start, live.console, reader.connected), refresh=True)
            until = time.monotonic() + 1 / PAINTS_A_SECOND
            while (left := until - time.monotonic()) > 0:
                counts.apply(events.counts(reader.read(left)))


def _rows(counts: Counts, asked: Asked) -> list[TopicCount]:
    """The rows to show, those with most statements first."""
    return sorted(counts.select(asked), key=lambda row: -row.statements)


def _picture(rows: list[TopicCount], start: Start, console: Console, connected: bool) -> Group:
    """As many rows as there is room for; below, what the signs mean, how many rows there are, and the state."""
    state = Text("live", "dim") if connected else Text("disconnected: no broker answers", "bold red")
    room = max(console.height - FOOT, 1)
    shown = f"{min(room, len(rows))} of {len(rows)}" if rows else "nothing is counted yet"
    foot = display.in_lines([*legend(), Text(shown, "dim"), state], console.width)
    return Group(table(rows[:room], start, console.width), Text(), foot)


def legend() -> Iterator[Text]:
    """What the signs of a bar mean."""
    for side, style, sign in SIDES:
        yield Text.assemble((sign, style), f" {side}")


def table(rows: list[TopicCount], start: Start, width: int) -> Table:
    """The rows in ``width`` columns: a narrow terminal has shorter bars, and no headings or numbers of the sides."""
    headings = ("statements", "since") if width >= HEADED else ("    ", "     ")
    sides = [side for side, _, _ in SIDES] if width >= WIDE else []
    label = min(max((_label(row).cell_len for row in rows), default=0), width // 3)
    taken = sum(len(heading) + GAP for heading in (*headings, *sides)) + label + GAP
    shown = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), show_header=width >= HEADED)
    for heading in ("", *headings, "", *sides):
        shown.add_column(heading.strip(), justify="right" if heading else "left", no_wrap=True, min_width=len(heading))
    for row in rows:
        before = start.get(order(row))
        since = row.statements - (before.statements if before else 0)
        numbers = (str(getattr(row, side)) for side in sides)
        marked = Text(f"{since:+d}" if since else "", "bold")
        shown.add_row(_label(row, label), str(row.statements), marked, bar(row, min(BAR, width - taken)), *numbers)
    return shown


def _label(row: TopicCount, cells: int | None = None) -> Text:
    return display.plain(row.speaker.name if row.speaker else row.topic, cells=cells)


def bar(row: TopicCount, length: int = BAR) -> Text:
    """The three sides as shares of the row's statements; a pattern each, for not everybody sees colours.

    >>> bar(TopicCount(topic="t", window="all", statements=4, support=2, neutral=1, oppose=1)).plain
    '████████████░░░░░░▒▒▒▒▒▒'
    """
    total = max(row.statements, 1)
    ends = [0, row.support, row.support + row.neutral, row.support + row.neutral + row.oppose]
    cells = [round(length * end / total) for end in ends]
    parts = zip(SIDES, cells, cells[1:], strict=False)
    return Text.assemble(*((sign * (end - begin), style) for (_, style, sign), begin, end in parts))
