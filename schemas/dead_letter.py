"""An article that could not be used: its original bytes are the record, the rest are headers.

Header names follow the draft KIP-1317 (``_dlq.errors.…``) and are kept here alone.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Reason = Literal[
    "encoding",  # not UTF-8
    "syntax",  # not JSON, or nested too deep
    "shape",  # JSON, but a field has the wrong type or value
    "missing",  # no uri, or no body
    "size",  # more text than the limit
    "language",  # not Arabic
    "extraction",  # the extractor failed on it
]

HEADER_TOPIC = "_dlq.errors.topic"
HEADER_PARTITION = "_dlq.errors.partition"
HEADER_OFFSET = "_dlq.errors.offset"
HEADER_TIMESTAMP = "_dlq.errors.timestamp"
HEADER_REASON = "_dlq.errors.reason"
HEADER_SENTENCE = "_dlq.errors.message"
HEADER_ATTEMPTS = "_dlq.errors.attempts"
HEADER_REPLAYED = (
    "_dlq.replayed"  # on the mark that says that the letter named by topic, partition, offset was replayed
)

Headers = Mapping[str, bytes | None]


class DeadLetter(Struct, frozen=True, kw_only=True):
    """A dead letter as ``tasrih dlq`` shows it. ``timestamp`` is the article record's, in ms since 1970.

    ``id`` is partition and offset of the article record: a letter written twice has it twice.
    ``key`` and ``value`` are the original bytes, base64 in JSON. ``sentence`` says what was wrong, where, and
    what was expected. ``attempts`` counts how often it was tried, replays included.
    """

    id: str
    topic: str
    partition: Annotated[int, Meta(ge=0)]
    offset: Annotated[int, Meta(ge=0)]
    timestamp: int
    reason: Reason
    sentence: str
    attempts: Annotated[int, Meta(ge=1)] = 1
    key: bytes | None = None
    value: bytes | None = None


def letter_id(headers: Headers) -> str | None:
    """The id of the letter that ``headers`` belong to, or None: other programs can write to the topic.

    >>> letter_id({HEADER_PARTITION: b"3", HEADER_OFFSET: b"120"})
    '3-120'
    """
    partition, offset = headers.get(HEADER_PARTITION), headers.get(HEADER_OFFSET)
    if partition is None or offset is None or not (partition.isdigit() and offset.isdigit()):
        return None
    return f"{int(partition)}-{int(offset)}"


def from_record(key: bytes | None, value: bytes | None, headers: Headers) -> DeadLetter | None:
    """The letter in a record of the dead-letter topic; None for a mark, and for what is no letter of ours."""
    try:
        return msgspec.convert(
            {
                "id": letter_id(headers),
                "topic": _told(headers, HEADER_TOPIC),
                "partition": _told(headers, HEADER_PARTITION),
                "offset": _told(headers, HEADER_OFFSET),
                "timestamp": _told(headers, HEADER_TIMESTAMP),
                "reason": _told(headers, HEADER_REASON),
                "sentence": _told(headers, HEADER_SENTENCE),
                "attempts": _told(headers, HEADER_ATTEMPTS),
                "key": key,
                "value": value,
            },
            DeadLetter,
            strict=False,
        )
    except msgspec.ValidationError:
        return None


def _told(headers: Headers, name: str) -> str | None:
    value = headers.get(name)
    return None if value is None else value.decode(errors="replace")


encode = msgspec.json.Encoder().encode
