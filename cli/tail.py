"""``tasrih tail``: statements as they come."""

import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import get_args

import click
from confluent_kafka import Message
from rich.console import Console
from rich.text import Text

from cli import display, follow, options
from schemas.statement import Polarity, Statement, encode
from serving import events
from serving.events import Asked, StatementEvent
from serving.statements import unseen
from serving.topic_reader import beginning, end
from streams import topics
from streams.settings import Settings

STYLES = {"support": "green", "oppose": "red", "neutral": "dim"}
SIGNS = {"support": "█", "oppose": "▒", "neutral": "░"}


@click.command(name="tail")
@options.broker
@click.option("--topic", metavar="ID", help="Statements on this topic alone.")
@click.option("--speaker", metavar="ID|NAME", help="Statements of this speaker alone.")
@click.option("--polarity", type=click.Choice(get_args(Polarity)), help="Statements that take this side alone.")
@click.option("--from-beginning", is_flag=True, help="Begin with the oldest statement, not with the next.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="End after N statements.")
@click.option("--timeout", type=click.FloatRange(min=0), metavar="SECONDS", help="End when none came for so long.")
@options.as_json
def command(
    *,
    broker: str | None,
    topic: str | None,
    speaker: str | None,
    polarity: Polarity | None,
    from_beginning: bool,
    limit: int | None,
    timeout: float | None,
    as_json: bool,
) -> None:
    """Statements as they come; each event once.

    \b
    Examples:
      tasrih tail
      tasrih tail --topic syria --polarity oppose
      tasrih tail --from-beginning --timeout 5 > statements.jsonl
      tasrih tail | jq -r .speaker.name
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    asked = Asked(topic=topic, speaker=speaker, polarity=polarity)
    show = _printer(as_json)
    start = beginning if from_beginning else end
    said = follow.records(Settings.read(broker=broker).access, topics.STATEMENTS, start, 0.2)
    new = unseen()
    wanted = _statements(said, timeout, lambda event: event.matches(asked) and new(event.statement))
    for statement in islice(wanted, limit):
        show(statement)


def _statements(
    records: Iterator[list[Message]], timeout: float | None, wanted: Callable[[StatementEvent], bool]
) -> Iterator[Statement]:
    """The statements that are wanted, until none of them came for ``timeout`` seconds."""
    last = time.monotonic()
    for messages in records:
        for event in filter(wanted, events.statements(messages)):
            yield event.statement
            last = time.monotonic()
        if timeout is not None and time.monotonic() - last >= timeout:
            return


def _printer(as_json: bool) -> Callable[[Statement], None]:
    if as_json or not sys.stdout.isatty():
        return lambda statement: options.emit(encode(statement))
    console = Console()
    return lambda statement: console.print(on_terminal(statement, console.width), soft_wrap=True)


def on_terminal(statement: Statement, width: int) -> Text:
    """Who, how, on what side, where and when; what was said on lines of its own, for it runs from right to left."""
    head = display.in_lines(_head(statement), width)
    return Text("\n").join((head, _passage(statement), Text()))


def _passage(statement: Statement) -> Text:
    """The sentence with the speaker and what was said standing out of it; without a sentence, what was said."""
    content = statement.content
    around = statement.sentence or content
    parts = [(content, ""), (statement.speaker.mention, "bold")]
    places = [(part.start - around.start, part.end - around.start, style) for part, style in parts if part]
    shown = display.styled(around.text.replace("\n", " "), places, "dim")
    before, behind = ("…" * cut for cut in (content.start < around.start, content.end > around.end))
    return Text.assemble(display.FIRST_STRONG_ISOLATE, before, shown, behind, display.POP_ISOLATE)


def _head(statement: Statement) -> Iterator[Text]:
    if statement.status == "retracted":
        yield Text("taken back", "yellow")
    yield display.plain(statement.speaker.name, "bold")
    yield Text(statement.cue.act, "dim")
    for stance in statement.stances:
        yield Text(f"{SIGNS[stance.polarity]} {stance.topic} {stance.polarity}", STYLES[stance.polarity])
    if statement.source:
        yield display.plain(statement.source, "dim")
    if statement.published:
        yield Text(display.clean(display.moment(statement.published)), "dim")
