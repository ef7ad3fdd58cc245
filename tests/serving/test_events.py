"""What a subscriber asks for, and what it is not told twice."""

from collections.abc import Callable

import msgspec
import pytest

from schemas.statement import Polarity, Statement
from schemas.topic_count import CountedSpeaker, TopicCount, key
from serving.events import Asked, CountEvent, Place, StatementEvent, wanted
from serving.statements import Statements, unseen

Make = Callable[..., Statement]


def _event(statement: Statement, offset: int = 0, partition: int = 0) -> StatementEvent:
    return StatementEvent(Place(partition, offset, 1000 + offset), statement)


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        (Asked(), True),
        (Asked(topic="water"), True),
        (Asked(topic="oil"), False),
        (Asked(speaker="سلمى-إدريس"), True),
        (Asked(speaker="سلمى إدريس"), True),
        (Asked(speaker="سلمى"), False),
        (Asked(polarity="oppose"), True),
        (Asked(polarity="support"), False),
        (Asked(topic="water", polarity="oppose"), True),
        (Asked(source="Test Agency"), True),
        (Asked(source="Other Agency"), False),
    ],
)
def test_a_question_narrows_statements(statement: Make, asked: Asked, met: bool) -> None:
    """Every part of it must be met."""
    assert _event(statement("لا ماء", polarity="oppose")).matches(asked) is met


def test_the_side_is_the_side_on_the_topic_that_is_asked_for(statement: Make) -> None:
    """Support for another topic is not support for this one."""
    one = statement("قول", topic="water", polarity="oppose")
    other = statement("قول", topic="oil", polarity="support")
    both = _event(msgspec.structs.replace(one, topics=("water", "oil"), stances=one.stances + other.stances))
    assert both.matches(Asked(topic="oil", polarity="support"))
    assert not both.matches(Asked(topic="water", polarity="support"))


@pytest.mark.parametrize("removed", [False, True])
@pytest.mark.parametrize(
    ("asked", "met"),
    [
        (Asked(), True),
        (Asked(topic="a|b"), True),
        (Asked(topic="a"), False),
        (Asked(window="hour"), True),
        (Asked(window="all"), False),
        (Asked(by="speaker"), True),
        (Asked(by="topic"), False),
        (Asked(speaker="salma"), True),
        (Asked(speaker="other"), False),
    ],
)
def test_a_question_narrows_counts(asked: Asked, met: bool, removed: bool) -> None:
    """A row that was removed is told to those who asked for it, by its key alone."""
    speaker = CountedSpeaker(id="salma", name="سلمى")
    row = TopicCount(topic="a|b", window="hour", start="2026-03-01T10:00:00Z", speaker=speaker)
    event = CountEvent(Place(0, 0, 0), key("a|b", "salma", "2026-03-01T10"), None if removed else row)
    assert event.matches(asked) is met


@pytest.mark.parametrize(
    ("now", "had", "told"),
    [
        ({"support": 1}, (), "count"),
        ({"support": 1}, ("support",), "count"),
        ({"oppose": 1}, ("support", "oppose"), "removed"),
        ({"oppose": 1}, ("oppose",), None),
        ({}, ("support",), "removed"),
        (None, ("support",), "removed"),
        (None, ("oppose",), None),
    ],
)
def test_rows_of_a_side_come_and_go(now: dict[str, int] | None, had: tuple[Polarity, ...], told: str | None) -> None:
    """Who asks for a side gets the rows that count it, and hears of those that no longer do."""
    row = None if now is None else TopicCount(topic="oil", window="all", **now)  # type: ignore[arg-type]  # counts
    found = wanted([CountEvent(Place(0, 0, 0), key("oil"), row, had)], Asked(topic="oil", polarity="support"))
    assert [event.name for event in found] == ([told] if told else [])
    assert wanted([CountEvent(Place(0, 0, 0), key("oil"), row, had)], Asked(topic="tea", polarity="support")) == []


def test_repeats_are_dropped_and_changes_are_not(statement: Make) -> None:
    """The same event twice is one; taken back, or said again by a new version, is news."""
    new = unseen()
    said = statement("قول")
    taken_back = msgspec.structs.replace(said, status="retracted", article_version=2)
    again = msgspec.structs.replace(said, article_version=3)
    answers = [new(event) for event in (said, said, taken_back, said, again, again)]
    assert answers == [True, False, True, False, True, False]


def test_what_is_remembered_is_bounded(statement: Make) -> None:
    """The oldest event is forgotten first."""
    new = unseen(remembered=2)
    assert [new(statement(word)) for word in ("أ", "ب", "ب", "ج", "أ")] == [True, True, False, True, True]


def test_the_last_statements_come_first_and_stand(statement: Make) -> None:
    """The latest first; of one that was taken back nothing is shown."""
    kept = Statements()
    said = [_event(statement(word), offset) for offset, word in enumerate(("أ", "ب", "ج"))]
    taken_back = _event(msgspec.structs.replace(said[1].statement, status="retracted"), 3)
    kept.apply([*said, taken_back])
    assert [s.id for s in kept.select(Asked(), 10)] == ["ج", "أ"]
    assert [s.id for s in kept.select(Asked(), 1)] == ["ج"]


def test_what_is_kept_is_bounded_and_says_from_where(statement: Make) -> None:
    """Past the limit the oldest goes, and the offset from which all are here moves on."""
    kept = Statements(kept=2)
    kept.apply([_event(statement(word), offset, partition=1) for offset, word in enumerate(("أ", "ب", "ج"))])
    assert kept.starts == {1: 1}
    assert [event.statement.id for event in kept.since({1: 0})] == ["ب", "ج"]
