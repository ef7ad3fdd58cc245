"""The AsyncAPI 3 document of the Kafka side, made from the topics, the types of the events, and their headers.

It stands in ``schemas/asyncapi.json``; ``tasrih schema asyncapi`` prints it.
"""

from typing import Any, NamedTuple

import msgspec

from schemas import dead_letter, published
from streams import topics
from streams.cloud_events import SOURCE, TIME, EventType

VERSION = "3.0.0"
REFERENCE = "#/components/schemas/{name}"


class Channel(NamedTuple):
    """A public topic: what its records are, and what tasrih does with it, seen from tasrih."""

    topic: str
    event: str
    action: str
    meaning: str
    cloud_event: EventType | None = None


CHANNELS = (
    Channel(
        topics.ARTICLES,
        "article",
        "receive",
        "Articles. The same uri with a higher version corrects; a record without a value, or pubStatus canceled,"
        " withdraws.",
    ),
    Channel(
        topics.STATEMENTS,
        "statement",
        "send",
        "Statements, active or retracted, at least once: id, status and article_version tell a repeat.",
        "tasrih.statement",
    ),
    Channel(
        topics.STANCES,
        "stance-event",
        "send",
        "What an article contributes to a topic, before and after, at least once: ce_id tells a repeat.",
        "tasrih.stance",
    ),
    Channel(
        topics.COUNTS,
        "topic-count",
        "send",
        "Rows of the counts, absolute: the last record of a key stands. A record without a value removes the row; one"
        " with an empty key is no row.",
        "tasrih.topic-count",
    ),
    Channel(
        topics.DEAD_LETTERS,
        "dead-letter",
        "send",
        "Articles that could not be used: the original key and bytes, and headers that say where and why.",
    ),
)


def document() -> dict[str, Any]:
    """The whole document."""
    return {
        "asyncapi": VERSION,
        "info": {
            "title": "tasrih",
            "version": "1",
            "description": "Articles in; statements, stance events and counts out. Over HTTP: /v1/openapi.json.",
        },
        "defaultContentType": "application/json",
        "servers": {
            "kafka": {
                "host": "{broker}",
                "protocol": "kafka",
                "variables": {"broker": {"default": "127.0.0.1:9092", "description": "TASRIH_BROKER"}},
            }
        },
        "channels": {channel.topic: _channel(channel) for channel in CHANNELS},
        "operations": {f"{channel.action}-{channel.event}": _operation(channel) for channel in CHANNELS},
        "components": {"schemas": published.components(REFERENCE)},
    }


def text() -> str:
    """The document as it stands in its file."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2).decode() + "\n"


def _channel(channel: Channel) -> dict[str, Any]:
    declared = next(topic for topic in topics.TOPICS if topic.name == channel.topic)
    return {
        "address": channel.topic,
        "description": channel.meaning,
        "servers": [{"$ref": "#/servers/kafka"}],
        "messages": {channel.event: _message(channel, declared.key)},
        "bindings": {"kafka": {"topic": channel.topic, "topicConfiguration": _configuration(declared)}},
    }


def _configuration(topic: topics.Topic) -> dict[str, Any]:
    """The topic's configuration as the Kafka binding has it."""
    numbers = {"retention.ms", "max.message.bytes"}
    return {
        name: [value] if name == "cleanup.policy" else int(value) if name in numbers else value
        for name, value in topic.config.items()
    }


def _message(channel: Channel, key: str) -> dict[str, Any]:
    return {
        "name": channel.event,
        "payload": _payload(channel.event),
        "headers": {"type": "object", **_headers(channel)},
        "bindings": {"kafka": {"key": {"type": "string", "description": key}}},
        "examples": [{"payload": msgspec.json.decode(published.example(channel.event))}] if channel.cloud_event else [],
    }


def _payload(event: str) -> dict[str, Any]:
    """The schema of the value; that of a dead letter is whatever came."""
    if event == "dead-letter":
        return {"description": "The bytes of the article as they came. tasrih dlq shows them as a dead-letter."}
    return {"$ref": REFERENCE.format(name=published.EVENTS[event].__name__)}


def _headers(channel: Channel) -> dict[str, Any]:
    if channel.event == "dead-letter":
        names = [value for name, value in vars(dead_letter).items() if name.startswith("HEADER_")]
        always = [name for name in names if name.startswith("_dlq.errors.")]
        return {"properties": {name: {"type": "string"} for name in names}, "required": always}
    if channel.cloud_event is None:
        return {}
    given: dict[str, dict[str, Any]] = {
        "ce_specversion": {"const": "1.0"},
        "ce_type": {"const": channel.cloud_event},
        "ce_source": {"const": SOURCE.decode()},
        "ce_id": {"type": "string", "description": "The same for a repeat of the event."},
        TIME: {"type": "string", "format": "date-time", "description": "When the article's record was written."},
        "content-type": {"const": "application/json"},
    }
    return {"properties": given, "required": list(given)}


def _operation(channel: Channel) -> dict[str, Any]:
    return {
        "action": channel.action,
        "channel": {"$ref": f"#/channels/{channel.topic}"},
        "summary": channel.meaning,
        "messages": [{"$ref": f"#/channels/{channel.topic}/messages/{channel.event}"}],
    }
