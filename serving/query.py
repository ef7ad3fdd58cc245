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
        Problem: it asks for something else, twice for the same, or with a wrong value.
    """
    given = dict(request.query)
    for name, value in given.items():
        if name not in expected.__struct_fields__:
            fields = ", ".join(expected.__struct_fields__) or "nothing"
            raise _wrong(f"{name[:40]!r} cannot be asked for; {request.path} can be asked for: {fields}.")
        if len(request.query.getall(name)) > 1:
            raise _wrong(f"{name} is given more than once, expected one value.")
        if not value and not isinstance(getattr(expected(), name), str):
            raise _wrong(f"{name} is empty; leave it out to ask for all.")
    try:
        return msgspec.convert(given, expected, strict=False)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].strip("`")
        raise _wrong(f"{name} is {given[name][:40]!r}, expected {_expected(expected, name)}.") from error


def _wrong(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, detail)


def _expected(query: type[Struct], name: str) -> str:
    """In words what a field of a query can be."""
    _, parts = msgspec.json.schema_components([query])
    schema = parts[query.__name__]["properties"][name]
    if schema.get("type") == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    if schema.get("type") == "boolean":
        return "true or false"
    options = next(option["enum"] for option in (schema, *schema.get("anyOf", ())) if "enum" in option)
    return " or ".join(str(value) for value in options if value is not None)


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
        time = int(text) if text.isdecimal() else int(_datetime(text).timestamp() * 1000)
        datetime.fromtimestamp(time / 1000, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise _wrong(f"since is {text[:40]!r}, expected a time like 2026-03-01T10:00:00Z, or ms since 1970.") from error
    return max(time, 0)


def _datetime(text: str) -> datetime:
    time = datetime.fromisoformat(text.replace(" ", "+"))  # a + in a query is a space
    return time if time.tzinfo else time.replace(tzinfo=UTC)
