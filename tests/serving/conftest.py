"""A server in the test's own process, and a subscriber to its streams."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from serving import app, live
from serving import server as served
from serving.hub import Hub
from serving.streams import HUB
from streams.access import Access
from streams.brokers.ports import reserve
from streams.settings import Settings
from streams.web.listening import listening


@pytest.fixture
def server() -> Callable[..., AbstractAsyncContextManager[TestClient[Any, Any]]]:
    """Serves the broker at an address; ``kept`` is the number of statements in memory."""

    @asynccontextmanager
    async def serve(broker: str, kept: int | None = None) -> AsyncIterator[TestClient[Any, Any]]:
        made = app.make(Settings.read({}, broker=broker))
        if kept:
            made[HUB] = Hub(Access(broker), kept)
        async with TestClient(TestServer(made, handler_cancellation=True)) as client:
            yield client

    return serve


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """An address without a broker; a server that asks there ends at once, though its threads cannot be interrupted."""
    monkeypatch.setattr(live, "CONNECT_SECONDS", 0.05)
    return "127.0.0.1:1"


@pytest.fixture
def lonely_server(nowhere: str) -> Callable[..., AbstractAsyncContextManager[ClientSession]]:
    """Serves on a port of its own, as ``tasrih serve`` does, without a broker; settings by their variables."""

    @asynccontextmanager
    async def serve(**environ: str) -> AsyncIterator[ClientSession]:
        port = reserve()
        made = app.make(Settings.read(environ, broker=nowhere))
        async with (
            listening(made, "127.0.0.1", port, served.CONNECTIONS, served.ADVICE),
            ClientSession(f"http://127.0.0.1:{port}") as client,
        ):
            yield client

    return serve
