"""What is counted: pure functions from statements to the rows of wire.topic-counts.

For a topic, over the standing version of each article: ``articles`` that have a statement on it, ``statements``
on it, and the sides that they take. The agents and the reference counts of the tests use the same functions.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from schemas.stance_event import Contribution, Origin, SpeakerStances, StanceEvent
from schemas.statement import Statement
from schemas.topic_count import CountedSpeaker, TopicCount, key


class Change(NamedTuple):
    """What one stance event adds to one row; numbers below zero take away.

    ``blank`` is the row before anything was counted; ``takes`` tells whether the event takes something back.
    """

    blank: TopicCount
    takes: bool
    articles: int
    statements: int
    support: int
    oppose: int
    neutral: int


def contributions(statements: Iterable[Statement], hour: str) -> dict[str, Contribution]:
    """One article's part in each of its topics; ``hour`` as ``2015-05-13T10``, UTC."""
    parts: dict[str, Contribution] = {}
    for statement in statements:
        for stance in statement.stances:
            part = parts.get(stance.topic) or Contribution(hour=hour, statements=0, speakers={})
            parts[stance.topic] = _with(part, statement.speaker.id, statement.speaker.name, stance.polarity)
    return parts


def _with(part: Contribution, speaker: str, name: str, polarity: str) -> Contribution:
    known = part.speakers.get(speaker) or SpeakerStances(name=name)
    sides = replace(known, **{polarity: getattr(known, polarity) + 1})
    return replace(part, statements=part.statements + 1, speakers={**part.speakers, speaker: sides})


def stance_events(
    uri: str, version: int, origin: Origin, before: Mapping[str, Contribution], after: Mapping[str, Contribution]
) -> list[StanceEvent]:
    """One event per topic whose part this version of the article changes."""
    return [
        StanceEvent(
            article_uri=uri,
            article_version=version,
            origin=origin,
            topic=topic,
            before=before.get(topic),
            after=after.get(topic),
        )
        for topic in sorted(before.keys() | after.keys())
        if before.get(topic) != after.get(topic)
    ]


def changes(event: StanceEvent) -> dict[bytes, Change]:
    """What an event adds to each row that it touches, by the row's key."""
    touched: dict[bytes, Change] = {}
    for sign, part in ((-1, event.before), (1, event.after)):
        for row_key, change in _parts(event.topic, part, sign) if part else ():
            touched[row_key] = _sum(touched.get(row_key), change)
    return touched


def _parts(topic: str, part: Contribution, sign: int) -> Iterator[tuple[bytes, Change]]:
    everyone = _sides(part.speakers.values())
    for hour in (None, part.hour):
        yield key(topic, hour=hour), _change(_blank(topic, hour), sign, everyone)
        for speaker, stances in part.speakers.items():
            blank = _blank(topic, hour, CountedSpeaker(id=speaker, name=stances.name))
            yield key(topic, speaker, hour), _change(blank, sign, _sides([stances]))


def _change(blank: TopicCount, sign: int, sides: tuple[int, int, int, int]) -> Change:
    return Change(blank, sign < 0, sign, *(sign * count for count in sides))


def _sides(speakers: Iterable[SpeakerStances]) -> tuple[int, int, int, int]:
    support = oppose = neutral = 0
    for stances in speakers:
        support += stances.support
        oppose += stances.oppose
        neutral += stances.neutral
    return support + oppose + neutral, support, oppose, neutral


def _blank(topic: str, hour: str | None, speaker: CountedSpeaker | None = None) -> TopicCount:
    if hour is None:
        return TopicCount(topic=topic, window="all", speaker=speaker)
    return TopicCount(topic=topic, window="hour", start=f"{hour}:00:00Z", speaker=speaker)


def _sum(one: Change | None, other: Change) -> Change:
    if one is None:
        return other
    added = (a + b for a, b in zip(one[2:], other[2:], strict=True))
    return Change(other.blank, one.takes or other.takes, *added)


def counted(row: TopicCount | None, change: Change, origin: Origin, time: str) -> TopicCount | None:
    """``row`` with ``change`` added, or ``row`` itself where it has counted the origin already.

    None where something is taken back from an hour row that has expired: what it counted went with it.

    ``time`` is when the article's record was written, RFC 3339 in UTC; ``updated`` is the latest of those counted,
    so that a repeat does not move it. Of several spellings of a speaker's name the row keeps the first in code
    point order: which is the same whatever order the partitions are read in.
    """
    if row is None and change.takes and change.blank.window == "hour":
        return None
    row = row or change.blank
    partition = str(origin.partition)
    if row.origins.get(partition, -1) >= origin.offset:
        return row
    return replace(
        row,
        speaker=_named(row.speaker, change.blank.speaker),
        articles=row.articles + change.articles,
        statements=row.statements + change.statements,
        support=row.support + change.support,
        oppose=row.oppose + change.oppose,
        neutral=row.neutral + change.neutral,
        updated=max(row.updated or "", time),
        origins={**row.origins, partition: origin.offset},
    )


def expired(row: TopicCount, now: datetime, keep: timedelta) -> bool:
    """Whether an hour row has lain for ``keep`` since its hour and since the last article that it counted."""
    if row.start is None or row.updated is None:
        return False
    return max(_time(row.start), _time(row.updated)) + keep < now


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _named(one: CountedSpeaker | None, other: CountedSpeaker | None) -> CountedSpeaker | None:
    return min(one, other, key=lambda speaker: speaker.name) if one and other else one


def from_scratch(articles: Iterable[tuple[str, Mapping[str, Contribution]]]) -> dict[bytes, TopicCount]:
    """The rows of a set of articles, each given as its uri and its parts by topic; without origins and times.

    This is what the rows of wire.topic-counts amount to, whatever way the articles took there.
    """
    rows: dict[bytes, TopicCount] = {}
    for number, (uri, parts) in enumerate(articles):
        origin = Origin(partition=0, offset=number)
        for event in stance_events(uri, 1, origin, {}, parts):
            for row_key, change in changes(event).items():
                rows[row_key] = counted(rows.get(row_key), change, origin, "") or change.blank
    return {row_key: replace(row, updated=None, origins={}) for row_key, row in rows.items()}
