"""An article that could not be used: its original bytes are the record, the rest are headers.

Header names follow the draft KIP-1317 (``_dlq.errors.…``) and are kept here alone.
"""

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


class DeadLetter(Struct, frozen=True, kw_only=True):
    """A dead letter as ``tasrih dlq`` shows it. ``timestamp`` is the article record's, in ms since 1970.

    ``key`` and ``value`` are the original bytes, base64 in JSON. ``sentence`` says what was wrong, where, and
    what was expected. ``attempts`` counts how often it was tried, replays included.
    """

    topic: str
    partition: Annotated[int, Meta(ge=0)]
    offset: Annotated[int, Meta(ge=0)]
    timestamp: int
    reason: Reason
    sentence: str
    attempts: Annotated[int, Meta(ge=1)] = 1
    key: bytes | None = None
    value: bytes | None = None


encode = msgspec.json.Encoder().encode
