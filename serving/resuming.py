"""Where a subscriber that comes back goes on, and what is lost to it: Kafka may no longer have what it asks for."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from serving.positions import Positions

Reason = Literal["dropped", "compacted", "made anew", "beyond the end"]

SNAPSHOT = "Ask /v1/counts, and drop the rows that it does not have."
DETAILS: dict[Reason, str] = {
    "dropped": "Kafka no longer has the records from `passed` to `next`: their events are lost to you, and the stream"
    " goes on at `next`. Ask /v1/counts and /v1/statements for what stands.",
    "compacted": "Kafka no longer has all records from `passed` to `next`: rows that changed meanwhile come as they"
    f" stand, but some that were removed are not told. {SNAPSHOT}",
    "made anew": "The Kafka topic was made anew since you were here, or the id is of another Kafka: the stream goes on"
    " at `next`, with the oldest record. Forget what you have.",
    "beyond the end": "Kafka ends at `next`, and no longer has the records up to `passed` that you have had: the stream"
    " goes on at `next`. Ask /v1/counts and /v1/statements, and forget what they do not have.",
}


class LostPart(Struct, frozen=True):
    """A partition: the offset up to which the subscriber had ``passed`` it, the ``next`` from which all is there."""

    partition: int
    passed: int
    next: int


class Lost(Struct, frozen=True):
    """What a subscriber that comes back is not told: why, of which topic and partitions, and what to do."""

    reason: Reason
    topic: str
    partitions: list[LostPart]
    detail: str


class Kept(NamedTuple):
    """What Kafka has of a topic, by partition: the ``first`` offset and the ``next`` one to come; what ``made`` it.

    From ``whole`` on no record is missing: where the topic is compacted, some before it may be.
    """

    first: dict[int, int]
    next: dict[int, int]
    whole: dict[int, int]
    made: str


class Resumed(NamedTuple):
    """The offsets to go on at, and what is lost."""

    offsets: dict[int, int]
    lost: list[Lost]


def resumed(topic: str, passed: Positions, kept: Kept) -> Resumed:
    """Where a subscriber goes on who has ``passed`` so much; one that knew nothing of the topic begins now."""
    offsets = passed.offsets.get(topic)
    if offsets is None:
        return Resumed(dict(kept.next), [])
    if _is_another(passed.made.get(topic, ""), offsets, kept):
        return Resumed(dict(kept.first), [_lost("made anew", topic, offsets, kept.first)])
    going = {p: min(max(offsets.get(p, 0), first), kept.next[p]) for p, first in kept.first.items()}
    return Resumed(going, list(_missing(topic, offsets, kept)))


def _is_another(made: str, offsets: dict[int, int], kept: Kept) -> bool:
    """Whether the topic is another than it was: by its id, or where that is unknown by its end."""
    if made and kept.made:
        return made != kept.made
    return any(offset > kept.next.get(partition, -1) for partition, offset in offsets.items())


def _missing(topic: str, offsets: dict[int, int], kept: Kept) -> Iterator[Lost]:
    known = {p: offset for p, offset in offsets.items() if p in kept.next}
    gone = {p: offset for p, offset in known.items() if offset < kept.whole[p]}
    if gone:
        compacted = any(kept.whole[p] > kept.first[p] for p in gone)
        yield _lost("compacted" if compacted else "dropped", topic, gone, kept.whole)
    beyond = {p: offset for p, offset in known.items() if offset > kept.next[p]}
    if beyond:
        yield _lost("beyond the end", topic, beyond, kept.next)


def _lost(reason: Reason, topic: str, passed: dict[int, int], going: dict[int, int]) -> Lost:
    parts = [LostPart(partition, offset, going.get(partition, 0)) for partition, offset in sorted(passed.items())]
    return Lost(reason, topic, parts, DETAILS[reason])
