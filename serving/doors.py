"""Who may come in: names, origins, sizes, rates and the token, looked at before anything is answered."""

import asyncio
import re
from http import HTTPStatus
from ipaddress import ip_address

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from schemas.errors import SettingError
from serving.limits import LIMITS, caller
from serving.problem import Handler, Problem
from serving.token import PATH, Token
from streams.settings import Settings

HEALTH = frozenset({"/healthz", "/readyz"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104 (nothing is bound here: nobody is called so)
SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})
TARGET = 4096  # bytes of path and query together
BODY_SECONDS = 10.0  # that a caller may take to send its body
PREFLIGHT = {
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: "GET, HEAD, POST",
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: "Authorization, Content-Type, Last-Event-ID",
    hdrs.ACCESS_CONTROL_MAX_AGE: "600",
}
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")


def check_address(host: str, settings: Settings) -> None:
    """See that strangers cannot come in without a token.

    Raises:
        SettingError: ``host`` is not of this machine alone, and there is no token.
    """
    if settings.token is None and not is_loopback(host):
        raise SettingError(
            f"{host} can be reached by others: set TASRIH_TOKEN, which every caller then has to show, or listen on"
            " 127.0.0.1."
        )


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach ``host``.

    >>> is_loopback("127.0.0.7"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("desk.example")
    (True, True, False, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def guard(settings: Settings, host: str, token: Token | None) -> Middleware:
    """The middleware that lets in who may come in; ``host`` is where the server listens."""
    names = LOOPBACK | {name.lower() for name in (host, *settings.hosts)} - ANY

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        _check_host(request, names)
        _check_target(request)
        if request.path not in HEALTH:
            request.app[LIMITS].request(caller(request.remote))
        if request.method == hdrs.METH_OPTIONS:
            return _preflight(request, settings.cors_origins)
        _check_origin(request, settings.cors_origins)
        if token and request.path not in HEALTH | {PATH} and not token.opens(request):
            return token.refuse(request)
        await _take_body(request)
        return await handler(request)

    return middleware


def host_name(header: str) -> str | None:
    """The name in a ``Host`` header, without its port; None if it holds no name.

    >>> host_name("Desk.Example:8077"), host_name("[::1]:8077"), host_name("a@b")
    ('desk.example', '::1', None)
    """
    found = _HOST.fullmatch(header)
    return found[1].strip("[]").rstrip(".").lower() if found else None


def _check_host(request: web.Request, names: frozenset[str]) -> None:
    """Refuse names that are not ours: a page elsewhere may have had its own name point here (DNS rebinding)."""
    name = host_name(request.headers.get(hdrs.HOST, ""))
    if name is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "The header Host names no server, expected the name of this one.")
    if name not in names and name != _address(request):
        raise Problem(
            HTTPStatus.MISDIRECTED_REQUEST, f"This server is not called {name}; TASRIH_HOSTS names what it is called."
        )


def _address(request: web.Request) -> str | None:
    """The address that the caller reached."""
    place = request.transport.get_extra_info("sockname") if request.transport else None
    return str(place[0]) if isinstance(place, tuple) else None


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


def _preflight(request: web.Request, origins: tuple[str, ...]) -> web.Response:
    """What a browser asks before it lets a page ask."""
    known = request.headers.get(hdrs.ORIGIN) in origins
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT if known else {hdrs.ALLOW: "GET, HEAD, POST"})


async def _take_body(request: web.Request) -> None:
    """Read the body, in bounded time and size, before a handler looks at it."""
    if request.can_read_body:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                await request.read()
        except TimeoutError as error:
            raise Problem(HTTPStatus.REQUEST_TIMEOUT, f"The body did not come within {BODY_SECONDS:.0f} s.") from error
