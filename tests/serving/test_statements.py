"""What a subscriber to statements asks for."""

from collections.abc import Callable

import msgspec
import pytest

from schemas.statement import Statement
from serving.statements import Filter, unseen


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (Filter(), True),
        (Filter(topic="water"), True),
        (Filter(topic="oil"), False),
        (Filter(speaker="سلمى-إدريس"), True),
        (Filter(speaker="سلمى إدريس"), True),
        (Filter(speaker="سلمى"), False),
        (Filter(polarity="oppose"), True),
        (Filter(polarity="support"), False),
        (Filter(topic="water", polarity="oppose"), True),
        (Filter(source="Test Agency"), True),
        (Filter(source="Other Agency"), False),
    ],
)
def test_a_filter_narrows(statement: Callable[..., Statement], asked: Filter, wanted: bool) -> None:
    """Every question must be met."""
    assert asked.matches(statement("لا ماء", polarity="oppose")) is wanted


def test_the_side_is_the_side_on_the_topic_that_is_asked_for(statement: Callable[..., Statement]) -> None:
    """Support for another topic is not support for this one."""
    one = statement("قول", topic="water", polarity="oppose")
    other = statement("قول", topic="oil", polarity="support")
    both = msgspec.structs.replace(one, topics=("water", "oil"), stances=one.stances + other.stances)
    assert Filter(topic="oil", polarity="support").matches(both)
    assert not Filter(topic="water", polarity="support").matches(both)


def test_repeats_are_dropped_and_changes_are_not(statement: Callable[..., Statement]) -> None:
    """The same event twice is one; taken back, or said again by a new version, is news."""
    new = unseen()
    said = statement("قول")
    taken_back = msgspec.structs.replace(said, status="retracted", article_version=2)
    again = msgspec.structs.replace(said, article_version=3)
    assert [new(event) for event in (said, said, taken_back, said, again, again)] == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_what_is_remembered_is_bounded(statement: Callable[..., Statement]) -> None:
    """The oldest event is forgotten first."""
    new = unseen(remembered=2)
    assert [new(statement(word)) for word in ("أ", "ب", "ب", "ج", "أ")] == [True, True, False, True, True]
