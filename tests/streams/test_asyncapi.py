"""The AsyncAPI document: as published, whole, and true of the topics."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from schemas import published
from streams import asyncapi, topics

ROOT = Path(__file__).parents[2]
DOCUMENT = asyncapi.document()
PUBLIC = [topic for topic in topics.TOPICS if topic.name.startswith("wire.")]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)


def _resolved(reference: str) -> Any:
    found: Any = DOCUMENT
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return found


def test_the_published_document_is_that_of_the_code() -> None:
    """``tasrih schema asyncapi > schemas/asyncapi.json`` changes nothing."""
    assert (ROOT / "schemas" / "asyncapi.json").read_text(encoding="utf-8") == asyncapi.text()


def test_every_reference_leads_somewhere() -> None:
    """No reference is broken, and no type is described that nothing refers to but the letters of ``tasrih dlq``."""
    references = set(_references(DOCUMENT))
    assert all(_resolved(reference) for reference in references)
    described = {asyncapi.REFERENCE.format(name=name) for name in DOCUMENT["components"]["schemas"]}
    assert described - references == {asyncapi.REFERENCE.format(name="DeadLetter")}


def test_every_public_topic_is_a_channel() -> None:
    """With its configuration; what the workers keep for themselves is none."""
    channels = {c["address"]: c["bindings"]["kafka"]["topicConfiguration"] for c in DOCUMENT["channels"].values()}
    assert channels.keys() == {topic.name for topic in PUBLIC}
    for topic in PUBLIC:
        (policy,) = channels[topic.name]["cleanup.policy"]
        assert policy == topic.config["cleanup.policy"]


def test_every_channel_has_one_operation_with_its_message() -> None:
    """Articles are received, everything else is sent: seen from tasrih."""
    operations = DOCUMENT["operations"].values()
    assert {o["channel"]["$ref"].removeprefix("#/channels/"): o["action"] for o in operations} == {
        topic.name: "receive" if topic.name == topics.ARTICLES else "send" for topic in PUBLIC
    }
    for operation in operations:
        (message,) = operation["messages"]
        assert message["$ref"].startswith(operation["channel"]["$ref"] + "/messages/")


@pytest.mark.parametrize("channel", asyncapi.CHANNELS, ids=lambda channel: channel.topic)
def test_payloads_describe_the_published_example(channel: asyncapi.Channel) -> None:
    """The schema takes the example; one without fields is refused, where it is not the article's own bytes."""
    message = DOCUMENT["channels"][channel.topic]["messages"][channel.event]
    validator = jsonschema.Draft7Validator({**message["payload"], "components": DOCUMENT["components"]})
    validator.validate(json.loads(published.example(channel.event)))
    assert validator.is_valid({}) == (channel.topic == topics.DEAD_LETTERS)
