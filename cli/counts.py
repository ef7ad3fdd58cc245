"""``tasrih counts``: the counts as they stand."""

import sys
from typing import get_args

import click
from rich.console import Console
from rich.table import Table

from cli import display, options
from schemas.topic_count import TopicCount, Window, encode
from serving import counts
from serving.events import Asked, By
from streams.settings import Settings

HEADINGS = ("topic", "window", "speaker", "articles", "statements", "support", "neutral", "oppose")


@click.command(name="counts")
@options.broker
@click.option("--topic", metavar="ID", help="Rows of this topic alone.")
@click.option("--window", type=click.Choice(get_args(Window)), help="Rows of all time alone, or of hours.")
@click.option("--by", type=click.Choice(get_args(By)), help="Rows of all speakers together, or of one speaker each.")
@options.as_json
def command(broker: str | None, topic: str | None, window: Window | None, by: By | None, as_json: bool) -> None:
    """The counts now: wire.topic-counts read to its end, a row a line.

    \b
    Examples:
      tasrih counts --window all --by topic     one line a topic
      tasrih counts --topic syria --by speaker  who stands where on one topic
      tasrih counts | jq -s 'map(select(.window == "hour"))'
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    rows = counts.read(Settings.read(broker=broker).access).select(Asked(topic=topic, window=window, by=by))
    if sys.stdout.isatty() and not as_json:
        Console().print(_table(rows))
        return
    for row in rows:
        options.emit(encode(row))


def _table(rows: list[TopicCount]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading in HEADINGS[:3] else "right")
    for row in rows:
        table.add_row(*map(display.plain, _cells(row)))
    return table


def _cells(row: TopicCount) -> tuple[str, ...]:
    numbers = (row.articles, row.statements, row.support, row.neutral, row.oppose)
    return (row.topic, row.start or row.window, row.speaker.name if row.speaker else "", *map(str, numbers))
