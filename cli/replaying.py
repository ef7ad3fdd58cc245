"""Dead letters read, and fed again: each once, also where the command that feeds them is killed half-way.

A transaction over both topics would hold up the workers while it is open, and an embedded broker knows none. So a
replay writes down where the partitions of wire.articles end before it feeds; every article that it feeds names the
replay and its letter; at last it writes that it is done. The next replay looks, from those places on, for what one
that was never done has fed, and marks it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, cast
from uuid import uuid4

import msgspec
from confluent_kafka import Message

from cli.delivery import Delivery, Record
from schemas import dead_letter
from schemas.dead_letter import DeadLetter
from serving.topic_reader import TopicReader, end
from streams import topics
from streams.access import Access
from streams.failpoints import failpoint

OURS = {value for name, value in vars(dead_letter).items() if name.startswith("HEADER_")}
_OFFSETS = msgspec.json.Decoder(dict[int, int])

Headers = tuple[tuple[str, bytes | None], ...]


class Stored(NamedTuple):
    """A letter with the headers that its article came with."""

    letter: DeadLetter
    headers: Headers


@dataclass
class Found:
    """What the dead-letter topic holds: letters by id, ids of those replayed, and replays that were never done.

    ``undone`` has the offset in each partition of wire.articles behind which the replay fed, by replay.
    """

    letters: dict[str, Stored] = field(default_factory=dict)
    replayed: set[str] = field(default_factory=set)
    undone: dict[bytes, dict[int, int]] = field(default_factory=dict)

    @property
    def waiting(self) -> list[Stored]:
        """The letters that were not replayed, oldest first."""
        left = [stored for name, stored in self.letters.items() if name not in self.replayed]
        return sorted(left, key=lambda stored: (stored.letter.timestamp, stored.letter.partition, stored.letter.offset))


def read(access: Access) -> Found:
    """What the topic holds; a letter that was written twice is there once."""
    found = Found()
    done: set[bytes] = set()
    for message in _past(access, topics.DEAD_LETTERS, {}):
        headers = dict(_headers(message))
        name, replay = dead_letter.letter_id(headers), headers.get(dead_letter.HEADER_REPLAY)
        letter = dead_letter.from_record(message.key(), message.value(), headers)
        if letter:
            found.letters.setdefault(letter.id, Stored(letter, _theirs(message)))
        elif name and dead_letter.HEADER_REPLAYED in headers:
            found.replayed.add(name)
        elif replay and dead_letter.HEADER_DONE in headers:
            done.add(replay)
        elif replay and (offsets := _offsets(headers)) is not None:
            found.undone[replay] = offsets
    found.undone = {replay: offsets for replay, offsets in found.undone.items() if replay not in done}
    return found


def finish(access: Access, found: Found) -> int:
    """Mark what replays that were never done have fed, and that they are done; how many letters these were.

    Nothing else may replay meanwhile.
    """
    if not found.undone:
        return 0
    fed = set(_fed(access, found.undone)) & found.letters.keys() - found.replayed
    _mark(Delivery(access), [found.letters[name].letter for name in fed], found.undone)
    found.replayed |= fed
    return len(fed)


def feed(access: Access, chosen: Sequence[Stored]) -> None:
    """Feed letters, each once, then mark them."""
    if not chosen:
        return
    delivery = Delivery(access)
    replay = uuid4().hex.encode()
    _deliver(delivery, topics.DEAD_LETTERS, [_begin(access, replay)])
    failpoint("begun")
    _deliver(delivery, topics.ARTICLES, (_article(stored, replay) for stored in chosen))
    failpoint("fed")
    _mark(delivery, [stored.letter for stored in chosen], [replay])


def _mark(delivery: Delivery, letters: Iterable[DeadLetter], replays: Iterable[bytes]) -> None:
    """Write the marks, and only then that the replays are done."""
    now = datetime.now(UTC).isoformat().encode()
    _deliver(delivery, topics.DEAD_LETTERS, (_mark_of(letter, now) for letter in letters))
    failpoint("marked")
    done = (Record(None, None, ((dead_letter.HEADER_REPLAY, r), (dead_letter.HEADER_DONE, now))) for r in replays)
    _deliver(delivery, topics.DEAD_LETTERS, done)


def _fed(access: Access, undone: Mapping[bytes, Mapping[int, int]]) -> Iterator[str]:
    """The ids of the letters that these replays have fed."""
    starts: dict[int, int] = {}
    for offsets in undone.values():
        starts |= {p: min(offset, starts.get(p, offset)) for p, offset in offsets.items()}
    for message in _past(access, topics.ARTICLES, starts, uncommitted=True):  # what it fed may stand behind an open one
        headers = dict(_headers(message))
        if headers.get(dead_letter.HEADER_REPLAY) in undone:
            yield (headers.get(dead_letter.HEADER_LETTER) or b"").decode(errors="replace")


def _past(access: Access, topic: str, starts: Mapping[int, int], *, uncommitted: bool = False) -> Iterator[Message]:
    with TopicReader(access, topic, starts, uncommitted=uncommitted) as reader:
        for batch in reader.past():
            yield from batch


def _deliver(delivery: Delivery, topic: str, records: Iterable[Record]) -> None:
    """Send records, and return when all are acknowledged: what follows must not come before them."""
    for record in records:
        delivery.send(topic, record)
    delivery.finish()


def _begin(access: Access, replay: bytes) -> Record:
    with TopicReader(access, topics.ARTICLES, end) as reader:
        offsets = msgspec.json.encode(reader.positions)
    return Record(None, None, ((dead_letter.HEADER_REPLAY, replay), (dead_letter.HEADER_FROM, offsets)))


def _offsets(headers: Mapping[str, bytes | None]) -> dict[int, int] | None:
    try:
        return _OFFSETS.decode(headers.get(dead_letter.HEADER_FROM) or b"")
    except msgspec.MsgspecError:
        return None  # other programs can write to the topic


def _article(stored: Stored, replay: bytes) -> Record:
    """The article's record as it was; the count of attempts goes with it, and the time, which may be its hour."""
    letter = stored.letter
    ours = (
        (dead_letter.HEADER_ATTEMPTS, str(letter.attempts).encode()),
        (dead_letter.HEADER_REPLAY, replay),
        (dead_letter.HEADER_LETTER, letter.id.encode()),
    )
    return Record(letter.key, letter.value, (*stored.headers, *ours), max(letter.timestamp, 0))


def _mark_of(letter: DeadLetter, now: bytes) -> Record:
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
