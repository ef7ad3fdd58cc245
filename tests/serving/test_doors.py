"""Every door of the read side: who is let in, how far, and what is said to the others."""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient

from schemas.statement import Statement, encode
from serving import doors, server
from streams.brokers.embedded import EmbeddedBroker
from streams.web import connection
from streams.web.connection import HEADERS

Serve = Callable[..., AbstractAsyncContextManager[ClientSession]]
TOKEN = "open-sesame"  # noqa: S105 (it opens nothing but the servers of these tests)
BEARER = {"Authorization": f"Bearer {TOKEN}"}
FORM = {"token": TOKEN, "next": "/v1/schemas/article"}
SCRIPT = "<script>alert('x')</script>"


async def _problem(response: Any, status: int) -> dict[str, Any]:
    """The problem document of a refusal, which is guarded as every answer is."""
    assert response.status == status
    assert HEADERS.items() <= response.headers.items()
    document: dict[str, Any] = await response.json(content_type="application/problem+json")
    assert document["status"] == status
    return document


async def _raw(client: ClientSession, said: bytes) -> bytes:
    """What a connection answers to bytes, up to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client._base_url.port if client._base_url else 0)
    writer.write(said)
    answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost", 200),
        ("LOCALHOST:80", 200),
        ("localhost.", 200),
        ("[::1]:{port}", 200),
        ("desk.example", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:{port}", 421),
        ("169.254.169.254", 421),
        ("0.0.0.0:{port}", 421),
        ("desk.example@evil.example", 400),
        ("evil.example/..", 400),
        ("", 400),
    ],
)
async def test_only_its_own_names_are_answered(lonely_server: Serve, host: str, status: int) -> None:
    """A page that had its own name point here gets nothing."""
    async with lonely_server(TASRIH_HOSTS="desk.example") as client:
        assert client._base_url
        response = await client.get("/healthz", headers={"Host": host.format(port=client._base_url.port)})
        if status != 200:
            await _problem(response, status)
        assert response.status == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 415),
        ({"Origin": "http://127.0.0.1:{port}"}, 415),
        ({"Origin": "https://127.0.0.1:{port}"}, 415),
        ({"Origin": "https://desk.example"}, 415),
        ({"Sec-Fetch-Site": "same-origin"}, 415),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
async def test_pages_elsewhere_cannot_post(lonely_server: Serve, headers: dict[str, str], status: int) -> None:
    """415 is an answer to the body, and so a door that opened."""
    async with lonely_server(TASRIH_CORS_ORIGINS="https://desk.example") as client:
        port = client._base_url.port if client._base_url else 0
        given = {name: value.format(port=port) for name, value in headers.items()}
        response = await client.post("/v1/explain", data=b"text", headers={"Content-Type": "text/plain"} | given)
        await _problem(response, status)


async def test_a_browser_asks_before_it_lets_a_page_ask(lonely_server: Serve) -> None:
    """A preflight needs no token, and names what a page of a known origin may send; another learns nothing."""
    async with lonely_server(TASRIH_CORS_ORIGINS="https://desk.example", TASRIH_TOKEN=TOKEN) as client:
        asked = {"Access-Control-Request-Method": "POST"}
        known = await client.options("/v1/explain", headers=asked | {"Origin": "https://desk.example"})
        other = await client.options("/v1/explain", headers=asked | {"Origin": "https://evil.example"})
    assert known.status == other.status == 204
    assert known.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    assert known.headers["Access-Control-Allow-Methods"] == "OPTIONS, POST"
    assert "Authorization" in known.headers["Access-Control-Allow-Headers"]
    assert not [name for name in other.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "path", ["/", "/v1/schemas/article", "/v1/streams/counts", "/metrics", "/nowhere", "/v1/openapi.json"]
)
@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00e9"])
async def test_without_the_token_nothing_is_answered(lonely_server: Serve, path: str, shown: str) -> None:
    """Whatever is asked for, there or not, a program is told what to show."""
    async with lonely_server(TASRIH_TOKEN=TOKEN) as client:
        response = await client.get(path, headers={"Authorization": shown} if shown else {})
        document = await _problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert "TASRIH_TOKEN" in document["detail"]
    assert TOKEN not in str(document)


async def test_the_token_opens_and_health_needs_none(lonely_server: Serve) -> None:
    """Header by header; who asks how the process is needs nothing, and learns no more."""
    async with lonely_server(TASRIH_TOKEN=TOKEN) as client:
        assert (await client.get("/v1/schemas/article", headers=BEARER)).status == 200
        assert await (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/readyz")).status == 503


async def test_a_browser_logs_in_with_a_form(lonely_server: Serve) -> None:
    """It is shown the form, gets a cookie that scripts and other sites cannot use, and goes where it wanted to."""
    async with lonely_server(TASRIH_TOKEN=TOKEN) as client:
        shown = await client.get('/v1/schemas/article?"><script>', headers={"Accept": "text/html,*/*"})
        assert (shown.status, shown.content_type) == (401, "text/html")
        assert "script-src" not in shown.headers["Content-Security-Policy"]
        assert "<script" not in await shown.text()
        answer = await client.post("/login", data=FORM, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, "/v1/schemas/article")
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert TOKEN not in cookie
        opened = await client.get("/v1/schemas/article", headers={"Cookie": cookie.partition(";")[0]})
        assert opened.status == 200
        forged = await client.get("/v1/schemas/article", headers={"Cookie": "tasrih=" + "0" * 64})
        assert forged.status == 401


@pytest.mark.parametrize(
    ("form", "headers", "status"),
    [
        ({"token": "wrong"}, {}, 401),
        ({}, {}, 401),
        ({"token": TOKEN}, {"Origin": "https://evil.example"}, 403),
        ({"token": TOKEN, "next": "//evil.example"}, {}, 303),
        ({"token": TOKEN, "next": "https://evil.example"}, {}, 303),
        ({"token": TOKEN, "next": "/\\evil.example"}, {}, 303),
    ],
)
async def test_a_login_goes_nowhere_else(
    lonely_server: Serve, form: dict[str, str], headers: dict[str, str], status: int
) -> None:
    """A wrong token gets no cookie; a right one never leads to another site."""
    async with lonely_server(TASRIH_TOKEN=TOKEN) as client:
        answer = await client.post("/login", data=form, headers=headers, allow_redirects=False)
    assert answer.status == status
    assert ("Set-Cookie" in answer.headers) == (status == 303)
    assert answer.headers.get("Location", "/") == "/"


async def test_without_a_token_there_is_no_login(lonely_server: Serve) -> None:
    """On loopback alone nobody is asked."""
    async with lonely_server() as client:
        await _problem(await client.get("/login"), 404)
        assert (await client.get("/v1/schemas/article")).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/v1/schemas/../../../../etc/passwd",
        "/v1/schemas/..%2f..%2f..%2fetc%2fpasswd",
        "/v1/schemas/%2e%2e/%2e%2e/pyproject.toml",
        "/v1/schemas/....//....//etc/passwd",
        "/v1/schemas/article%00.json",
        "/v1/schemas/%ff%fe",
        "/v1/schemas/C:%5Cwindows",
        "/static/..%2fapp.py",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/table/counts",
        "/router/articles/x/",
        "/.git/config",
        "/v1/schemas/" + SCRIPT,
    ],
)
async def test_no_path_leads_out(lonely_server: Serve, path: str) -> None:
    """What is not ours is not found, and what was asked for comes back as JSON at most."""
    async with lonely_server() as client:
        head, _, body = (
            await _raw(client, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        ).partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 404 ", b"HTTP/1.0 400 ", b"HTTP/1.1 400 "))
    assert b"Content-Type: application/problem+json" in head
    assert b"X-Content-Type-Options: nosniff" in head
    assert json.loads(body)["status"] in (400, 404)


async def test_a_long_question_is_refused(lonely_server: Serve) -> None:
    """Longer than any question of ours."""
    async with lonely_server() as client:
        await _problem(await client.get("/v1/counts", params={"topic": "x" * 5000}), 414)


@pytest.mark.parametrize(
    "said",
    [
        b"GET /healthz?" + b"x" * 10_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 10_000 + b"\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"POST /v1/explain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /v1/explain HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03<script>\r\n\r\n",
        b"<script>alert(1)</script>\r\n\r\n",
        b"\x00" * 100 + b"\r\n\r\n",
    ],
)
async def test_rubbish_gets_a_problem_document_and_no_line_in_the_log(
    lonely_server: Serve, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """What is no HTTP that can be read is refused with the headers of every answer, and not repeated."""
    with caplog.at_level(logging.INFO):
        async with lonely_server() as client:
            head, _, body = (await _raw(client, said)).partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.0 400 ", b"HTTP/1.1 400 "))
    assert all(f"{name}: {value}".encode() in head for name, value in HEADERS.items())
    assert json.loads(body)["status"] == 400
    assert b"script" not in body
    assert not [record for record in caplog.records if record.name.startswith("aiohttp")]


async def test_a_body_is_bounded(lonely_server: Serve) -> None:
    """Of an article's size at most, announced or not."""
    async with lonely_server(TASRIH_MAX_ARTICLE_BYTES="1000") as client:
        headers = {"Content-Type": "application/json"}
        document = await _problem(await client.post("/v1/explain", data=b"x" * 1001, headers=headers), 413)
        assert "1,000 bytes" in document["detail"]
        assert (await client.post("/v1/explain", data=b"x" * 1000, headers=headers)).status == 400


async def test_who_sends_slowly_is_given_up(lonely_server: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head or a body that does not come to its end holds a connection for a while only."""
    monkeypatch.setattr(connection, "QUIET_SECONDS", 0.3)
    monkeypatch.setattr(doors, "BODY_SECONDS", 0.3)
    async with lonely_server() as client, asyncio.timeout(20):
        assert await _raw(client, b"") == b""
        assert await _raw(client, b"GET /healthz HTTP/1.1\r\nHost: loc") == b""
        head = b"POST /v1/explain HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 99\r\n\r\n{"
        assert (await _raw(client, head)).startswith(b"HTTP/1.1 408 ")


async def test_connections_are_limited(lonely_server: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than there is room for is told to come back; room is made when one goes."""
    monkeypatch.setattr(server, "CONNECTIONS", 1)
    async with lonely_server() as client, asyncio.timeout(20):
        assert (await client.get("/healthz")).status == 200  # its connection stays
        head, _, body = (await _raw(client, b"")).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 503 ")
        assert b"Retry-After: 60" in head
        assert json.loads(body)["status"] == 503


async def test_who_asks_too_often_is_told_to_wait(lonely_server: Serve) -> None:
    """Five seconds' worth at once, then 429 with the time to wait; health is answered all the same."""
    async with lonely_server(TASRIH_CLIENT_RATE="2") as client:
        statuses = [(await client.get("/v1/schemas/article")).status for _ in range(10)]
        refused = await client.get("/v1/schemas/article")
        await _problem(refused, 429)
        assert (await client.get("/healthz")).status == 200
    assert statuses == [200] * 10
    assert int(refused.headers["Retry-After"]) == 1


async def test_streams_of_one_caller_are_limited(
    lonely_server: Serve,
) -> None:
    """One more than a caller may have is refused until another is closed."""
    async with lonely_server(TASRIH_CLIENT_STREAMS="1") as client:
        async with client.get("/v1/streams/counts") as first:
            assert first.status == 200
            await _problem(await client.get("/v1/streams/counts"), 429)
        async with asyncio.timeout(20):
            while (again := await client.get("/v1/streams/counts")).status == 429:  # noqa: ASYNC110 (as a user)
                await asyncio.sleep(0.05)
        assert again.status == 200
        again.close()


async def test_scripts_in_articles_stay_text(
    embedded: EmbeddedBroker,
    produce: Callable[..., None],
    server: Callable[..., AbstractAsyncContextManager[TestClient[Any, Any]]],
    statement: Callable[..., Statement],
) -> None:
    """A script for a speaker and for a content comes back in JSON that no browser takes for a page."""
    produce(embedded.address, "wire.statements", [(b"u", encode(statement(SCRIPT, speaker=SCRIPT)))])
    async with server(embedded.address) as client:
        while (response := await client.get("/v1/statements")).status != 200:  # noqa: ASYNC110 (as a user)
            await asyncio.sleep(0.05)
        said = (await response.json())["statements"][0]
        assert (said["speaker"]["name"], said["content"]["text"]) == (SCRIPT, SCRIPT)
        assert response.content_type == "application/json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        async with client.get("/v1/streams/statements", params={"since": "0"}) as stream:
            assert stream.content_type == "text/event-stream"
            assert stream.headers["X-Content-Type-Options"] == "nosniff"
