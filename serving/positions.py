"""Where a subscriber stands: per topic and partition the next offset, and its form as an event id.

The id is JSON, ``[{"topic": …, "partition": …, "offset": …}, …]``, with the offset of the last record passed (-1 for
none); a browser sends the last one back as ``Last-Event-ID``, and so nothing is kept here about who has read what.
The first entry of a topic has the ``topic_id`` that Kafka gave it: a topic that is made anew counts from 0 again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from streams.web.problem import Problem


@dataclass
class Positions:
    """The next ``offsets`` by topic and partition; ``made`` are the topics' ids in Kafka, where they are known."""

    offsets: dict[str, dict[int, int]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)


class Passed(Struct, frozen=True, omit_defaults=True):
    """The last record of a partition that a subscriber has passed."""

    topic: str
    partition: Annotated[int, Meta(ge=0, lt=2**31)]
    offset: Annotated[int, Meta(ge=-1, lt=2**62)]
    topic_id: str = ""


_decode = msgspec.json.Decoder(list[Passed]).decode


def event_id(positions: Positions) -> bytes:
    """The id of the event after which a subscriber stands at ``positions``."""
    return msgspec.json.encode(list(_passed(positions)))


def _passed(positions: Positions) -> Iterator[Passed]:
    for topic, offsets in positions.offsets.items():
        topic_id = positions.made.get(topic, "")
        for partition, offset in offsets.items():
            yield Passed(topic, partition, offset - 1, topic_id)
            topic_id = ""


def of_event_id(text: str) -> Positions:
    """The positions after the event that ``text`` is the id of.

    Raises:
        Problem: it is no id of ours.

    >>> of_event_id(event_id(Positions({"t": {0: 5, 1: 0}}, {"t": "lD9b"})).decode())
    Positions(offsets={'t': {0: 5, 1: 0}}, made={'t': 'lD9b'})
    """
    positions = Positions()
    try:
        for passed in _decode(text.encode(errors="surrogateescape")):
            positions.offsets.setdefault(passed.topic, {})[passed.partition] = passed.offset + 1
            if passed.topic_id:
                positions.made[passed.topic] = passed.topic_id
    except msgspec.DecodeError as error:
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "Last-Event-ID is no id of ours; send the last `id` of the stream as it came, or none to begin with now.",
        ) from error
    return positions
