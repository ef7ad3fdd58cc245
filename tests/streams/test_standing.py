"""Which version of an article stands."""

from datetime import UTC, datetime, timedelta

import pytest
from tiny import extract

from schemas.article import Article, Body
from schemas.stance_event import Origin
from streams.standing import Arrival, ArticleRow, Step, decode_row, encode_row, forgotten, published, step

RECORD = datetime(2026, 5, 13, 12, 30, tzinfo=UTC)
TEN, ELEVEN = "2026-05-13T10:00:00Z", "2026-05-13T11:00:00Z"
Given = tuple[int | None, str | None, str]  # version, versionCreated, speaker; "" for a withdrawal


def arrive(given: Given | None, offset: int, row: ArticleRow | None = None) -> Step:
    """One more record of an article; None is a record without a value."""
    article = given and Article(
        uri="urn:a",
        version=given[0],
        version_created=given[1],
        pub_status="usable" if given[2] else "canceled",
        bodies=(Body(value=f"{given[2]} water + نعم"),) if given[2] else (),
    )
    outcome = step(Arrival("urn:a", article, Origin(partition=0, offset=offset), RECORD), row, extract)
    return outcome._replace(row=decode_row(encode_row(outcome.row)))


def standing(*history: Given | None) -> set[str]:
    """Who is counted after a history."""
    row = None
    for offset, given in enumerate(history):
        row = arrive(given, offset, row).row
    return {speaker for part in row.contributions.values() for speaker in part.speakers} if row else set()


@pytest.mark.parametrize(
    ("history", "speakers"),
    [
        ([(1, None, "karim"), (2, None, "layla")], {"layla"}),
        ([(2, None, "layla"), (1, None, "karim")], {"layla"}),
        ([(1, None, "karim"), (1, None, "layla")], {"karim"}),
        ([(1, TEN, "karim"), (1, ELEVEN, "layla")], {"layla"}),
        ([(1, ELEVEN, "karim"), (1, TEN, "layla")], {"karim"}),
        ([(1, "2026-05-13T13:30:00+03:00", "karim"), (1, ELEVEN, "layla")], {"layla"}),
        ([(1, "2026-05-13T14:30:00+03:00", "karim"), (1, ELEVEN, "layla")], {"karim"}),
        ([(None, None, "karim"), (2, None, "layla")], {"layla"}),
        ([(None, None, "karim"), (1, None, "layla")], {"karim"}),
        ([(None, TEN, "karim"), (None, ELEVEN, "layla")], {"layla"}),
        ([(3, None, "karim"), (4, None, "")], set()),
        ([(3, None, "karim"), (2, None, "")], {"karim"}),
        ([(3, None, "karim"), (None, None, "")], set()),
        ([(3, None, "karim"), None], set()),
        ([(3, None, "karim"), None, (3, None, "karim")], set()),
        ([(3, TEN, "karim"), None, (3, ELEVEN, "karim")], set()),
        ([(3, None, "karim"), None, (4, None, "layla")], {"layla"}),
        ([(3, None, "karim"), (None, None, ""), (3, None, "karim")], set()),
        ([None, (1, None, "karim")], {"karim"}),
        ([(2, None, ""), (2, None, "karim")], set()),
    ],
)
def test_the_newest_version_stands(history: list[Given | None], speakers: set[str]) -> None:
    """Higher version, or the same and created later; a withdrawal without a version takes back what stands."""
    assert standing(*history) == speakers


def test_what_was_recorded_is_not_sent_again() -> None:
    """A record at or below the row's offset causes no event; its row stays."""
    first = arrive((1, None, "karim"), 5)
    again = arrive((2, None, "layla"), 5, first.row)
    assert (again.statements, again.stances, again.row) == ([], [], first.row)


def test_a_version_that_is_not_newer_moves_only_the_offset() -> None:
    """The row remembers that the record was seen."""
    first = arrive((2, None, "karim"), 5)
    late = arrive((1, None, "layla"), 9, first.row)
    assert late.statements == late.stances == []
    assert late.row.offset == 9
    assert late.row.contributions == first.row.contributions


def test_statements_taken_back_are_retracted_under_their_ids() -> None:
    """A correction says the new one, and retracts the old one whole."""
    first = arrive((1, None, "karim"), 0)
    second = arrive((2, None, "layla"), 1, first.row)
    assert [(s.speaker.id, s.status, s.article_version) for s in second.statements] == [
        ("layla", "active", 2),
        ("karim", "retracted", 2),
    ]
    assert second.statements[1].id == first.statements[0].id


def test_a_statement_that_stays_is_not_retracted() -> None:
    """A correction that leaves it alone says it again with its id."""
    first = arrive((1, None, "karim"), 0)
    second = arrive((2, None, "karim"), 1, first.row)
    assert [(s.id, s.status) for s in second.statements] == [(first.statements[0].id, "active")]
    assert second.stances == []


def test_a_withdrawal_retracts_everything() -> None:
    """A record without a value leaves nothing standing."""
    gone = arrive(None, 1, arrive((7, None, "karim"), 0).row)
    assert [s.status for s in gone.statements] == ["retracted"]
    assert [(e.before is None, e.after is None) for e in gone.stances] == [(False, True)]


def test_an_article_is_forgotten_some_time_after_its_last_record() -> None:
    """Its row goes when nothing has been seen of it for as long as articles are remembered."""
    row = arrive((1, None, "karim"), 0).row
    assert not forgotten(row, RECORD + timedelta(hours=24), timedelta(hours=24))
    assert forgotten(row, RECORD + timedelta(hours=25), timedelta(hours=24))


@pytest.mark.parametrize(
    ("created", "expected", "hour"),
    [
        (TEN, TEN, "2026-05-13T10"),
        ("2026-05-13T01:15:00+03:00", "2026-05-13T01:15:00+03:00", "2026-05-12T22"),
        (None, "2026-05-13T12:30:00.000Z", "2026-05-13T12"),
        ("2026-05-14T12:30:00Z", "2026-05-14T12:30:00Z", "2026-05-14T12"),
        ("2026-05-14T12:30:01Z", "2026-05-13T12:30:00.000Z", "2026-05-13T12"),
        ("2099-01-01T00:00:00Z", "2026-05-13T12:30:00.000Z", "2026-05-13T12"),
        ("0800-01-01T00:00:00Z", "0800-01-01T00:00:00Z", "0800-01-01T00"),
    ],
)
def test_the_hour_is_that_of_the_article_in_utc(created: str | None, expected: str, hour: str) -> None:
    """Its own time, or that of its record where it has none or one that lies far ahead."""
    assert published(Article(uri="urn:a", version_created=created), RECORD) == expected
    outcome = arrive((1, created, "karim"), 0)
    assert outcome.row.contributions["water"].hour == hour
    assert outcome.statements[0].published == expected
