"""Connections: how many there may be, how long one may take to say what it wants, and what is said to rubbish."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

from aiohttp import web
from aiohttp.web_request import BaseRequest

from streams.web import problem

QUIET_SECONDS = 20  # without a whole request, from the connection or the last answer on
LINE_BYTES = 8190  # of the request's first line, and of each header
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "tasrih",
    "X-Content-Type-Options": "nosniff",
}
RUBBISH = f"This is not HTTP, or its first line or a header is longer than {LINE_BYTES:,} bytes."


class Connection(web.RequestHandler):
    """One connection; what cannot be read as HTTP gets a problem document, and nothing of it a place in the log."""

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,  # noqa: ARG002 (aiohttp's signature)
        message: str | None = None,  # noqa: ARG002 (the same)
    ) -> web.StreamResponse:
        """The answer to a request that never came to the application."""
        if request.writer.output_size:
            raise ConnectionError("the answer has begun")
        sentence = RUBBISH if status == HTTPStatus.BAD_REQUEST else problem.FAULT
        found = problem.response(HTTPStatus(status), sentence, HEADERS)
        found.force_close()
        return found


class _Full(asyncio.Protocol):
    """Says that there is no room, and leaves."""

    def __init__(self, connections: int) -> None:
        self._sentence = f"{connections:,} connections are open already; come back in a minute."

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        document = problem.response(HTTPStatus.SERVICE_UNAVAILABLE, self._sentence)
        body = bytes(document.body)  # type: ignore[arg-type]  # bytes, given by us
        head = (
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 60\r\n"
            f"Connection: close\r\nX-Content-Type-Options: nosniff\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 (for the type checker: it is TCP's)
        transport.write(head.encode() + body)
        transport.close()


def protocols(server: web.Server, connections: int) -> Callable[[], asyncio.Protocol]:
    """What asyncio makes of each new connection to ``server``; one more than ``connections`` is sent away."""
    loop = asyncio.get_running_loop()

    def make() -> asyncio.Protocol:
        if len(server.connections) >= connections:
            return _Full(connections)
        return Connection(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]  # aiohttp takes None for none, and does not say so
            keepalive_timeout=QUIET_SECONDS,
            auto_decompress=False,  # what is packed is refused: it would be unpacked before it is looked at
            max_line_size=LINE_BYTES,
            max_field_size=LINE_BYTES,
        )

    return make
