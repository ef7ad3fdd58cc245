"""A look at the sources before they are read: whether they still hold what the group has yet to read.

Faults: where its commit is out of a partition's range, Faust goes on at the earliest record and says nothing; what it
acknowledges from then on it does not commit. Where there is no commit, it begins at the earliest; but Kafka forgets
the commits of a topic that is deleted, and to the rows the articles of a topic made anew, whose offsets begin again,
were counted before. Repair: what retention took away unread is told, and the group goes on behind it; a topic that was
made anew or cut off ends the worker, at each start until the rows are gone as well.
"""

import logging
from collections.abc import Mapping
from typing import Any, NoReturn

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.adapters import decode
from schemas.errors import UnusableArticle
from streams import store, topics
from streams.fail_stop import fail_stop
from streams.logs import event
from streams.standing import decode_row

WAIT_MS = 5000

log = logging.getLogger("tasrih.losses")


async def look(reader: AIOKafkaConsumer, committed: Mapping[TopicPartition, int | None], articles: Any) -> None:
    """Tell what is lost of the sources with these commits; ``articles`` is the table of the article rows."""
    if not committed:
        return
    earliest, ends = await reader.beginning_offsets(committed), await reader.end_offsets(committed)
    for place, offset in committed.items():
        if offset is None and place.topic == topics.ARTICLES:
            await _compare(reader, place, articles, range(earliest[place], ends[place]))
        elif offset is not None and offset > ends[place]:
            _refuse(place, f"ends at offset {ends[place]}, but was read up to {offset}")
        elif offset is not None and offset < earliest[place]:
            _tell(place, offset, earliest[place])


async def _compare(reader: AIOKafkaConsumer, place: TopicPartition, articles: Any, present: range) -> None:
    """See that the last article of the rows stands where they remember it."""
    remembered = ((decode_row(row).offset, uri) for uri, row in store.items(articles, place.partition))
    offset, uri = max(remembered, default=(-1, b""))
    if offset >= present.stop:
        _refuse(place, f"ends at offset {present.stop}, but an article of offset {offset} was counted")
    if offset >= present.start and await _uri_at(reader, place, offset) != uri:
        _refuse(place, f"has at offset {offset} another article than was counted")


async def _uri_at(reader: AIOKafkaConsumer, place: TopicPartition, offset: int) -> bytes | None:
    """The uri of the article at an offset, None where there is no article."""
    reader.assign([place])
    reader.seek(place, offset)
    fetched = await reader.getmany(place, timeout_ms=WAIT_MS, max_records=1)
    record = next((record for record in fetched.get(place, ()) if record.offset == offset), None)
    if record is None or record.value is None:
        return record and record.key
    try:
        return decode(record.value, len(record.value)).uri.encode()
    except UnusableArticle:
        return None


def _tell(place: TopicPartition, offset: int, earliest: int) -> None:
    log.error(
        f"{place.topic}-{place.partition} begins at offset {earliest}, but was read up to {offset}: {earliest - offset}"
        f" records are gone, and nobody has read them. See that {place.topic} keeps its records for longer than workers"
        " are away; what is missing of articles has to be fed again, what is missing of stances tasrih rebuild counts.",
        extra=event("lost", topic=place.topic, partition=place.partition, records=earliest - offset),
    )


def _refuse(place: TopicPartition, how: str) -> NoReturn:
    fail_stop(
        f"{place.topic}-{place.partition} {how}: the topic was made anew or cut off. Rows know articles by offsets:"
        " delete all topics of tasrih and the workers' data folders, and feed again."
    )
