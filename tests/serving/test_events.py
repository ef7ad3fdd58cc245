"""What a subscriber asks for, and what it is not told twice."""

from collections.abc import Callable

import msgspec
import pytest

from schemas.statement import Span, Statement
from schemas.topic_count import CountedSpeaker, TopicCount, key
from serving.counts import Counts
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


ROW = key("a|b", "salma", "2026-03-01T10")


def _row(name: str = "سلمى", **sides: int) -> TopicCount:
    return TopicCount(
        topic="a|b",
        window="hour",
        start="2026-03-01T10:00:00Z",
        speaker=CountedSpeaker(id="salma", name=name),
        articles=1,
        statements=sum(sides.values()),
        **sides,  # type: ignore[arg-type]  # counts
    )


def _told(now: TopicCount | None, before: TopicCount | None, asked: Asked) -> str | None:
    """The name of the event by which who asks hears of a row that was one and is another."""
    had = CountEvent(Place(0, 0, 0), ROW, before).has
    found = [event.name for event in wanted([CountEvent(Place(0, 1, 0), ROW, now, had)], asked)]
    return found[0] if found else None


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
        (Asked(speaker="سلمى"), True),
        (Asked(speaker="other"), False),
        (Asked(polarity="support"), True),
        (Asked(polarity="oppose"), False),
        (Asked(speaker="سلمى", polarity="support", topic="a|b", window="hour", by="speaker"), True),
        (Asked(speaker="سلمى", polarity="support", topic="a"), False),
    ],
)
def test_a_question_narrows_counts(asked: Asked, met: bool) -> None:
    """A row comes to those who ask for it, and they alone are told when it is removed."""
    row = _row(support=1)
    assert _told(row, None, asked) == ("count" if met else None)
    assert _told(None, row, asked) == ("removed" if met else None)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (_row(support=1), None, "count"),
        (_row(support=2), _row(support=1), "count"),
        (_row(oppose=1), _row(support=1, oppose=1), "removed"),
        (_row(oppose=2), _row(oppose=1), None),
        (_row(), _row(support=1), "removed"),
        (None, _row(oppose=1), None),
        (None, None, None),
    ],
)
def test_rows_of_a_side_come_and_go(now: TopicCount | None, before: TopicCount | None, told: str | None) -> None:
    """Who asks for a side gets the rows that count it, and hears of those that no longer do."""
    assert _told(now, before, Asked(topic="a|b", polarity="support")) == told
    assert _told(now, before, Asked(topic="tea", polarity="support")) is None


@pytest.mark.parametrize(
    ("now", "before", "old", "new"),
    [
        (_row("سلمى إدريس", support=1), _row("سلمى", support=1), "removed", "count"),
        (_row("سلمى", support=2), _row("سلمى", support=1), "count", None),
        (None, _row("سلمى", support=1), "removed", None),
        (_row("سلمى إدريس", support=1), None, None, "count"),
        (_row("سلمى إدريس", oppose=1), _row("سلمى", support=1), "removed", None),
        (_row("سلمى إدريس", support=1), _row("سلمى", oppose=1), None, "count"),
    ],
)
def test_rows_of_a_name_come_and_go(
    now: TopicCount | None, before: TopicCount | None, old: str | None, new: str | None
) -> None:
    """Who asks by a name is told when a row bears another; who asks by the other name gets it."""
    assert _told(now, before, Asked(speaker="سلمى", polarity="support")) == old
    assert _told(now, before, Asked(speaker="سلمى إدريس", polarity="support")) == new


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(speaker="سلمى"), ["removed"]),
        (Asked(speaker="سلمى إدريس"), ["count"]),
        (Asked(speaker="salma"), ["count"]),
        (Asked(speaker="هدى"), []),
    ],
)
def test_who_was_away_is_told_of_each_name_that_a_speaker_bore(asked: Asked, told: list[str]) -> None:
    """What a row was when they left is not known; of other speakers they hear nothing."""
    counts = Counts()
    names = enumerate(("سلمى", "سلمى إدريس"))
    counts.apply([CountEvent(Place(0, offset, 0), ROW, _row(name)) for offset, name in names])
    assert [event.name for event in wanted(counts.since({0: 1}), asked)] == told
    counts.apply([CountEvent(Place(0, 2, 0), ROW, None)])
    assert [event.name for event in wanted(counts.since({0: 1}), asked)] == ["removed"] * len(told)


def test_repeats_are_dropped_and_changes_are_not(statement: Make) -> None:
    """The same event twice is one; taken back, or said again by a new version, is news."""
    new = unseen()
    said = statement("قول")
    taken_back = msgspec.structs.replace(said, status="retracted", article_version=2)
    again = msgspec.structs.replace(said, article_version=3)
    answers = [new(event) for event in (said, said, taken_back, said, again, again)]
    assert answers == [True, False, True, False, True, False]


def test_what_a_rebuild_says_of_a_statement_stands(statement: Make) -> None:
    """An event that an older version wrote, without its sentence, gives way to the one with the same id and version."""
    kept = Statements()
    old = statement("قول")
    rebuilt = msgspec.structs.replace(old, sentence=Span(text="قال قول", start=0, end=7))
    fresh = kept.apply([_event(old, 0), _event(rebuilt, 1), _event(rebuilt, 2)])
    assert [event.statement for event in fresh] == [old, rebuilt]
    assert kept.select(Asked(), 10) == [rebuilt]


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


def test_a_record_of_old_articles_is_in_the_order_of_their_days(statement: Make) -> None:
    """The latest published first, of one time the one that came last; without a time, that at which it came counts."""
    kept = Statements()
    days = {"أ": "2016-04-04T10:00:00Z", "ب": "2017-06-20T09:00:00+02:00", "ج": "2017-06-20T08:00:00Z", "د": None}
    days |= {"ه": "2016-04-04T10:00:00Z"}
    kept.apply(
        _event(msgspec.structs.replace(statement(word), published=day), offset)
        for offset, (word, day) in enumerate(days.items())
    )
    assert [s.id for s in kept.select(Asked(), 10, "published")] == ["ج", "ب", "ه", "أ", "د"]
    assert [s.id for s in kept.select(Asked(), 2)] == ["ه", "د"]


def test_what_is_kept_is_bounded_and_says_from_where(statement: Make) -> None:
    """Past the limit the oldest goes, and the offset from which all are here moves on."""
    kept = Statements(kept=2)
    kept.apply([_event(statement(word), offset, partition=1) for offset, word in enumerate(("أ", "ب", "ج"))])
    assert kept.starts == {1: 1}
    assert [event.statement.id for event in kept.since({1: 0})] == ["ب", "ج"]
