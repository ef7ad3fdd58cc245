"""An application served on an address, its connections bounded."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.web_request import BaseRequest

from schemas.errors import TasrihError
from streams.web import problem
from streams.web.connection import HEADERS, protocols

CONTINUE = "100-continue"
BACKLOG = 512  # connections that wait to be taken, so that all subscribers may come back at once

Answer = Callable[[BaseRequest], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def listening(
    application: web.Application, host: str, port: int, connections: int, advice: str
) -> AsyncIterator[None]:
    """Serve the application while the block runs, to ``connections`` at a time.

    Raises:
        TasrihError: the address cannot be had; ``advice`` says what to do.
    """
    runner = web.AppRunner(application, shutdown_timeout=1, handler_cancellation=True, access_log=None)
    await runner.setup()
    try:
        assert runner.server  # noqa: S101 (for the type checker: it was set up)
        runner.server.request_handler = _expecting(runner.server.request_handler)
        make = protocols(runner.server, connections)
        try:
            listener = await asyncio.get_running_loop().create_server(make, host, port, backlog=BACKLOG)
        except OSError as error:
            raise TasrihError(f"Cannot listen on {host}:{port} ({error.strerror or error}): {advice}.") from error
        try:
            yield
        finally:
            listener.close()
    finally:
        await runner.cleanup()


def _expecting(handler: Answer) -> Answer:
    """The same handler, that is not asked for what aiohttp would refuse before it, in words of its own."""

    async def answer(request: BaseRequest) -> web.StreamResponse:
        if request.headers.get(hdrs.EXPECT, CONTINUE).lower() != CONTINUE:
            return problem.response(HTTPStatus.EXPECTATION_FAILED, f"Nothing but {CONTINUE} can be expected.", HEADERS)
        return await handler(request)

    return answer


async def guard_headers(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001 (aiohttp's signature)
    """Add the headers that every answer carries; those that it has already stay, but for the server's name."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = HEADERS["Server"]  # aiohttp's own name and version stand there already
