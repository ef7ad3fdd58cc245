"""What the board shows, each view in one answer: the overview, a topic, a speaker, and those whom a name finds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from heapq import nlargest
from http import HTTPStatus
from typing import Annotated

from aiohttp import web
from msgspec import Meta, Struct, structs

from extraction.text import normalise
from extraction.topics_lexicon import Topic
from schemas.topic_count import CountedSpeaker, TopicCount
from serving import query
from serving.events import Asked
from serving.resource import NoQuery, Resource, ready
from serving.standings import HOUR, Recent, Standings, recent
from serving.streams import HUB
from serving.timeline import Side, SideChange, Sides, Timeline, Unit, over, side_changes, sides, timeline
from serving.topics import Definition, Label, ListedTopic, definition, label, listed
from streams import topics
from streams.web.problem import Problem

TOPICS = web.AppKey("topics", Mapping[str, Topic])
LEADING = 2  # actors of a side in the overview
LINES = 60  # actors of a topic, topics of an actor


class SpeakersQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """``name`` is any part of a name, spelt in any way; without it, those who spoke most."""

    name: str = ""
    limit: Annotated[int, Meta(ge=1, le=1000)] = 20


class HeardSpeaker(Struct, frozen=True, kw_only=True):
    """A speaker, with the sides taken on ``topics`` topics: a statement on two of them takes two."""

    id: str
    name: str
    topics: int
    support: int
    neutral: int
    oppose: int


class Speakers(Struct, frozen=True):
    """Speakers, those first who took most sides."""

    speakers: list[HeardSpeaker]


class Leader(Struct, frozen=True, kw_only=True):
    """A speaker who takes a side more often than the other, with the ``statements`` that take it."""

    id: str
    name: str
    statements: int


class OverviewTopic(ListedTopic, frozen=True, kw_only=True):
    """A topic in the overview: ``moved`` are its statements since the overview's ``since``, ``hours`` its sides.

    ``supporting`` and ``opposing`` are the speakers who do so most.
    """

    moved: int
    hours: list[Sides]
    supporting: list[Leader]
    opposing: list[Leader]


class Overview(Struct, frozen=True, kw_only=True):
    """Every topic that was counted, those first that moved most since ``since``, then by statements.

    ``hours`` are the last 24 hours of the clock while articles come (``running``), else the last 24 in which articles
    were published; ``since`` is the last of them, or the one before it while it runs. ``newest`` is the last hour with
    an article, ``updated`` when the last article came.
    """

    running: bool
    hours: list[str]
    since: str | None
    newest: str | None
    updated: str | None
    topics: list[OverviewTopic]


class SpeakerLine(Struct, frozen=True, kw_only=True):
    """A speaker on a topic: the sides of all time, those in each column, and the changes from one to the other."""

    speaker: CountedSpeaker
    sides: Sides
    over: list[Sides]
    changes: list[SideChange]


class TopicLine(Struct, frozen=True, kw_only=True):
    """A topic of a speaker: the sides of all time, those in each column, and the changes from one to the other."""

    topic: str
    label: Label | None
    sides: Sides
    over: list[Sides]
    changes: list[SideChange]


class TopicView(Struct, frozen=True, kw_only=True):
    """A topic over time in columns of ``unit``, all together and by speaker, those with most statements first.

    ``definition`` is null for a topic that only the articles' own desks name. ``more`` speakers follow the first 60.
    """

    counts: ListedTopic
    definition: Definition | None
    unit: Unit
    starts: list[str]
    over: list[Sides]
    speakers: list[SpeakerLine]
    more: int


class SpeakerView(Struct, frozen=True, kw_only=True):
    """A speaker over time in columns of ``unit``, by topic; ``more`` topics come after the first 60."""

    speaker: HeardSpeaker
    unit: Unit
    starts: list[str]
    topics: list[TopicLine]
    more: int


async def get_overview(request: web.Request) -> web.Response:
    """Every topic with its sides, its last 24 hours, and who leads each side."""
    query.read(request, NoQuery)
    ready(request, topics.COUNTS)
    return query.tagged(request, overview(request.app[HUB].standings, request.app[TOPICS], datetime.now(UTC)))


async def get_topic(request: web.Request) -> web.Response:
    """A topic: its definition, its sides over time, and who takes them."""
    query.read(request, NoQuery)
    ready(request, topics.COUNTS)
    topic, known = request.match_info["topic"], request.app[TOPICS]
    hub = request.app[HUB]
    if topic not in hub.standings.topics:
        raise Problem(HTTPStatus.NOT_FOUND, f"Nothing was counted on a topic {topic[:80]!r}; /v1/topics has them all.")
    rows = hub.counts.select(Asked(topic=topic, window="hour"))
    return query.tagged(request, topic_view(topic, hub.standings, rows, known.get(topic)))


async def get_speakers(request: web.Request) -> web.Response:
    """The speakers whose names hold all words that are asked for."""
    asked = query.read(request, SpeakersQuery)
    ready(request, topics.COUNTS)
    words = normalise(asked.name).split()
    heard = (_heard(rows) for rows in request.app[HUB].standings.of_speaker.values())
    found = (one for one in heard if one.name and all(word in _searchable(one.name) for word in words))
    return query.tagged(request, Speakers(nlargest(asked.limit, found, key=lambda one: (_total(one), one.id))))


async def get_speaker(request: web.Request) -> web.Response:
    """A speaker: the sides taken on every topic, over time."""
    query.read(request, NoQuery)
    ready(request, topics.COUNTS)
    speaker, hub = request.match_info["speaker"], request.app[HUB]
    if speaker not in hub.standings.of_speaker:
        raise Problem(
            HTTPStatus.NOT_FOUND, f"Nobody with the id {speaker[:80]!r} was counted; /v1/speakers?name= finds."
        )
    rows = [
        row
        for row in hub.counts.select(Asked(speaker=speaker, window="hour"))
        if row.speaker and row.speaker.id == speaker
    ]
    return query.tagged(request, speaker_view(hub.standings.of_speaker[speaker], rows, request.app[TOPICS]))


def overview(standings: Standings, known: Mapping[str, Topic], now: datetime) -> Overview:
    """The overview at ``now``."""
    window = recent(standings.hours, now)
    seen = [_in_overview(row, standings, window, label(known.get(topic))) for topic, row in standings.topics.items()]
    return Overview(
        running=window.running,
        hours=[f"{hour}:00:00Z" for hour in window.hours],
        since=f"{window.since}:00:00Z" if window.since else None,
        newest=max((f"{hour}:00:00Z" for hour in standings.hours if hour <= now.strftime(HOUR)), default=None),
        updated=max((row.updated for row in standings.topics.values() if row.updated), default=None),
        topics=sorted(seen, key=lambda topic: (-topic.moved, -topic.statements, topic.topic)),
    )


def topic_view(topic: str, standings: Standings, rows: list[TopicCount], known: Topic | None) -> TopicView:
    """The view of a topic from its hour rows."""
    line = timeline(rows)
    by_speaker = _grouped(rows, lambda row: row.speaker.id if row.speaker else "")
    whole = sorted(
        standings.speakers.get(topic, {}).values(),
        key=lambda row: (-row.statements, row.speaker.id if row.speaker else ""),
    )
    return TopicView(
        counts=listed(standings.topics[topic], label(known)),
        definition=definition(known) if known else None,
        unit=line.unit,
        starts=line.starts,
        over=over(line, by_speaker.get("", ())),
        speakers=[_speaker_line(row, line, by_speaker) for row in whole[:LINES]],
        more=max(len(whole) - LINES, 0),
    )


def speaker_view(whole: Mapping[str, TopicCount], rows: list[TopicCount], known: Mapping[str, Topic]) -> SpeakerView:
    """The view of a speaker from the hour rows, and the rows of all time by topic."""
    line = timeline(rows)
    by_topic = _grouped(rows, lambda row: row.topic)
    first = sorted(whole.values(), key=lambda row: (-row.statements, row.topic))
    return SpeakerView(
        speaker=_heard(whole),
        unit=line.unit,
        starts=line.starts,
        topics=[_topic_line(row, line, by_topic, label(known.get(row.topic))) for row in first[:LINES]],
        more=max(len(first) - LINES, 0),
    )


def _in_overview(row: TopicCount, standings: Standings, window: Recent, name: Label | None) -> OverviewTopic:
    hours = {hour: standings.hours.get(hour, {}).get(row.topic) for hour in window.hours}
    speakers = standings.speakers.get(row.topic, {}).values()
    return OverviewTopic(
        **structs.asdict(listed(row, name)),
        moved=sum(found.statements for hour, found in hours.items() if found and hour >= (window.since or "")),
        hours=[sides(found) if found else Sides() for found in hours.values()],
        supporting=_leading(speakers, "support"),
        opposing=_leading(speakers, "oppose"),
    )


def _leading(rows: Iterable[TopicCount], side: Side) -> list[Leader]:
    taken = [
        Leader(id=row.speaker.id, name=row.speaker.name, statements=getattr(row, side))
        for row in rows
        if row.speaker and row.speaker.name and sides(row).leading == side
    ]
    return nlargest(LEADING, taken, key=lambda leader: leader.statements)


def _speaker_line(row: TopicCount, line: Timeline, rows: Mapping[str, list[TopicCount]]) -> SpeakerLine:
    speaker = row.speaker or CountedSpeaker(id="", name="")
    mine = rows.get(speaker.id, [])
    return SpeakerLine(speaker=speaker, sides=sides(row), over=over(line, mine), changes=_changes(speaker, mine))


def _topic_line(row: TopicCount, line: Timeline, rows: Mapping[str, list[TopicCount]], name: Label | None) -> TopicLine:
    mine = rows.get(row.topic, [])
    changes = _changes(row.speaker, mine)
    return TopicLine(topic=row.topic, label=name, sides=sides(row), over=over(line, mine), changes=changes)


def _changes(speaker: CountedSpeaker | None, rows: list[TopicCount]) -> list[SideChange]:
    """The changes of side; none of unnamed sources, who are many: one of them does not change what another said."""
    return side_changes(rows) if speaker and speaker.name else []


def _heard(rows: Mapping[str, TopicCount]) -> HeardSpeaker:
    """A speaker by the rows of all time, of which there is one at least."""
    speaker = next(row.speaker for row in rows.values() if row.speaker)
    all_sides = sum((sides(row) for row in rows.values()), Sides())
    return HeardSpeaker(
        id=speaker.id,
        name=speaker.name,
        topics=len(rows),
        support=all_sides.support,
        neutral=all_sides.neutral,
        oppose=all_sides.oppose,
    )


def _total(one: HeardSpeaker) -> int:
    return one.support + one.neutral + one.oppose


@lru_cache(maxsize=100_000)
def _searchable(name: str) -> str:
    return normalise(name)


def _grouped(rows: Iterable[TopicCount], key: Callable[[TopicCount], str]) -> dict[str, list[TopicCount]]:
    groups: dict[str, list[TopicCount]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


RESOURCES = (
    Resource("/v1/overview", get_overview, NoQuery, Overview),
    Resource("/v1/topics/{topic}", get_topic, NoQuery, TopicView),
    Resource("/v1/speakers", get_speakers, SpeakersQuery, Speakers),
    Resource("/v1/speakers/{speaker}", get_speaker, NoQuery, SpeakerView),
)
