"""The OpenAPI 3.1 document of the HTTP interface, made from the types that questions and answers are read with."""

import re
from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec
from aiohttp import web

from schemas.statement import Statement
from schemas.topic_count import TopicCount
from serving import query
from serving.events import Removed
from serving.formats import Line, StreamStatus
from serving.resource import Resource
from serving.resources import RESOURCES
from serving.resuming import Lost
from streams.web.problem import Document

REFERENCE = "#/components/schemas/{name}"
PATH_PARAMETERS = {
    "names": "`statements`, `counts`, or both with a comma between them",
    "topic": "a topic's id",
    "speaker": "a speaker's id",
    "name": "an event: article, statement, stance-event, topic-count or dead-letter",
}
TOKEN = {"token": {"type": "http", "scheme": "bearer", "description": "TASRIH_TOKEN, where the server has one."}}
STREAMED: dict[str, type[msgspec.Struct]] = {
    "statement": Statement,
    "count": TopicCount,
    "removed": Removed,
    "lost": Lost,
    "status": StreamStatus,
    "error": Document,
}
_LINES = {name: {"$ref": REFERENCE.format(name=data.__name__)} for name, data in STREAMED.items()}
STREAM = {  # OpenAPI 3.1 has no words for what a stream is made of
    "text/event-stream": {"schema": {"type": "string"}, "x-events": _LINES},
    "application/x-ndjson": {
        "schema": {"type": "string"},
        "x-lines": {"anyOf": [line for name, line in _LINES.items() if name != "status"]},
        "x-lines-with-ids": {"$ref": REFERENCE.format(name=Line.__name__)},
    },
}
LAST_EVENT_ID = {
    "name": "Last-Event-ID",
    "in": "header",
    "description": "The id of the last event received: the stream goes on after it, or `lost` says what is gone.",
    "schema": {"type": "string"},
}


async def get_document(request: web.Request) -> web.Response:
    """This document."""
    return query.tagged(request, document())


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    answers = [r.answer for r in RESOURCES if r.answer and r.answer.__name__ != "dict"]
    bodies = [body for r in RESOURCES for body in r.body]
    types = [*answers, *bodies, *STREAMED.values(), Line, Document]
    _, parts = msgspec.json.schema_components(types, ref_template=REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": "tasrih", "version": "1", "description": "Statements and stance counts, live."},
        "paths": {resource.path: {resource.method.lower(): _operation(resource)} for resource in RESOURCES},
        "components": {"schemas": parts, "securitySchemes": TOKEN},
        "security": [{}, {"token": []}],  # none on loopback, or the token where one is set
    }


def _operation(resource: Resource) -> dict[str, Any]:
    header = [] if resource.answer else [LAST_EVENT_ID]
    return {
        "operationId": resource.handler.__name__,
        "summary": cleandoc(resource.handler.__doc__ or "").splitlines()[0],
        "description": cleandoc(resource.query.__doc__ or ""),
        "parameters": [*_in_path(resource.path), *_in_query(resource.query), *header],
        **_request_body(resource),
        "responses": {
            "200": {"description": "The answer.", "content": _content(resource)},
            "default": {
                "description": "What was wrong, RFC 9457.",
                "content": {"application/problem+json": {"schema": {"$ref": REFERENCE.format(name="Document")}}},
            },
        },
    }


def _content(resource: Resource) -> dict[str, Any]:
    if resource.answer is None:
        return STREAM
    if resource.answer.__name__ == "dict":
        return {"application/json": {"schema": {"type": "object"}}}
    return {"application/json": {"schema": {"$ref": REFERENCE.format(name=resource.answer.__name__)}}}


def _request_body(resource: Resource) -> dict[str, Any]:
    if not resource.body:
        return {}
    schemas = [{"$ref": REFERENCE.format(name=body.__name__)} for body in resource.body]
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"anyOf": schemas}}}}}


def _in_path(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": PATH_PARAMETERS[name],
            "schema": {"type": "string"},
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(expected: type[msgspec.Struct]) -> list[dict[str, Any]]:
    """The fields of a query type, without the null that stands for not asked."""
    (_, parts) = msgspec.json.schema_components([expected])
    properties: dict[str, Any] = parts[expected.__name__]["properties"]
    return [{"name": name, "in": "query", "schema": _given(schema)} for name, schema in properties.items()]


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that is given: of ``string or null`` the string."""
    if "anyOf" in schema:
        return next(dict(option) for option in schema["anyOf"] if option != {"type": "null"})
    if "enum" in schema:
        return {"enum": [value for value in schema["enum"] if value is not None]}
    return schema
