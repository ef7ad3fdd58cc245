"""Questions and answers over HTTP: typed queries, JSON, ETags."""

from datetime import UTC, datetime
from hashlib import blake2s
from http import HTTPStatus
from typing import TypeVar

import msgspec
from aiohttp import web
from msgspec import Struct

from streams.web.problem import Problem

Query = TypeVar("Query", bound=Struct)


def read(request: web.Request, expected: type[Query]) -> Query:
    """The query as ``expected``.

    Raises:
        Problem: it asks for something else, or with a wrong value.
    """
    try:
        return msgspec.convert(dict(request.query), expected, strict=False)
    except msgspec.ValidationError as error:
        fields = ", ".join(expected.__struct_fields__) or "nothing"
        raise Problem(HTTPStatus.BAD_REQUEST, f"{error}; {request.path} can be asked for: {fields}.") from error


def json(value: object) -> web.Response:
    """``value`` as JSON."""
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")


def tagged(request: web.Request, value: object) -> web.Response:
    """``value`` as JSON with an ETag of its bytes; 304 where the caller has them."""
    body = msgspec.json.encode(value)
    tag = blake2s(body, digest_size=12).hexdigest()
    known = any(etag.value in (tag, "*") for etag in request.if_none_match or ())
    found = web.Response(status=HTTPStatus.NOT_MODIFIED) if known else json(value)
    found.etag = tag
    found.headers["Cache-Control"] = "no-cache"
    return found


def milliseconds(text: str) -> int:
    """A time as ms since 1970, from RFC 3339 (UTC where it names no zone) or from ms.

    Raises:
        Problem: it is neither.

    >>> milliseconds("2026-03-01T10:00:00Z") == milliseconds("1772359200000") == 1772359200000
    True
    """
    try:
        return int(text) if text.isdecimal() else int(_datetime(text).timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        detail = f"since is {text[:40]!r}, expected a time like 2026-03-01T10:00:00Z, or ms since 1970."
        raise Problem(HTTPStatus.BAD_REQUEST, detail) from error


def _datetime(text: str) -> datetime:
    time = datetime.fromisoformat(text.replace(" ", "+"))  # a + in a query is a space
    return time if time.tzinfo else time.replace(tzinfo=UTC)
