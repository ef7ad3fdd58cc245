"""What the board's views are made of: columns of time, changes of side, what moved, who is found."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from schemas.topic_count import CountedSpeaker, TopicCount, encode, key
from serving.events import CountEvent, Place
from serving.standings import Standings
from serving.timeline import SideChange, Sides, over, side_changes, timeline
from serving.views import overview, speaker_view, topic_view
from streams.brokers.embedded import EmbeddedBroker

Client = TestClient[Any, Any]
NOW = datetime(2026, 3, 1, 10, 5, tzinfo=UTC)
SALMA = CountedSpeaker(id="salma/idris", name="سلمى إدريس")
HATEM = CountedSpeaker(id="hatem", name="حاتم الكيلاني")
NOBODY = CountedSpeaker(id="unknown", name="")


def _row(
    topic: str, hour: str | None = None, speaker: CountedSpeaker | None = None, sides: tuple[int, int, int] = (1, 0, 0)
) -> TopicCount:
    support, neutral, oppose = sides
    return TopicCount(
        topic=topic,
        window="hour" if hour else "all",
        start=f"{hour}:00:00Z" if hour else None,
        speaker=speaker,
        articles=min(sum(sides), 1),
        statements=sum(sides),
        support=support,
        neutral=neutral,
        oppose=oppose,
    )


def _key(row: TopicCount) -> bytes:
    return key(row.topic, row.speaker and row.speaker.id, row.start and row.start[:13])


def _standings(*rows: TopicCount) -> Standings:
    standings = Standings()
    standings.apply(CountEvent(Place(0, n, 0), _key(row), row) for n, row in enumerate(rows))
    return standings


@pytest.mark.parametrize(
    ("hours", "unit", "columns"),
    [
        ([], "hour", 0),
        (["2026-03-01T10"], "hour", 1),
        (["2026-03-01T10", "2026-03-02T09"], "hour", 24),
        (["2026-03-01T10", "2026-03-31T23"], "day", 31),
        (["2026-03-01T10", "2026-04-01T00"], "week", 6),
        (["2025-01-01T10", "2026-03-01T10"], "month", 15),
        (["2020-01-01T10", "2026-03-01T10"], "quarter", 25),
        (["1950-01-01T10", "2026-03-01T10"], "year", 77),
    ],
)
def test_time_is_shown_in_the_finest_columns_that_fit(hours: list[str], unit: str, columns: int) -> None:
    """At most as many columns as a month has days, without gaps, unless it is years."""
    line = timeline(_row("oil", hour) for hour in hours)
    assert (line.unit, len(line.starts)) == (unit, columns)


def test_each_hour_falls_into_its_column() -> None:
    """Nothing is lost between columns, and an empty one is there."""
    rows = [_row("oil", "2025-01-31T23", sides=(1, 0, 0)), _row("oil", "2025-03-01T00", sides=(0, 2, 1))]
    rows.append(_row("oil", "2026-03-01T10", sides=(4, 0, 0)))
    line = timeline(rows)
    assert over(line, rows)[:3] == [Sides(1, 0, 0), Sides(), Sides(0, 2, 1)]
    assert sum(over(line, rows), Sides()) == Sides(5, 2, 1)


@pytest.mark.parametrize(
    ("days", "changes"),
    [
        ([(1, 0, 0), (0, 0, 1)], [("2026-03-02", "support", "oppose")]),
        ([(1, 0, 0), (0, 5, 0), (1, 0, 1), (0, 0, 1)], [("2026-03-04", "support", "oppose")]),
        ([(0, 0, 2), (2, 0, 1), (0, 0, 1)], [("2026-03-02", "oppose", "support"), ("2026-03-03", "support", "oppose")]),
        ([(0, 3, 0), (1, 0, 0), (2, 0, 1)], []),
        ([], []),
    ],
)
def test_a_change_of_side_is_a_day_on_which_another_leads(
    days: list[tuple[int, int, int]], changes: list[tuple[str, Any, Any]]
) -> None:
    """Neutral and even days change nothing."""
    rows = [_row("oil", f"2026-03-0{n}T10", sides=sides) for n, sides in enumerate(days, 1)]
    assert side_changes(rows) == [SideChange(day=day, before=before, after=after) for day, before, after in changes]


@pytest.mark.parametrize(("speaker", "changes"), [(SALMA, 1), (NOBODY, 0)])
def test_unnamed_sources_change_no_side(speaker: CountedSpeaker, changes: int) -> None:
    """They are many: what one of them says is no change of what another said."""
    hours = {"2026-03-01T10": (2, 0, 0), "2026-03-02T10": (0, 0, 2)}
    rows = [_row("water", hour, speaker, sides) for hour, sides in hours.items()]
    whole = [_row("water", sides=(2, 0, 2)), _row("water", speaker=speaker, sides=(2, 0, 2))]
    of_topic = topic_view("water", _standings(*whole), rows, None)
    of_speaker = speaker_view({"water": whole[1]}, rows, {})
    assert [len(line.changes) for line in (of_topic.speakers[0], of_speaker.topics[0])] == [changes, changes]


def test_what_moved_comes_first() -> None:
    """By statements of this hour and the one before it, then of all time; a date to come moves nothing."""
    found = overview(
        _standings(
            _row("oil", sides=(9, 0, 0)),
            _row("salt", sides=(0, 0, 2)),
            _row("water", sides=(0, 5, 0)),
            _row("salt", "2026-03-01T09", sides=(0, 0, 2)),
            _row("oil", "2026-03-01T08", sides=(1, 0, 0)),
            _row("water", "2031-01-01T00", sides=(0, 5, 0)),
        ),
        {},
        NOW,
    )
    assert [(topic.topic, topic.moved) for topic in found.topics] == [("salt", 2), ("oil", 0), ("water", 0)]
    assert (found.running, found.since, found.newest) == (True, "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z")
    assert found.topics[0].hours[-2] == Sides(0, 0, 2)


def test_old_copy_has_last_hours_too() -> None:
    """Where nothing is of today, the last hours are the last that have articles."""
    hours = [f"2015-05-{day:02}T08" for day in range(1, 31)]
    found = overview(_standings(_row("oil"), *(_row("oil", hour) for hour in hours)), {}, NOW)
    assert (found.running, found.hours[0], found.since) == (False, "2015-05-07T08:00:00Z", "2015-05-30T08:00:00Z")
    assert (len(found.hours), found.topics[0].moved) == (24, 1)


def test_a_side_is_led_by_those_who_take_it_more_than_the_other() -> None:
    """Nobody leads both, and who has no name leads none."""
    rows = (_row("oil"), _row("oil", speaker=SALMA, sides=(3, 0, 2)), _row("oil", speaker=HATEM, sides=(1, 4, 2)))
    topic = overview(_standings(*rows, _row("oil", speaker=NOBODY, sides=(9, 0, 0))), {}, NOW).topics[0]
    assert [(leader.name, leader.statements) for leader in topic.supporting] == [(SALMA.name, 3)]
    assert [(leader.name, leader.statements) for leader in topic.opposing] == [(HATEM.name, 2)]


def test_rows_that_were_taken_back_are_gone() -> None:
    """A topic, an hour and a speaker whose articles were all taken back are not shown."""
    rows = [_row("oil"), _row("oil", "2026-03-01T10"), _row("oil", speaker=SALMA)]
    standings = _standings(*rows, *(_row(r.topic, r.start and r.start[:13], r.speaker, (0, 0, 0)) for r in rows))
    assert overview(standings, {}, NOW).topics == []
    assert (standings.hours, standings.speakers, standings.of_speaker) == ({}, {}, {})


def test_a_topic_shows_its_speakers_over_time() -> None:
    """Each in the columns of the topic, those who said most first."""
    hours = [_row("oil", "2026-03-01T09", SALMA), _row("oil", "2026-03-01T10", SALMA, (0, 0, 1))]
    both = [_row("oil", "2026-03-01T09"), _row("oil", "2026-03-01T10", sides=(0, 0, 1))]
    whole = [_row("oil", sides=(1, 2, 1)), _row("oil", speaker=HATEM, sides=(0, 1, 0)), _row("oil", speaker=SALMA)]
    view = topic_view("oil", _standings(*whole), [*hours, *both], None)
    assert view.over == [Sides(1, 0, 0), Sides(0, 0, 1)]
    assert {line.speaker.name: line.over for line in view.speakers}[SALMA.name] == view.over
    assert view.definition is None


@pytest.fixture
async def client(
    embedded: EmbeddedBroker,
    produce: Callable[..., None],
    server: Callable[..., AbstractAsyncContextManager[Client]],
) -> AsyncIterator[Client]:
    """A server with two speakers on two topics."""
    rows = [_row("oil"), _row("made-up"), _row("oil", "2026-03-01T10", SALMA)]
    rows += [_row("oil", speaker=SALMA), _row("made-up", speaker=SALMA, sides=(0, 1, 0)), _row("oil", speaker=HATEM)]
    produce(embedded.address, "wire.topic-counts", [(_key(row), encode(row)) for row in rows])
    async with server(embedded.address) as client:
        while (await client.get("/readyz")).status != 200:
            pass
        yield client


async def _json(client: Client, path: str) -> Any:
    response = await client.get(path)
    assert response.status == 200
    return await response.json()


@pytest.mark.parametrize(
    ("name", "found"),
    [("", [SALMA.id, HATEM.id]), ("سلمي ادريس", [SALMA.id]), ("كيلاني", [HATEM.id]), ("نجوى", [])],
)
async def test_speakers_are_found_however_they_are_spelt(client: Client, name: str, found: list[str]) -> None:
    """Any part of the name, without its hamzas; those first who took most sides."""
    speakers = (await (await client.get("/v1/speakers", params={"name": name})).json())["speakers"]
    assert [speaker["id"] for speaker in speakers] == found


async def test_a_speaker_is_asked_for_by_an_id_of_any_letters(client: Client) -> None:
    """A slash in it too."""
    view = await _json(client, "/v1/speakers/salma%2Fidris")
    assert (view["speaker"]["name"], view["speaker"]["topics"]) == (SALMA.name, 2)
    assert [topic["topic"] for topic in view["topics"]] == ["made-up", "oil"]


async def test_the_definition_of_a_topic_is_there_to_be_read(client: Client) -> None:
    """Its terms; a topic that only desks name has none."""
    assert "نفط" in (await _json(client, "/v1/topics/oil"))["definition"]["terms"]
    assert (await _json(client, "/v1/topics/made-up"))["definition"] is None


@pytest.mark.parametrize("path", ["/v1/topics/none", "/v1/speakers/none"])
async def test_what_was_not_counted_is_not_found(client: Client, path: str) -> None:
    """A problem document says where to look."""
    response = await client.get(path)
    assert response.status == 404
    assert "/v1/" in (await response.json(content_type="application/problem+json"))["detail"]
