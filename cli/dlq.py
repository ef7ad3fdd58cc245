"""``tasrih dlq``: dead letters listed, shown and replayed."""

import sys
from datetime import UTC, datetime
from typing import get_args

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli import display, options, replaying
from cli.replaying import Found
from schemas import dead_letter
from schemas.dead_letter import DeadLetter, Reason
from schemas.errors import TasrihError
from streams.settings import Settings

reason_option = click.option("--reason", type=click.Choice(get_args(Reason)), help="Letters of this reason alone.")


@click.group(name="dlq")
def command() -> None:
    """Dead letters: articles that no worker could use, with their original bytes and the reason.

    \b
    Examples:
      tasrih dlq ls --reason shape
      tasrih dlq show 3-121
      tasrih dlq replay --reason extraction
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)


@command.command(name="ls")
@options.broker
@reason_option
def ls(broker: str | None, reason: Reason | None) -> None:
    """The letters that wait, oldest first; those replayed are left out.

    \b
    Examples:
      tasrih dlq ls
      tasrih dlq ls | jq -r .sentence | sort | uniq -c
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    letters = _chosen(replaying.read(Settings.read(broker=broker).access), reason)
    if sys.stdout.isatty():
        Console().print(_table(letters))
        return
    for letter in letters:
        options.emit(dead_letter.encode(letter))


@command.command(name="show")
@options.broker
@click.argument("letter_id", metavar="ID")
def show(broker: str | None, letter_id: str) -> None:
    """One letter, replayed or not, with its original bytes.

    \b
    Examples:
      tasrih dlq show 3-121
      tasrih dlq show 3-121 | jq -r .value | base64 -d > article.json
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    letter = _named(replaying.read(Settings.read(broker=broker).access), letter_id)
    if sys.stdout.isatty():
        Console().print(_text(letter), soft_wrap=True)
    else:
        options.emit(dead_letter.encode(letter))


@command.command(name="replay")
@options.broker
@reason_option
@click.option("--id", "letter_id", metavar="ID", help="This letter alone, replayed before or not.")
def replay(broker: str | None, reason: Reason | None, letter_id: str | None) -> None:
    """Feed the letters that wait into wire.articles again, as they were: after a worker or a setting was mended.

    \b
    Examples:
      tasrih dlq replay --id 3-121
      tasrih dlq replay --reason size
      tasrih dlq replay

    Each is fed and marked in one transaction, so that the next replay leaves it out, also where this one is killed.
    One that still cannot be used comes back as a new letter with one more attempt. Prints the ids that it fed. A
    replay that begins while another runs takes its place: the earlier one ends with a sentence.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)

    def choose(found: Found) -> list[DeadLetter]:
        return [_named(found, letter_id)] if letter_id else _chosen(found, reason)

    count = 0
    for count, letter in enumerate(replaying.replay(Settings.read(broker=broker), choose), 1):  # noqa: B007 (it is told)
        options.emit(b'{"replayed":"%s"}' % letter.id.encode())
    click.echo(f"{count:,} replayed", err=True)


def _chosen(found: Found, reason: Reason | None) -> list[DeadLetter]:
    """Those that wait, of a reason or of all."""
    return [stored.letter for stored in found.waiting if reason in (None, stored.letter.reason)]


def _named(found: Found, letter_id: str) -> DeadLetter:
    if letter_id not in found.letters:
        raise TasrihError(f"No dead letter has the id {letter_id}: tasrih dlq ls lists those that wait.")
    return found.letters[letter_id].letter


def _table(letters: list[DeadLetter]) -> Table:
    table = Table("id", "time", "reason", "tried", "what was wrong", box=None, pad_edge=False)
    for letter in letters:
        time = datetime.fromtimestamp(letter.timestamp / 1000, UTC).isoformat(" ", "seconds")
        cells = (letter.id, time, letter.reason, str(letter.attempts), letter.sentence)
        table.add_row(*map(display.plain, cells))
    return table


def _text(letter: DeadLetter) -> Text:
    """The letter to read: what is no text is shown as replacement characters."""
    head = f"{letter.id}  {letter.topic}, partition {letter.partition}, offset {letter.offset}  tried {letter.attempts}"
    parts = (letter.key or b"", letter.value or b"")
    key, value = (display.plain(part.decode(errors="replace")) for part in parts)
    return Text("\n").join((Text(head, "bold"), display.plain(letter.sentence), Text.assemble("key ", key), value))
