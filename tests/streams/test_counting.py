"""The rows that stance events amount to."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import extract

from schemas.article import Article, Body
from schemas.stance_event import Contribution, Origin, SpeakerStances, StanceEvent
from schemas.topic_count import TopicCount, Window
from streams.counting import changes, contributions, counted, expired, from_scratch, stance_events

HOUR = "2026-05-13T10"
TIME = "2026-05-13T10:20:30.000Z"


def parts(body: str, hour: str = HOUR) -> dict[str, Contribution]:
    """The parts of an article whose body is in the tiny language."""
    return contributions(extract(Article(uri="urn:a", bodies=(Body(value=body),))), hour)


def fold(rows: dict[bytes, TopicCount], event: StanceEvent) -> dict[bytes, TopicCount]:
    """``rows`` after ``event``, as the count agent writes them."""
    changed = {k: counted(rows.get(k), change, event.origin, TIME) for k, change in changes(event).items()}
    return rows | {k: row for k, row in changed.items() if row}


def numbers(row: TopicCount) -> tuple[int, ...]:
    """Articles, statements, support, oppose, neutral."""
    return row.articles, row.statements, row.support, row.oppose, row.neutral


def test_an_article_counts_once_and_its_statements_by_side() -> None:
    """Two statements on one topic by two speakers are one article, two statements."""
    rows = from_scratch([("urn:a", parts("karim water + نعم\nlayla water - لا\nkarim bread = ربما"))])
    assert {k.decode(): numbers(row) for k, row in rows.items() if b"hour" not in k} == {
        "water|all": (1, 2, 1, 1, 0),
        "water|all|karim": (1, 1, 1, 0, 0),
        "water|all|layla": (1, 1, 0, 1, 0),
        "bread|all": (1, 1, 0, 0, 1),
        "bread|all|karim": (1, 1, 0, 0, 1),
    }


def test_hour_rows_repeat_the_rows_of_all_time() -> None:
    """A single hour's rows hold what the rows of all time hold."""
    rows = from_scratch([("urn:a", parts("karim water + نعم"))])
    assert numbers(rows[b"water|hour|2026-05-13T10"]) == numbers(rows[b"water|all"])
    assert rows[b"water|hour|2026-05-13T10|karim"].start == "2026-05-13T10:00:00Z"


def test_a_statement_without_a_topic_is_not_counted() -> None:
    """It has no stance, so that it has no row."""
    assert parts("karim , = كلام") == {}


def test_a_correction_moves_what_changed_only() -> None:
    """Support becomes opposition; the other topic is untouched and has no event."""
    before, after = parts("karim water + نعم\nkarim bread = ربما"), parts("karim water - لا\nkarim bread = ربما")
    first = stance_events("urn:a", 1, Origin(partition=0, offset=3), {}, before)
    second = stance_events("urn:a", 2, Origin(partition=0, offset=8), before, after)
    assert [event.topic for event in second] == ["water"]
    rows: dict[bytes, TopicCount] = {}
    for event in [*first, *second]:
        rows = fold(rows, event)
    assert numbers(rows[b"water|all"]) == (1, 1, 0, 1, 0)
    assert numbers(rows[b"bread|all"]) == (1, 1, 0, 0, 1)


def test_a_change_of_the_hour_moves_the_article_between_hour_rows() -> None:
    """The earlier hour has nothing left; all time is as before."""
    before, after = parts("karim water + نعم"), parts("karim water + نعم", "2026-05-13T11")
    rows: dict[bytes, TopicCount] = {}
    for offset, (one, other) in enumerate([({}, before), (before, after)]):
        for event in stance_events("urn:a", offset, Origin(partition=0, offset=offset), one, other):
            rows = fold(rows, event)
    assert numbers(rows[b"water|hour|2026-05-13T10"]) == (0, 0, 0, 0, 0)
    assert numbers(rows[b"water|hour|2026-05-13T11"]) == (1, 1, 1, 0, 0)
    assert numbers(rows[b"water|all"]) == (1, 1, 1, 0, 0)


@pytest.mark.parametrize("offset", [4, 7])
def test_a_repeat_changes_nothing(offset: int) -> None:
    """An event at or below the last offset counted from its partition leaves the row as it is."""
    first = stance_events("urn:a", 1, Origin(partition=2, offset=7), {}, parts("karim water + نعم"))[0]
    rows = fold({}, first)
    repeat = stance_events("urn:b", 1, Origin(partition=2, offset=offset), {}, parts("karim water + نعم"))[0]
    assert fold(rows, repeat) == rows


def test_offsets_of_different_partitions_do_not_meet() -> None:
    """Offset 1 of one partition is new after offset 7 of another."""
    rows: dict[bytes, TopicCount] = {}
    for partition, offset in ((2, 7), (3, 1)):
        origin = Origin(partition=partition, offset=offset)
        rows = fold(rows, stance_events("urn:a", 1, origin, {}, parts("karim water + نعم"))[0])
    assert numbers(rows[b"water|all"]) == (2, 2, 2, 0, 0)
    assert rows[b"water|all"].origins == {"2": 7, "3": 1}


def test_updated_is_the_latest_article_counted_and_does_not_move_with_a_repeat() -> None:
    """It is a time of the data, so that a replay ends with the same row."""
    event = stance_events("urn:a", 1, Origin(partition=0, offset=1), {}, parts("karim water + نعم"))[0]
    change = changes(event)[b"water|all"]
    row = counted(None, change, Origin(partition=0, offset=1), "2026-05-13T10:00:00.000Z")
    assert row is not None
    late = counted(row, change, Origin(partition=1, offset=1), "2026-05-13T09:00:00.000Z")
    assert late is not None
    assert late.updated == "2026-05-13T10:00:00.000Z"


def test_the_name_of_a_speaker_does_not_depend_on_the_order() -> None:
    """Two spellings of one speaker give one row with the same name either way."""

    def row(names: list[str]) -> TopicCount:
        rows: dict[bytes, TopicCount] = {}
        for offset, name in enumerate(names):
            speakers = {"iran": SpeakerStances(name=name, neutral=1)}
            part = {"water": Contribution(hour=HOUR, statements=1, speakers=speakers)}
            rows = fold(rows, stance_events("urn:a", 1, Origin(partition=0, offset=offset), {}, part)[0])
        return rows[b"water|all|iran"]

    assert row(["إيران", "ايران"]) == row(["ايران", "إيران"])


def test_what_is_taken_back_from_an_expired_hour_leaves_no_row_below_zero() -> None:
    """The hour row went with what it counted; all time is corrected all the same."""
    first, gone = stance_pair()
    kept = {k: row for k, row in fold({}, first).items() if b"hour" not in k}
    rows = fold(kept, gone)
    assert set(rows) == set(kept)
    assert numbers(rows[b"water|all"]) == (0, 0, 0, 0, 0)


def stance_pair() -> tuple[StanceEvent, StanceEvent]:
    """An article's coming and going."""
    part = parts("karim water + نعم")
    first = stance_events("urn:a", 1, Origin(partition=0, offset=1), {}, part)[0]
    return first, stance_events("urn:a", 2, Origin(partition=0, offset=2), part, {})[0]


@pytest.mark.parametrize(
    ("window", "start", "updated", "gone"),
    [
        ("hour", "2026-05-13T10:00:00Z", "2026-05-13T10:20:00.000Z", True),
        ("hour", "2026-05-13T10:00:00Z", "2026-05-14T11:59:00.000Z", False),
        ("hour", "2026-05-14T12:00:00Z", "2026-05-13T10:20:00.000Z", False),
        ("hour", "2015-05-13T10:00:00Z", "2026-05-14T23:00:00.000Z", False),
        ("all", None, "2015-05-13T10:20:00.000Z", False),
    ],
)
def test_an_hour_row_expires_after_its_last_change(window: Window, start: str | None, updated: str, gone: bool) -> None:
    """Neither its hour nor the last article counted lies within the time to keep; all time is for ever."""
    row = TopicCount(topic="water", window=window, start=start, updated=updated)
    assert expired(row, datetime(2026, 5, 15, 11, 0, tzinfo=UTC), timedelta(hours=24)) is gone


LINES = st.lists(
    st.tuples(
        st.sampled_from("kls"), st.sampled_from(["water", "bread", "a|b", "water,bread"]), st.sampled_from("+-=")
    ),
    max_size=4,
)


@given(st.lists(st.tuples(st.integers(0, 3), LINES, st.integers(8, 11)), max_size=12), st.randoms())
def test_repeats_and_corrections_end_in_the_rows_of_the_last_versions(history: Any, order: random.Random) -> None:
    """Whatever the history, and whatever part of it comes twice, the rows are those of what stands."""
    standing: dict[int, dict[str, Contribution]] = {}
    log: list[StanceEvent] = []
    for offset, (article, lines, hour) in enumerate(history):
        after = parts("\n".join(" ".join([*line, "كلام"]) for line in lines), f"2026-05-13T{hour:02}")
        origin = Origin(partition=article % 2, offset=offset)
        log += stance_events(f"urn:{article}", offset, origin, standing.get(article, {}), after)
        standing[article] = after
    rows: dict[bytes, TopicCount] = {}
    for number, event in enumerate(log):
        rows = fold(rows, event)
        for repeat in log[order.randint(0, number) : number + 1] if order.random() < 0.3 else ():
            rows = fold(rows, repeat)
    expected = from_scratch((f"urn:{article}", part) for article, part in standing.items())
    assert {k: numbers(row) for k, row in rows.items() if row.articles} == {k: numbers(r) for k, r in expected.items()}
    assert all(numbers(row) == (0, 0, 0, 0, 0) for row in rows.values() if not row.articles)
