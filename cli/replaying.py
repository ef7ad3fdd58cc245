"""Dead letters read, and fed again: each once, whatever ends the command that feeds them, and however many run.

An article and the mark on its letter are of one transaction of Kafka, whose transactional id all replays have in
common: who begins ends what an earlier one has open, and lets it commit nothing more. Only then does it read which
letters wait. The transactions are small, for what others feed beside an open one waits for its end. An embedded
broker ends none in a way that a worker can read: there the articles are fed and then marked, without any.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, cast

from confluent_kafka import Message

from cli.delivery import Delivery, Record, Turn
from schemas import dead_letter
from schemas.dead_letter import DeadLetter
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access
from streams.failpoints import failpoint
from streams.settings import Settings

OURS = {value for name, value in vars(dead_letter).items() if name.startswith("HEADER_")}
PIECE = 500  # letters in a transaction
COMMAND = "tasrih dlq replay"

Headers = tuple[tuple[str, bytes | None], ...]


class Stored(NamedTuple):
    """A letter with the headers that its article came with."""

    letter: DeadLetter
    headers: Headers


@dataclass
class Found:
    """What the dead-letter topic holds: letters by id, and the ids of those replayed."""

    letters: dict[str, Stored] = field(default_factory=dict)
    replayed: set[str] = field(default_factory=set)

    @property
    def waiting(self) -> list[Stored]:
        """The letters that were not replayed, oldest first."""
        left = [stored for name, stored in self.letters.items() if name not in self.replayed]
        return sorted(left, key=lambda stored: (stored.letter.timestamp, stored.letter.partition, stored.letter.offset))


def read(access: Access) -> Found:
    """What the topic holds; a letter that was written twice is there once."""
    found = Found()
    with TopicReader(access, topics.DEAD_LETTERS) as reader:
        for batch in reader.past():
            for message in batch:
                _take(found, message)
    return found


def _take(found: Found, message: Message) -> None:
    headers = dict(_headers(message))
    name = dead_letter.letter_id(headers)
    letter = dead_letter.from_record(message.key(), message.value(), headers)
    if letter:
        found.letters.setdefault(letter.id, Stored(letter, _theirs(message)))
    elif name and dead_letter.HEADER_REPLAYED in headers:
        found.replayed.add(name)


def replay(settings: Settings, choose: Callable[[Found], Sequence[DeadLetter]]) -> Iterator[DeadLetter]:
    """Feed and mark the letters that ``choose`` finds; each is yielded when that is done.

    Raises:
        TasrihError: another replay has begun.
    """
    access = settings.access
    delivery = Delivery(access) if topics.embedded(settings) else Turn(access, COMMAND)
    found = read(access)
    chosen = choose(found)
    for first in range(0, len(chosen), PIECE):
        piece = chosen[first : first + PIECE]
        now = datetime.now(UTC).isoformat().encode()
        with delivery.together():
            failpoint("begun")
            for letter in piece:
                delivery.send(topics.ARTICLES, _article(found.letters[letter.id]))
            for letter in piece:
                delivery.send(topics.DEAD_LETTERS, _mark(letter, now))
        failpoint("committed")
        yield from piece


def _article(stored: Stored) -> Record:
    """The article's record as it was; the count of attempts goes with it, and the time, which may be its hour."""
    letter = stored.letter
    attempts = (dead_letter.HEADER_ATTEMPTS, str(letter.attempts).encode())
    return Record(letter.key, letter.value, (*stored.headers, attempts), max(letter.timestamp, 0))


def _mark(letter: DeadLetter, now: bytes) -> Record:
    headers = (
        (dead_letter.HEADER_TOPIC, letter.topic.encode()),
        (dead_letter.HEADER_PARTITION, str(letter.partition).encode()),
        (dead_letter.HEADER_OFFSET, str(letter.offset).encode()),
        (dead_letter.HEADER_REPLAYED, now),
    )
    return Record(letter.key, None, headers)


def _headers(message: Message) -> Iterator[tuple[str, bytes | None]]:
    yield from cast("list[tuple[str, bytes | None]]", message.headers() or [])  # a list, whatever else may be sent


def _theirs(message: Message) -> Headers:
    """The headers that the article itself came with."""
    return tuple((name, value) for name, value in _headers(message) if name not in OURS)
