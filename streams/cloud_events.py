"""CloudEvents 1.0 headers, binary mode of the Kafka protocol binding."""

from typing import Literal

from streams.outbox import Header

EventType = Literal["tasrih.statement", "tasrih.stance", "tasrih.topic-count"]

TIME = "ce_time"
SOURCE = b"/tasrih"


def headers(event_type: EventType, event_id: str, time: str) -> list[Header]:
    """The headers of one event. A repeat of an event has its id; ``time`` is that of the article's record."""
    return [
        ("ce_specversion", b"1.0"),
        ("ce_type", event_type.encode()),
        ("ce_source", SOURCE),
        ("ce_id", event_id.encode()),
        (TIME, time.encode()),
        ("content-type", b"application/json"),
    ]
