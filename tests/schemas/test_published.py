import json
from pathlib import Path

import jsonschema
import msgspec
import orjson
import pytest

from schemas import dead_letter, published, statement
from schemas.adapters import decode
from schemas.dead_letter import DeadLetter

FOLDER = Path(published.__file__).parent


@pytest.mark.parametrize("name", published.EVENTS)
def test_a_published_schema_is_that_of_the_type(name: str) -> None:
    """``tasrih schema --all schemas/json`` changes nothing."""
    assert (FOLDER / "json" / f"{name}.schema.json").read_text(encoding="utf-8") == published.text(name)


@pytest.mark.parametrize("name", published.EVENTS)
def test_an_example_is_valid(name: str) -> None:
    """An independent validator accepts the schema and the example, and refuses what has no fields or wrong ones."""
    schema, example = published.schema(name), json.loads(published.example(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(example)
    assert msgspec.json.decode(published.example(name), type=published.EVENTS[name])
    assert not validator.is_valid({})
    assert not validator.is_valid({key: ["wrong"] for key in example})


def test_there_is_no_orphan() -> None:
    """Every schema and every example belongs to an event."""
    assert {path.name for path in (FOLDER / "json").iterdir()} == {f"{name}.schema.json" for name in published.EVENTS}
    assert {path.name for path in (FOLDER / "examples").iterdir()} == {f"{name}.json" for name in published.EVENTS}


def test_the_examples_tell_one_story() -> None:
    """The statement stands in the article where it says; the counts are the statement's."""
    article = decode(published.example("article"), 10_000)
    said, stances, count = (orjson.loads(published.example(n)) for n in ("statement", "stance-event", "topic-count"))
    for span in (said["content"], said["sentence"], said["cue"], said["speaker"]["mention"]):
        assert article.body[span["start"] : span["end"]] == span["text"]
    assert said["article_uri"] == stances["article_uri"] == article.uri
    assert stances["after"]["speakers"][said["speaker"]["id"]]["oppose"] == count["oppose"] == 1


def test_a_statement_of_an_older_version_is_read() -> None:
    """Events stay in Kafka: those without a sentence fit the schema, and say that they have none."""
    event = json.loads(published.example("statement"))
    sentence = event.pop("sentence")
    jsonschema.Draft202012Validator(published.schema("statement")).validate(event)
    old, new = (statement.decode(json.dumps(e)) for e in (event, event | {"sentence": sentence}))
    assert old == msgspec.structs.replace(new, sentence=None)


def test_an_event_has_every_field_of_its_schema() -> None:
    """What we write is complete: readers in other languages find each field that the schema describes."""
    for name in ("statement", "stance-event", "topic-count", "dead-letter"):
        event = msgspec.json.encode(msgspec.json.decode(published.example(name), type=published.EVENTS[name]))
        title = published.EVENTS[name].__name__
        assert set(json.loads(event)) == set(published.schema(name)["$defs"][title]["properties"])


NO_LETTERS: dict[str, dead_letter.Headers] = {
    "no headers": {},
    "a mark": {dead_letter.HEADER_PARTITION: b"1", dead_letter.HEADER_OFFSET: b"2", dead_letter.HEADER_REPLAYED: b"3"},
    "another's": {"_dlq.errors.reason": b"shape", "_dlq.errors.partition": b"one"},
}


@pytest.mark.parametrize("case", NO_LETTERS)
def test_what_is_no_letter_is_none(case: str) -> None:
    """Marks and other programs' records are passed over."""
    assert dead_letter.from_record(b"k", b"v", NO_LETTERS[case]) is None


def test_a_letter_reads_back_from_its_record() -> None:
    """Any bytes in key and value, and a sentence in any script."""
    headers = {
        dead_letter.HEADER_TOPIC: b"wire.articles",
        dead_letter.HEADER_PARTITION: b"3",
        dead_letter.HEADER_OFFSET: b"121",
        dead_letter.HEADER_TIMESTAMP: b"1772614380000",
        dead_letter.HEADER_REASON: b"encoding",
        dead_letter.HEADER_SENTENCE: "سبب".encode(),
        dead_letter.HEADER_ATTEMPTS: b"2",
    }
    letter = dead_letter.from_record(None, b"\xff\x00", headers)
    assert letter == DeadLetter(
        id="3-121",
        topic="wire.articles",
        partition=3,
        offset=121,
        timestamp=1772614380000,
        reason="encoding",
        sentence="سبب",
        attempts=2,
        value=b"\xff\x00",
    )
