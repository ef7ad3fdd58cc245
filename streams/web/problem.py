"""Errors over HTTP: RFC 9457 problem documents with one plain sentence."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType

import msgspec
from aiohttp import web
from msgspec import Struct

from streams.logs import event

FAULT = "Something went wrong here; the log of this process says what."

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Document(Struct, frozen=True):
    """A problem document, as RFC 9457 has it; ``detail`` is one plain sentence."""

    type: str
    title: str
    status: int
    detail: str


class Problem(Exception):
    """What a handler raises; ``detail`` is the sentence for the caller."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        retry_after: int | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers) if retry_after is None else {**headers, "Retry-After": str(retry_after)}


def response(status: HTTPStatus, detail: str, headers: Mapping[str, str] = MappingProxyType({})) -> web.Response:
    """The problem document."""
    document = Document("about:blank", status.phrase, status.value, detail)
    return web.Response(
        status=status, body=msgspec.json.encode(document), content_type="application/problem+json", headers=headers
    )


@web.middleware
async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong into a problem document; a fault of ours is logged and not shown."""
    try:
        return await handler(request)
    except Problem as problem:
        return response(problem.status, problem.detail, problem.headers)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        allowed = error.headers.get("Allow", "").replace(",", ", ")
        return response(HTTPStatus(error.status), _detail(request, error), {"Allow": allowed} if allowed else {})
    except ConnectionError:
        raise  # the caller has gone, and nobody is left to be told
    except Exception:
        return fault(request)


def fault(request: web.Request) -> web.Response:
    """The problem document for the exception that is being handled; the log has what it is."""
    asked = event("fault", method=request.method, path=request.path)
    log.exception("%s %s failed", request.method, request.path, extra=asked)
    return response(HTTPStatus.INTERNAL_SERVER_ERROR, FAULT)


def _detail(request: web.Request, error: web.HTTPException) -> str:
    if isinstance(error, web.HTTPNotFound):
        return f"There is nothing at {request.path}; /v1/topics and /v1/counts are a beginning."
    if isinstance(error, web.HTTPMethodNotAllowed):
        return f"{request.path} answers {' and '.join(sorted(error.allowed_methods))} only."
    if isinstance(error, web.HTTPRequestEntityTooLarge):
        return f"The body is larger than the {request.client_max_size:,} bytes that are read."
    return f"{error.reason}."
