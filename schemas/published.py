"""The JSON Schemas of the events (2020-12) as they are published in ``schemas/json``, and an example of each."""

from importlib.resources import files
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from schemas.article import Article
from schemas.dead_letter import DeadLetter
from schemas.stance_event import StanceEvent
from schemas.statement import Statement
from schemas.topic_count import TopicCount

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EVENTS: dict[str, type[msgspec.Struct]] = {
    "article": Article,
    "statement": Statement,
    "stance-event": StanceEvent,
    "topic-count": TopicCount,
    "dead-letter": DeadLetter,
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of the event called ``name``.

    >>> schema("topic-count")["$id"]
    'urn:tasrih:schema:topic-count'
    """
    (reference,), parts = msgspec.json.schema_components([EVENTS[name]], ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = cleandoc(part["description"])
    return {"$schema": DIALECT, "$id": f"urn:tasrih:schema:{name}", **reference, "$defs": parts}


def components(reference: str) -> dict[str, Any]:
    """The types of all events and of their parts by name, referring to each other as ``reference`` says."""
    _, parts = msgspec.json.schema_components(EVENTS.values(), ref_template=reference)
    for part in parts.values():
        part["description"] = cleandoc(part["description"])
    return parts


def text(name: str) -> str:
    """The schema as it stands in its file."""
    return msgspec.json.format(msgspec.json.encode(schema(name)), indent=2).decode() + "\n"


def example(name: str) -> bytes:
    """An event as it travels."""
    return files(__package__).joinpath("examples", f"{name}.json").read_bytes()


def write(folder: Path) -> list[Path]:
    """Write all schemas into ``folder``; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{name}.schema.json" for name in EVENTS]
    for name, path in zip(EVENTS, written, strict=True):
        path.write_text(text(name), encoding="utf-8")
    return written
