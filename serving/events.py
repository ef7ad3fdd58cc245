"""What subscribers get: records of the public topics, decoded once, as events that know what they match."""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple, get_args
from urllib.parse import unquote

import msgspec
from confluent_kafka import Message
from msgspec import Struct

from schemas import statement, topic_count
from schemas.statement import Polarity, Statement
from schemas.topic_count import TopicCount, Window

By = Literal["topic", "speaker"]
HOUR = len("2015-05-13T10")
SIDES: tuple[Polarity, ...] = get_args(Polarity)


class Asked(Struct, frozen=True, kw_only=True):
    """What a subscriber asks for; what is None is not asked about.

    ``speaker`` is an id or a name; of counts, ``polarity`` asks for the rows that count a statement of this side.
    ``source`` narrows statements alone, ``window`` and ``by`` counts alone: ``by`` is ``"topic"`` for the rows of all
    speakers together, ``"speaker"`` for those of one each.
    """

    topic: str | None = None
    speaker: str | None = None
    polarity: Polarity | None = None
    source: str | None = None
    window: Window | None = None
    by: By | None = None


class Place(Struct, frozen=True):
    """Where a record stands in its topic; ``timestamp`` is Kafka's, in ms since 1970."""

    partition: int
    offset: int
    timestamp: int


class Removed(Struct, frozen=True):
    """The key of a row that is no more."""

    key: str


class StatementEvent(Struct, frozen=True):
    """A record of wire.statements."""

    place: Place
    statement: Statement

    @property
    def name(self) -> Literal["statement"]:
        """The type of the event."""
        return "statement"

    @property
    def data(self) -> bytes:
        """The event as one line of JSON."""
        return statement.encode(self.statement)

    def matches(self, asked: Asked) -> bool:
        """Whether it is asked for. With a topic, the polarity is that of the stance on this topic."""
        said = self.statement
        return (
            asked.topic in (None, *said.topics)
            and asked.speaker in (None, said.speaker.id, said.speaker.name)
            and asked.source in (None, said.source)
            and (asked.polarity is None or _takes_side(said, asked.polarity, asked.topic))
        )


class Had(Struct, frozen=True):
    """What a row may have been when somebody was last told of it: the sides it counted, the names of its speaker."""

    sides: Collection[Polarity] = ()
    names: Collection[str] = ()


class CountEvent(Struct, frozen=True):
    """A record of wire.topic-counts; ``row`` is None where the row is removed.

    ``had`` is what subscribers may have been told before; None where there was no row.
    """

    place: Place
    key: bytes
    row: TopicCount | None
    had: Had | None = None

    @property
    def name(self) -> Literal["count", "removed"]:
        """The type of the event: a row as it stands now, or the key of one that is no more."""
        return "count" if self.row else "removed"

    @property
    def data(self) -> bytes:
        """The event as one line of JSON."""
        return topic_count.encode(self.row) if self.row else msgspec.json.encode(Removed(self.key.decode()))

    @property
    def parts(self) -> "Parts":
        """What the key says; a row says the same."""
        if self.row is None:
            return parts(self.key)
        hour = self.row.start[:HOUR] if self.row.start else None
        return Parts(self.row.topic, self.row.window, hour, self.row.speaker.id if self.row.speaker else None)

    @property
    def has(self) -> Had | None:
        """What the row is now."""
        row = self.row
        if row is None:
            return None
        return Had([side for side in SIDES if getattr(row, side)], [row.speaker.name] if row.speaker else [])

    def matches(self, asked: Asked) -> bool:
        """Whether there is a row and it is asked for."""
        return self._fits(self.has, asked)

    def removal(self, asked: Asked) -> "CountEvent | None":
        """For who asks for what the row may have been, and is no longer."""
        return CountEvent(self.place, self.key, None) if self._fits(self.had, asked) else None

    def _fits(self, been: Had | None, asked: Asked) -> bool:
        """Whether the row is asked for, if it has ``been`` such."""
        if been is None or (asked.polarity is not None and asked.polarity not in been.sides):
            return False
        topic, window, _, speaker = self.parts
        return (
            asked.topic in (None, topic)
            and asked.window in (None, window)
            and (asked.by is None or (asked.by == "speaker") == (speaker is not None))
            and (asked.speaker in (None, speaker) or asked.speaker in been.names)
        )


Event = StatementEvent | CountEvent


def wanted(events: Iterable[Event], asked: Asked) -> list[Event]:
    """The events as somebody gets them who asks: a row that left what is asked for is removed."""
    seen = (e if e.matches(asked) else e.removal(asked) if isinstance(e, CountEvent) else None for e in events)
    return [event for event in seen if event]


def statements(messages: Iterable[Message]) -> Iterator[StatementEvent]:
    """The statements in records; one that holds none is passed over: other programs can write to the topic."""
    for message in messages:
        try:
            yield StatementEvent(_place(message), statement.decode(message.value() or b""))
        except msgspec.DecodeError:
            continue


def counts(messages: Iterable[Message]) -> Iterator[CountEvent]:
    """The rows in records; one that holds none is passed over."""
    for message in messages:
        key, value = message.key(), message.value()
        try:
            row = topic_count.decode(value) if value else None
        except msgspec.DecodeError:
            continue
        if key:
            yield CountEvent(_place(message), bytes(key), row)


def _place(message: Message) -> Place:
    return Place(message.partition() or 0, message.offset() or 0, message.timestamp()[1])


def _takes_side(said: Statement, polarity: Polarity, topic: str | None) -> bool:
    return any(stance.polarity == polarity and topic in (None, stance.topic) for stance in said.stances)


class Parts(NamedTuple):
    """What a row's key says; ``hour`` as ``2015-05-13T10``, None for all time."""

    topic: str
    window: str
    hour: str | None
    speaker: str | None


def parts(key: bytes) -> Parts:
    """The parts of a row's key.

    >>> parts(b"a%7Cb|hour|2015-05-13T10|john-kerry")
    Parts(topic='a|b', window='hour', hour='2015-05-13T10', speaker='john-kerry')
    >>> parts(b"syria|all")
    Parts(topic='syria', window='all', hour=None, speaker=None)
    """
    topic, window, *rest = [*(unquote(part) for part in key.decode(errors="replace").split("|")), ""][:4]
    hour = rest.pop(0) if window == "hour" and rest else None
    return Parts(topic, window, hour, (rest or [""])[0] or None)
