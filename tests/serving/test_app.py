"""The HTTP of the read side, against a broker that runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from schemas.topic_count import CountedSpeaker, TopicCount, encode, key
from serving import app
from streams.brokers.embedded import EmbeddedBroker
from streams.settings import Settings

Client = TestClient[Any, Any]
Produce = Callable[..., None]
Serve = Callable[..., AbstractAsyncContextManager[Client]]

ROWS = (
    TopicCount(topic="made-up", window="all", articles=1, statements=1, neutral=1),
    TopicCount(topic="oil", window="all", articles=2, statements=3, support=1, oppose=2),
    TopicCount(
        topic="oil",
        window="all",
        speaker=CountedSpeaker(id="salma", name="سلمى إدريس"),
        articles=2,
        statements=3,
        support=1,
        oppose=2,
    ),
    TopicCount(topic="oil", window="hour", start="2026-03-01T10:00:00Z", articles=2, statements=3, support=1, oppose=2),
)


@pytest.fixture
async def client(embedded: EmbeddedBroker, produce: Produce, server: Serve) -> AsyncIterator[Client]:
    """A server that has read the rows above."""
    records = [(key(r.topic, r.speaker and r.speaker.id, r.start and r.start[:13]), encode(r)) for r in ROWS]
    produce(embedded.address, "wire.topic-counts", records)
    async with server(embedded.address) as client:
        await _until(client, "/readyz", 200)
        yield client


@pytest.fixture
async def lonely(server: Serve, nowhere: str) -> AsyncIterator[Client]:
    """A server whose broker is down."""
    async with server(nowhere) as client:
        yield client


async def _until(client: Client, path: str, status: int, known: str = '""') -> None:
    headers = {"If-None-Match": known}
    while (await client.get(path, headers=headers)).status != status:  # noqa: ASYNC110 (the server is asked, as a user asks)
        await asyncio.sleep(0.05)


async def _json(client: Client, path: str) -> Any:
    response = await client.get(path)
    assert response.status == 200
    return await response.json()


async def test_counts_are_the_rows_of_the_topic(client: Client) -> None:
    """Every row, as published, in the order of ``tasrih counts``."""
    found = (await _json(client, "/v1/counts"))["counts"]
    assert [(r["topic"], r["window"], r["speaker"] is None) for r in found] == [
        ("made-up", "all", True),
        ("oil", "all", True),
        ("oil", "all", False),
        ("oil", "hour", True),
    ]
    assert found[1]["oppose"] == 2


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("topic=oil", 3),
        ("topic=salt", 0),
        ("window=hour", 1),
        ("by=speaker", 1),
        ("by=topic&window=all", 2),
        ("polarity=oppose", 3),
    ],
)
async def test_counts_are_narrowed_by_the_query(client: Client, query: str, count: int) -> None:
    """Each word of the query narrows."""
    assert len((await _json(client, f"/v1/counts?{query}"))["counts"]) == count


async def test_topics_have_labels_and_numbers(client: Client) -> None:
    """A topic of the lexicon has its names in both languages; one that only articles name has none."""
    made_up, oil = (await _json(client, "/v1/topics"))["topics"]
    assert (made_up["topic"], made_up["label"]) == ("made-up", None)
    assert (oil["topic"], oil["statements"], oil["label"]["ar"]) == ("oil", 3, "النفط")


async def test_a_new_row_is_answered_without_a_restart(
    client: Client, embedded: EmbeddedBroker, produce: Produce
) -> None:
    """What comes while the server runs is seen."""
    before = (await client.get("/v1/counts?topic=salt")).headers["ETag"]
    row = TopicCount(topic="salt", window="all", articles=1, statements=1, neutral=1)
    await asyncio.to_thread(produce, embedded.address, "wire.topic-counts", [(key("salt"), encode(row))])
    await _until(client, "/v1/counts?topic=salt", 200, before)
    assert len((await _json(client, "/v1/counts?topic=salt"))["counts"]) == 1


async def test_an_answer_that_did_not_change_is_not_sent_again(client: Client) -> None:
    """A caller that has the answer is told so: 304 without a body."""
    first = await client.get("/v1/counts")
    again = await client.get("/v1/counts", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    other = await client.get("/v1/counts?topic=oil", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status == 200


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/v1/counts?window=day", 400, "window is 'day', expected all or hour."),
        ("/v1/counts?polarity=Support", 400, "polarity is 'Support', expected neutral or oppose or support."),
        ("/v1/counts?colour=red", 400, "'colour' cannot be asked for; /v1/counts can be asked for: topic, speaker"),
        ("/v1/counts?topic=oil&topic=tea", 400, "topic is given more than once, expected one value."),
        ("/v1/counts?topic=", 400, "topic is empty; leave it out to ask for all."),
        ("/v1/counts?since=", 400, "since is empty"),
        ("/v1/counts?since=-5", 400, "since is '-5', expected a time like"),
        ("/v1/counts?since=99999999999999999999", 400, "expected a time like"),
        ("/v1/statements?limit=0", 400, "limit is '0', expected a whole number from 1 to 1000."),
        ("/v1/statements?limit=1.5", 400, "limit is '1.5', expected a whole number from 1 to 1000."),
        (
            "/v1/schemas/article?version=1",
            400,
            "'version' cannot be asked for; /v1/schemas/article can be asked for: n",
        ),
        ("/v1/counts?source=Agency", 400, "all sources together"),
        ("/v1/topics?topic=oil", 400, "topic"),
        ("/nowhere", 404, "/nowhere"),
    ],
)
async def test_a_wrong_question_is_a_problem_document(client: Client, path: str, status: int, word: str) -> None:
    """RFC 9457: the media type, the four members, and a sentence that names what is wrong."""
    response = await client.get(path)
    document = await response.json(content_type="application/problem+json")
    assert (response.status, document["status"]) == (status, status)
    assert set(document) == {"type", "title", "status", "detail"}
    assert word in document["detail"]


async def test_a_wrong_method_names_the_right_ones(client: Client) -> None:
    """405 says what the address answers."""
    response = await client.delete("/v1/counts")
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")
    assert "GET" in (await response.json(content_type="application/problem+json"))["detail"]


@pytest.mark.parametrize(
    ("path", "status", "methods"),
    [
        ("/v1/counts", 204, "GET, HEAD, OPTIONS"),
        ("/v1/streams/counts", 204, "GET, HEAD, OPTIONS"),
        ("/v1/explain", 204, "OPTIONS, POST"),
        ("/nowhere", 404, None),
    ],
)
async def test_options_names_the_methods_of_the_address(
    client: Client, path: str, status: int, methods: str | None
) -> None:
    """Each has its own; where there is nothing, nothing can be asked for."""
    response = await client.options(path)
    assert (response.status, response.headers.get("Allow")) == (status, methods)


@pytest.mark.parametrize("path", ["/v1/counts", "/v1/topics", "/v1/openapi.json", "/v1/schemas/article", "/"])
async def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    """The same status, type, length and tag."""
    head, whole = await client.head(path), await client.get(path)
    assert (head.status, await head.read()) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize(
    ("known", "status"),
    [("{}", 304), ("W/{}", 304), ('"other", {}', 304), ("*", 304), ('"other"', 200), ("rubbish", 200)],
)
async def test_tags_are_compared_as_http_has_it(client: Client, known: str, status: int) -> None:
    """Weak ones, several and any; a 304 carries the tag."""
    tag = (await client.get("/v1/topics")).headers["ETag"]
    response = await client.get("/v1/topics", headers={"If-None-Match": known.format(tag)})
    assert (response.status, response.headers["ETag"]) == (status, tag)


@pytest.mark.parametrize("path", ["/v1/counts", "/healthz", "/nowhere"])
async def test_answers_carry_security_headers(client: Client, path: str) -> None:
    """Nothing is to be sniffed, framed or run, errors included."""
    headers = (await client.get(path)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


async def test_without_a_broker_nothing_is_zero(lonely: Client) -> None:
    """The process is healthy and not ready; a question is told to come again, not answered with nothing."""
    assert (await lonely.get("/healthz")).status == 200
    for path in ("/readyz", "/v1/counts", "/v1/topics"):
        response = await lonely.get(path)
        assert response.status == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "broker" in (await response.json(content_type="application/problem+json"))["detail"]


async def test_a_broker_that_goes_is_noticed(client: Client, embedded: EmbeddedBroker) -> None:
    """Ready turns to not ready when the broker has gone."""
    await asyncio.to_thread(embedded.stop)
    await _until(client, "/readyz", 503)


async def test_pages_of_other_origins_may_read_only_by_a_setting(embedded: EmbeddedBroker) -> None:
    """An origin that is named may read the answers, another may not."""
    settings = Settings.read({"TASRIH_CORS_ORIGINS": "https://desk.example,https://b.example"}, broker=embedded.address)
    async with TestClient(TestServer(app.make(settings))) as client:
        named = await client.get("/healthz", headers={"Origin": "https://desk.example"})
        other = await client.get("/healthz", headers={"Origin": "https://evil.example"})
        stream = await client.head("/v1/streams/counts", headers={"Origin": "https://desk.example"})
    assert named.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    assert named.headers["Access-Control-Expose-Headers"] == "ETag, Retry-After"
    assert stream.headers.getall("Vary") == ["Accept", "Origin"]
    assert "Access-Control-Allow-Origin" not in other.headers
    assert other.headers["Vary"] == "Origin"
