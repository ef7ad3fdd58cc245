"""Why a statement was found: its parts as spans of the text, and the names of the rules that fired."""

from collections.abc import Iterator

from msgspec import Struct

from extraction.rules import NAMES
from schemas.statement import Speaker, Statement


class Part(Struct, frozen=True):
    """One part of a statement: offsets count code points of the statement's field."""

    part: str
    text: str
    start: int
    end: int


class FiredRule(Struct, frozen=True):
    """A rule that made a statement; its name says what it looks for."""

    id: str
    name: str


class Explanation(Struct, frozen=True):
    """One statement's parts in text order, and its rules."""

    statement: Statement
    parts: tuple[Part, ...]
    rules: tuple[FiredRule, ...]


def explain(statement: Statement) -> Explanation:
    """The explanation of a statement; nothing is read but the event."""
    parts = sorted(_parts(statement), key=lambda part: (part.start, part.end))
    return Explanation(statement, tuple(parts), tuple(FiredRule(rule, NAMES[rule]) for rule in statement.rules))


def _parts(statement: Statement) -> Iterator[Part]:
    yield Part("cue", statement.cue.text, statement.cue.start, statement.cue.end)
    yield Part("content", statement.content.text, statement.content.start, statement.content.end)
    people = [("speaker", statement.speaker), ("addressee", statement.addressee)]
    people += [("relay", relay) for relay in statement.attribution]
    for name, person in people:
        yield from _mention(name, person)
    if statement.medium is not None:
        yield Part("medium", statement.medium.text, statement.medium.start, statement.medium.end)
    for stance in statement.stances:
        if stance.evidence is not None:
            yield Part(f"evidence:{stance.topic}", stance.evidence.text, stance.evidence.start, stance.evidence.end)


def _mention(name: str, person: Speaker | None) -> Iterator[Part]:
    if person is not None and person.mention is not None:
        yield Part(name, person.mention.text, person.mention.start, person.mention.end)
