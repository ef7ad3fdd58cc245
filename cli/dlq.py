"""``tasrih dlq``: dead letters listed, shown and replayed."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple, cast, get_args

import click
from confluent_kafka import Message
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli import display, options
from cli.delivery import Delivery, Record
from schemas import dead_letter
from schemas.dead_letter import DeadLetter, Reason
from schemas.errors import TasrihError
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access
from streams.settings import Settings

reason_option = click.option("--reason", type=click.Choice(get_args(Reason)), help="Letters of this reason alone.")


class Stored(NamedTuple):
    """A letter with the headers that its article came with."""

    letter: DeadLetter
    headers: tuple[tuple[str, bytes | None], ...]


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
    letters = [stored.letter for stored in _waiting(_read(Settings.read(broker=broker)), reason)]
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
    letter = _named(_read(Settings.read(broker=broker)), letter_id).letter
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

    Each is fed once, then marked, so that the next replay leaves it out. One that still cannot be used comes back as
    a new letter with one more attempt. Prints the ids that it fed.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read(broker=broker)
    found = _read(settings)
    chosen = [_named(found, letter_id)] if letter_id else _waiting(found, reason)
    _deliver(settings.access, topics.ARTICLES, (_article(stored) for stored in chosen))
    _deliver(settings.access, topics.DEAD_LETTERS, (_mark(stored.letter) for stored in chosen))
    for stored in chosen:
        options.emit(b'{"replayed":"%s"}' % stored.letter.id.encode())
    click.echo(f"{len(chosen):,} replayed", err=True)


def _read(settings: Settings) -> dict[str, tuple[Stored, bool]]:
    """The letters by id, and whether they were replayed; one that was written twice is there once."""
    found: dict[str, Stored] = {}
    replayed: set[str | None] = set()
    with TopicReader(settings.access, topics.DEAD_LETTERS) as reader:
        for message in (message for batch in reader.past() for message in batch):
            headers = dict(_headers(message))
            letter = dead_letter.from_record(message.key(), message.value(), headers)
            if letter:
                found.setdefault(letter.id, Stored(letter, _theirs(message)))
            elif dead_letter.HEADER_REPLAYED in headers:
                replayed.add(dead_letter.letter_id(headers))
    return {letter: (stored, letter in replayed) for letter, stored in found.items()}


def _waiting(found: dict[str, tuple[Stored, bool]], reason: Reason | None) -> list[Stored]:
    waiting = [stored for stored, replayed in found.values() if not replayed]
    wanted = [stored for stored in waiting if reason in (None, stored.letter.reason)]
    return sorted(wanted, key=lambda stored: (stored.letter.timestamp, stored.letter.partition, stored.letter.offset))


def _named(found: dict[str, tuple[Stored, bool]], letter_id: str) -> Stored:
    if letter_id not in found:
        raise TasrihError(f"No dead letter has the id {letter_id}: tasrih dlq ls lists those that wait.")
    return found[letter_id][0]


def _headers(message: Message) -> Iterator[tuple[str, bytes | None]]:
    yield from cast("list[tuple[str, bytes | None]]", message.headers() or [])  # a list, whatever else may be sent


def _theirs(message: Message) -> tuple[tuple[str, bytes | None], ...]:
    """The headers that the article itself came with."""
    ours = {value for name, value in vars(dead_letter).items() if name.startswith("HEADER_")}
    return tuple((name, value) for name, value in _headers(message) if name not in ours)


def _article(stored: Stored) -> Record:
    """The article's record as it was; the count of attempts goes with it, and the time, which may be its hour."""
    attempts = (dead_letter.HEADER_ATTEMPTS, str(stored.letter.attempts).encode())
    return Record(stored.letter.key, stored.letter.value, (*stored.headers, attempts), max(stored.letter.timestamp, 0))


def _mark(letter: DeadLetter) -> Record:
    headers = (
        (dead_letter.HEADER_TOPIC, letter.topic.encode()),
        (dead_letter.HEADER_PARTITION, str(letter.partition).encode()),
        (dead_letter.HEADER_OFFSET, str(letter.offset).encode()),
        (dead_letter.HEADER_REPLAYED, datetime.now(UTC).isoformat().encode()),
    )
    return Record(letter.key, None, headers)


def _deliver(access: Access, topic: str, records: Iterable[Record]) -> None:
    """Send records, and return when all are acknowledged: a mark must not come before its article."""
    delivery = Delivery(access)
    for record in records:
        delivery.send(topic, record)
    delivery.finish()


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
