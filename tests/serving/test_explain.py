"""``POST /v1/explain``."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import psutil
import pytest
from aiohttp import ClientSession
from jsonschema import Draft202012Validator

from serving import explaining

BODY = "قال الوزير جابر الرافعي في مؤتمر صحفي إن السد آمن، مؤكدا أن الماء يكفي."
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
async def client(
    lonely_server: Callable[..., AbstractAsyncContextManager[ClientSession]],
) -> AsyncIterator[ClientSession]:
    """A server without a broker: explaining needs none."""
    async with lonely_server(TASRIH_MAX_ARTICLE_BYTES="100000") as client:
        yield client


def children() -> list[psutil.Process]:
    """The processes that explain."""
    return [c for c in psutil.Process().children() if "serving.explaining" in c.cmdline()]


@pytest.mark.parametrize(
    "asked",
    [
        {"text": f"عنوان\n\n{BODY}"},
        {"uri": "urn:a:1", "headlines": [{"value": "عنوان"}], "bodies": [{"value": BODY}]},
        {"uri": "urn:a:1", "headline": "عنوان", "body_text": BODY, "text": "other"},
    ],
    ids=["text", "ninjs 3", "ninjs 1"],
)
async def test_statements_come_with_their_parts_and_rules(client: ClientSession, asked: dict[str, Any]) -> None:
    """Of a text and of an article the same; parts are stretches of what is sent back, as documented."""
    answer = await client.post("/v1/explain", json=asked)
    assert answer.status == 200, await answer.text()
    found = await answer.json()
    assert (found["headline"], found["body"]) == ("عنوان", BODY)
    assert [one["statement"]["cue"]["text"] for one in found["statements"]] == ["قال", "مؤكدا"]
    for one in found["statements"]:
        assert all(BODY[part["start"] : part["end"]] == part["text"] for part in one["parts"])
        assert all(rule["id"] and rule["name"] for rule in one["rules"])
    document = await (await client.get("/v1/openapi.json")).json()
    content = document["paths"]["/v1/explain"]["post"]["responses"]["200"]["content"]["application/json"]
    Draft202012Validator({**content["schema"], "components": document["components"]}).validate(found)


@pytest.mark.parametrize(
    ("body", "media_type", "status", "word"),
    [
        (b"", "application/json", 400, "Not JSON"),
        (b"[" * 5000, "application/json", 400, "Not JSON"),
        (b"\xff", "application/json", 400, "UTF-8"),
        (b"[]", "application/json", 400, "an object"),
        (b'{"text": 5}', "application/json", 400, "uri"),
        (b'{"text": "\\ud800"}', "application/json", 400, "Not JSON"),
        (b'{"text": "a\\u0000b"}', "application/json", 400, "control character"),
        (b'{"uri": "a"}', "application/json", 400, "body"),
        (b'{"text": ""}', "application/json", 400, "body"),
        (b"text", "text/plain", 415, "application/json"),
        (b"x" * 100_001, "application/json", 413, "100,000"),
    ],
)
async def test_what_cannot_be_explained_is_a_problem_document(
    client: ClientSession, body: bytes, media_type: str, status: int, word: str
) -> None:
    """One sentence that says what was expected; and the next text is explained all the same."""
    answer = await client.post("/v1/explain", data=body, headers={"Content-Type": media_type})
    document = await answer.json(content_type="application/problem+json")
    assert (answer.status, document["status"]) == (status, status)
    assert word in document["detail"]
    assert (await client.post("/v1/explain", json={"text": BODY})).status == 200


async def test_scripts_stay_text(client: ClientSession) -> None:
    """In headline and speaker they come back as JSON."""
    answer = await client.post("/v1/explain", json={"text": f"{SCRIPT}\nقال {SCRIPT} إن السد آمن."})
    assert answer.content_type == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (await answer.json())["headline"] == SCRIPT


async def test_the_rest_is_answered_meanwhile(client: ClientSession) -> None:
    """Another process works: a long text does not hold up who asks for something else."""
    long = asyncio.create_task(client.post("/v1/explain", json={"text": f"{BODY} " * 200}))
    answered = 0
    while not long.done():
        assert (await client.get("/healthz")).status == 200
        answered += 1
        await asyncio.sleep(0.01)
    assert (await long).status == 200
    assert answered > 5


async def test_too_many_texts_at_a_time_are_told_to_come_back(client: ClientSession) -> None:
    """Eight wait, the others are refused at once."""
    texts = [client.post("/v1/explain", json={"text": BODY}) for _ in range(explaining.WAITING + 4)]
    answers = await asyncio.gather(*texts)
    assert sorted(answer.status for answer in answers) == [200] * explaining.WAITING + [503] * 4
    assert {answer.headers["Retry-After"] for answer in answers if answer.status == 503} == {"5"}


async def test_a_process_that_dies_or_is_slow_is_replaced(
    client: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waited is told; the next text is explained."""
    assert (await client.post("/v1/explain", json={"text": BODY})).status == 200
    children()[0].kill()
    assert (await client.post("/v1/explain", json={"text": BODY})).status == 500
    assert (await client.post("/v1/explain", json={"text": BODY})).status == 200
    with monkeypatch.context() as patch:
        patch.setattr(explaining, "SECONDS", 0.01)
        slow = await client.post("/v1/explain", json={"text": f"{BODY} " * 200})
        assert (slow.status, slow.headers["Retry-After"]) == (503, "5")
    assert (await client.post("/v1/explain", json={"text": BODY})).status == 200


async def test_the_process_ends_with_the_server(
    lonely_server: Callable[..., AbstractAsyncContextManager[ClientSession]],
) -> None:
    """Nothing is left behind."""
    async with lonely_server() as client:
        await client.post("/v1/explain", json={"text": BODY})
        assert children()
    assert not children()
