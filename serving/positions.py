"""Where a subscriber stands: per topic and partition the next offset, and its form as an event id.

The id is JSON, ``[{"topic": …, "partition": …, "offset": …}, …]``, with the offset of the last record passed (-1 for
none); a browser sends the last one back as ``Last-Event-ID``, and so nothing is kept here about who has read what.
"""

from http import HTTPStatus
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from streams.web.problem import Problem

Positions = dict[str, dict[int, int]]


class Passed(Struct, frozen=True):
    """The last record of a partition that a subscriber has passed."""

    topic: str
    partition: Annotated[int, Meta(ge=0, lt=2**31)]
    offset: Annotated[int, Meta(ge=-1, lt=2**62)]


_decode = msgspec.json.Decoder(list[Passed]).decode


def event_id(positions: Positions) -> bytes:
    """The id of the event after which a subscriber stands at ``positions``."""
    passed = [Passed(topic, p, offset - 1) for topic, at in positions.items() for p, offset in at.items()]
    return msgspec.json.encode(passed)


def of_event_id(text: str) -> Positions:
    """The positions after the event that ``text`` is the id of.

    Raises:
        Problem: it is no id of ours.

    >>> of_event_id(event_id({"t": {0: 5, 1: 0}}).decode())
    {'t': {0: 5, 1: 0}}
    """
    positions: Positions = {}
    try:
        for passed in _decode(text.encode(errors="surrogateescape")):
            positions.setdefault(passed.topic, {})[passed.partition] = passed.offset + 1
    except msgspec.DecodeError as error:
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "Last-Event-ID is no id of ours; send the last `id` of the stream as it came, or none to begin with now.",
        ) from error
    return positions
