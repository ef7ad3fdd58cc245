"""Who may come in: names, origins, sizes, rates and the token, looked at before serve answers anything."""

import asyncio
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from serving.limits import LIMITS, caller
from serving.token import PATH, Token
from streams.settings import Settings
from streams.web import doors
from streams.web.doors import HEALTH
from streams.web.problem import Handler, Problem

SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})
TARGET = 4096  # bytes of path and query together
BODY_SECONDS = 10.0  # that a caller may take to send its body
PREFLIGHT = {
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: "Authorization, Content-Type, Last-Event-ID",
    hdrs.ACCESS_CONTROL_MAX_AGE: "600",
}


def guard(settings: Settings, host: str, token: Token | None) -> Middleware:
    """The middleware that lets in who may come in; ``host`` is where the server listens."""
    names = doors.names(host, settings.hosts)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        doors.check_host(request, names)
        _check_target(request)
        if request.path not in HEALTH:
            request.app[LIMITS].request(caller(request.remote))
        if request.method == hdrs.METH_OPTIONS:
            return _options(request, settings.cors_origins)
        _check_origin(request, settings.cors_origins)
        if token and request.path not in HEALTH | {PATH} and not token.opens(request):
            return token.refuse(request)
        await _take_body(request)
        return await handler(request)

    return middleware


def _check_target(request: web.Request) -> None:
    if len(request.raw_path) > TARGET:
        raise Problem(HTTPStatus.REQUEST_URI_TOO_LONG, f"Path and query are longer than {TARGET:,} bytes.")


def _check_origin(request: web.Request, origins: tuple[str, ...]) -> None:
    """Refuse what a page elsewhere asks for, unless it only looks: browsers say which page it was."""
    if request.method in SAFE:
        return
    origin = request.headers.get(hdrs.ORIGIN)
    site = request.headers.get("Sec-Fetch-Site", "none")
    if origin is None and site in ("same-origin", "none"):
        return
    ours = (origin or "").partition("://")[2].lower() == request.headers[hdrs.HOST].lower()
    if not ours and origin not in origins:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "Pages of other origins may not ask for this; TASRIH_CORS_ORIGINS names those that may.",
        )


def _options(request: web.Request, origins: tuple[str, ...]) -> web.Response:
    """What can be asked for here; to a page of a known origin also what a browser asks before it lets it ask."""
    refusal = request.match_info.http_exception
    if not isinstance(refusal, web.HTTPMethodNotAllowed):
        raise refusal or web.HTTPNotFound
    methods = ", ".join(sorted({*refusal.allowed_methods, hdrs.METH_OPTIONS}))
    known = request.headers.get(hdrs.ORIGIN) in origins
    preflight = PREFLIGHT | {hdrs.ACCESS_CONTROL_ALLOW_METHODS: methods} if known else {}
    return web.Response(status=HTTPStatus.NO_CONTENT, headers={hdrs.ALLOW: methods} | preflight)


async def _take_body(request: web.Request) -> None:
    """Read the body, in bounded time and size, before a handler looks at it."""
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity").lower() != "identity":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body is packed, expected it plain.")
    if request.can_read_body:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                await request.read()
        except TimeoutError as error:
            raise Problem(HTTPStatus.REQUEST_TIMEOUT, f"The body did not come within {BODY_SECONDS:.0f} s.") from error
