"""Statements as they come: what a subscriber asks for, and the repeats that it does not want."""

from collections.abc import Callable, Iterable, Iterator

import msgspec
from confluent_kafka import Message
from msgspec import Struct

from schemas.statement import Polarity, Statement, decode

REMEMBERED = 100_000  # ids of statements that were seen last; some 20 MB


class Filter(Struct, frozen=True, kw_only=True):
    """What a subscriber asks for; what is None is not asked about. ``speaker`` is an id or a name."""

    topic: str | None = None
    speaker: str | None = None
    polarity: Polarity | None = None
    source: str | None = None

    def matches(self, statement: Statement) -> bool:
        """Whether a statement is asked for. With a topic, the polarity is that of its stance on this topic."""
        return (
            self.topic in (None, *statement.topics)
            and self.speaker in (None, statement.speaker.id, statement.speaker.name)
            and self.source in (None, statement.source)
            and (self.polarity is None or self._takes_side(statement))
        )

    def _takes_side(self, statement: Statement) -> bool:
        return any(s.polarity == self.polarity and self.topic in (None, s.topic) for s in statement.stances)


def unseen(remembered: int = REMEMBERED) -> Callable[[Statement], bool]:
    """A question that is true of a statement unless it was asked about the same event before.

    An event is a statement's id, status and the version of its article: after a fault, workers may publish it again.
    """
    seen: dict[tuple[str, str, int], None] = {}

    def ask(statement: Statement) -> bool:
        event = (statement.id, statement.status, statement.article_version)
        if event in seen:
            return False
        seen[event] = None
        if len(seen) > remembered:
            del seen[next(iter(seen))]
        return True

    return ask


def decoded(messages: Iterable[Message]) -> Iterator[tuple[Message, Statement]]:
    """The statements in records; a record that holds none is passed over: other programs can write to the topic."""
    for message in messages:
        try:
            yield message, decode(message.value() or b"")
        except msgspec.DecodeError:
            continue
