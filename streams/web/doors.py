"""Who may come in, of worker and serve alike: the address listened on, the names answered to, and the token."""

import hmac
import re
from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address

from aiohttp import hdrs, web

from schemas.errors import SettingError
from streams.access import Secret
from streams.settings import Settings
from streams.web.problem import Problem

HEALTH = frozenset({"/healthz", "/readyz"})  # they say how the process is and nothing else, so they need no token
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104 (nothing is bound here: nobody is called so)
ASK: dict[str, str] = {hdrs.WWW_AUTHENTICATE: 'Bearer realm="tasrih"'}
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


def names(host: str, others: Iterable[str]) -> frozenset[str]:
    """What a server is called that listens on ``host`` and is known by ``others``."""
    return LOOPBACK | {name.lower() for name in (host, *others)} - ANY


def host_name(header: str) -> str | None:
    """The name in a ``Host`` header, without its port; None if it holds no name.

    >>> host_name("Desk.Example:8077"), host_name("[::1]:8077"), host_name("a@b")
    ('desk.example', '::1', None)
    """
    found = _HOST.fullmatch(header)
    return found[1].strip("[]").rstrip(".").lower() if found else None


def check_host(request: web.Request, known: frozenset[str]) -> None:
    """Refuse names that are not ours: a page elsewhere may have had its own name point here (DNS rebinding)."""
    name = host_name(request.headers.get(hdrs.HOST, ""))
    if name is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "The header Host names no server, expected the name of this one.")
    if name not in known and name != _address(request):
        raise Problem(
            HTTPStatus.MISDIRECTED_REQUEST, f"This server is not called {name}; TASRIH_HOSTS names what it is called."
        )


def shows(request: web.Request, token: Secret) -> bool | None:
    """Whether the header ``Authorization`` holds the token; None without one."""
    kind, _, shown = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    return kind.lower() == "bearer" and same(shown.strip(), token.text) if kind else None


def same(shown: str, known: str) -> bool:
    """Whether two texts are equal; how long it takes tells nothing."""
    return hmac.compare_digest(shown.encode(errors="surrogateescape"), known.encode())


def _address(request: web.Request) -> str | None:
    """The address that the caller reached."""
    place = request.transport.get_extra_info("sockname") if request.transport else None
    return str(place[0]) if isinstance(place, tuple) else None
