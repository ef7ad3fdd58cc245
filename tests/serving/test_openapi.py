"""The OpenAPI document against the server that runs."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from schemas.published import EVENTS, example
from schemas.statement import decode
from schemas.topic_count import decode as decode_row
from schemas.topic_count import encode as encode_row
from schemas.topic_count import key
from streams.brokers.embedded import EmbeddedBroker

Client = TestClient[Any, Any]
PLAIN = (
    "/healthz",
    "/readyz",
    "/v1/topics",
    "/v1/counts",
    "/v1/statements",
    "/v1/overview",
    "/v1/topics/{topic}",
    "/v1/speakers",
    "/v1/speakers/{speaker}",
)
ASKED = {"topic": "water", "speaker": "حاتم-كيلاني"}


@pytest.fixture
async def client(
    embedded: EmbeddedBroker,
    produce: Callable[..., None],
    server: Callable[..., AbstractAsyncContextManager[Client]],
) -> AsyncIterator[Client]:
    """A server with one statement and one row in it: the published examples."""
    row, statement = decode_row(example("topic-count")), example("statement")
    speaker, hour = row.speaker and row.speaker.id, row.start and row.start[:13]
    records = [
        (key(row.topic, of, at), encode_row(replace(row, window=window, start=start, speaker=by)))
        for window, start, at in (("hour", row.start, hour), ("all", None, None))
        for by, of in ((row.speaker, speaker), (None, None))
    ]
    produce(embedded.address, "wire.topic-counts", records)
    produce(embedded.address, "wire.statements", [(decode(statement).article_uri.encode(), statement)])
    async with server(embedded.address) as client:
        while (await client.get("/readyz")).status != 200:
            pass
        yield client


async def _document(client: Client) -> Any:
    return await (await client.get("/v1/openapi.json")).json()


async def test_every_path_is_documented(client: Client) -> None:
    """The document names each path that the server answers, and no other."""
    routes = {r.resource.canonical for r in client.app.router.routes() if r.resource} if client.app else set()
    documented = (await _document(client))["paths"]
    assert {path for path in routes if path.startswith("/v1/") or path.endswith("z")} - {"/v1/openapi.json"} == set(
        documented
    )


@pytest.mark.parametrize("path", PLAIN)
async def test_answers_are_as_documented(client: Client, path: str) -> None:
    """What is answered validates against the documented schema, and is not empty."""
    document = await _document(client)
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = await (await client.get(path.format(**ASKED))).json()
    Draft202012Validator({**schema, "components": document["components"]}).validate(answer)
    assert all(value not in (None, []) for value in answer.values())


@pytest.mark.parametrize("path", ["/v1/topics", "/v1/counts", "/v1/statements"])
async def test_documented_parameters_are_those_that_are_taken(client: Client, path: str) -> None:
    """Each documented parameter is accepted with a value of its schema."""
    for parameter in (await _document(client))["paths"][path]["get"]["parameters"]:
        value = parameter["schema"].get("enum", [parameter["schema"].get("minimum", "1000")])[0]
        response = await client.get(path, params={parameter["name"]: value})
        assert response.status == 200, parameter


async def test_errors_are_as_documented(client: Client) -> None:
    """A problem document validates too."""
    document = await _document(client)
    problem = await (await client.get("/v1/counts?window=day")).json(content_type="application/problem+json")
    reference = {"$ref": "#/components/schemas/Document", "components": document["components"]}
    Draft202012Validator(reference).validate(problem)


async def test_streams_are_as_documented(
    client: Client, embedded: EmbeddedBroker, produce: Callable[..., None]
) -> None:
    """Each kind of event that a stream sends is documented, and its data validates; so does each line of NDJSON."""
    document = await _document(client)
    content = document["paths"]["/v1/streams/{names}"]["get"]["responses"]["200"]["content"]
    row = decode_row(example("topic-count"))
    expired = key(row.topic, hour=row.start and row.start[:13])
    await asyncio.to_thread(produce, embedded.address, "wire.topic-counts", [(expired, None)])
    for media_type, documented in content.items():
        validators = {name: _validator(schema, document) for name, schema in documented.get("x-events", {}).items()}
        seen = set()
        async with client.get("/v1/streams/statements,counts?since=0", headers={"Accept": media_type}) as response:
            assert response.headers["Content-Type"] == media_type
            while len(seen) < (4 if validators else 3):
                name, data = await _event(response, media_type)
                validators.get(name, _validator(documented.get("x-lines", {}), document)).validate(data)
                assert not validators or name in validators
                seen.add(name)


async def test_lines_with_ids_are_as_documented(client: Client) -> None:
    """Each is the documented object."""
    document = await _document(client)
    content = document["paths"]["/v1/streams/{names}"]["get"]["responses"]["200"]["content"]
    validator = _validator(content["application/x-ndjson"]["x-lines-with-ids"], document)
    seen = set()
    headers = {"Accept": "application/x-ndjson"}
    async with client.get("/v1/streams/statements,counts?since=0&ids=true", headers=headers) as response:
        while seen != {"heartbeat", "statement", "count", "status"}:
            if (line := await response.content.readline()).strip():
                validator.validate(json.loads(line))
                seen.add(json.loads(line)["event"])


def _validator(schema: Any, document: Any) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": document["components"]})


async def _event(response: Any, media_type: str) -> tuple[str, Any]:
    """The kind and the data of the next event; of a line the names of its fields stand for its kind."""
    name = ""
    async with asyncio.timeout(20):
        while not (line := (await response.content.readline()).decode().rstrip("\n")).startswith(("data: ", "{")):
            name = line.removeprefix("event: ") if line.startswith("event: ") else name
    data = json.loads(line.removeprefix("data: "))
    return (name if media_type == "text/event-stream" else str(sorted(data))), data


@pytest.mark.parametrize("name", EVENTS)
async def test_schemas_of_events_are_served(client: Client, name: str) -> None:
    """Each published schema is at its address."""
    schema = await (await client.get(f"/v1/schemas/{name}")).json()
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(name)


async def test_an_unknown_schema_is_not_found(client: Client) -> None:
    """The sentence names the schemas that there are."""
    response = await client.get("/v1/schemas/../settings")
    assert response.status == 404
    response = await client.get("/v1/schemas/nothing")
    assert "statement" in (await response.json(content_type="application/problem+json"))["detail"]
