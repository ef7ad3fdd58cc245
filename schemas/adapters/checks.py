"""Checks of single fields; each gives the value back or raises UnusableArticle with one sentence."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from schemas.errors import UnusableArticle

MAX_URI_BYTES = 2048
MAX_VERSION = 2**53  # the whole numbers that every reader of JSON holds exactly

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROL_OR_BREAK = re.compile(r"[\x00-\x1f]")
_ARABIC = re.compile(r"(ar|ara)([-_].*)?", re.IGNORECASE)
_SHOWN = 40  # characters of a bad value that its sentence repeats


def text(name: str, value: Any) -> str:
    """Text without control characters other than tab and line breaks.

    >>> text("headline", 7)
    Traceback (most recent call last):
    ...
    schemas.errors.UnusableArticle: headline is 7, expected text.
    """
    if not isinstance(value, str):
        raise _unexpected(name, value, "text")
    control = _CONTROL.search(value)
    if control:
        raise _control(name, control)
    return value


def uri(name: str, value: Any) -> str:
    """A uri: text of at most 2,048 bytes on one line; it becomes the record's key."""
    if not isinstance(value, str):
        raise _unexpected(name, value, "text")
    control = _CONTROL_OR_BREAK.search(value)
    if control:
        raise _control(name, control)
    size = len(value.encode())
    if size > MAX_URI_BYTES:
        raise UnusableArticle("shape", f"{name} is {size:,} bytes long, expected at most {MAX_URI_BYTES:,}.")
    return value


def whole(name: str, value: Any, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``; ninjs 1 writes some of them as text.

    >>> whole("version", "3", 0, 9)
    3
    >>> whole("version", "two", 0, 9)
    Traceback (most recent call last):
    ...
    schemas.errors.UnusableArticle: version is 'two', expected a whole number.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _SHOWN:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unexpected(name, value, "a whole number")
    if not low <= value <= high:
        raise _unexpected(name, value, f"a whole number from {low} to {high}")
    return value


def time(name: str, value: Any) -> str:
    """A time with its offset from UTC, as RFC 3339 has it.

    >>> time("versionCreated", "2026-05-13t10:00:00z")
    '2026-05-13T10:00:00Z'
    >>> time("versionCreated", "yesterday")
    Traceback (most recent call last):
    ...
    schemas.errors.UnusableArticle: versionCreated is 'yesterday', expected a time such as 2026-05-13T10:00:00Z.
    """
    try:
        msgspec.convert(value, Annotated[datetime, msgspec.Meta(tz=True)]).astimezone(UTC)
    except (msgspec.ValidationError, OverflowError) as error:  # the second: the year 1 or 9999, another year in UTC
        raise _unexpected(name, value, "a time such as 2026-05-13T10:00:00Z") from error
    return str(value).upper().replace(" ", "T")


def language(name: str, value: Any) -> str:
    """Arabic of any country, as BCP 47 has it.

    >>> language("language", "ar-TN")
    'ar-TN'
    """
    tag = text(name, value)
    if not _ARABIC.fullmatch(tag):
        raise UnusableArticle("language", f"{name} is {shown(tag)}, expected Arabic: ar, or ar with a country (ar-TN).")
    return tag


def one_of(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    if value not in allowed:
        raise _unexpected(name, value, f"one of {', '.join(allowed)}")
    return str(value)


def several(name: str, value: Any) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise _unexpected(name, value, "a list")
    return value


def fields(name: str, value: Any) -> dict[str, Any]:
    """An object."""
    if not isinstance(value, dict):
        raise _unexpected(name, value, "an object")
    return value


def shown(value: Any) -> str:
    """A short, harmless picture of a value from outside.

    >>> shown("a" * 50), shown([[[]]]), shown(None)
    ("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'", 'a list', 'null')
    """
    match value:
        case str():
            return repr(value if len(value) <= _SHOWN else value[:_SHOWN] + "…")
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case int() | float():
            return repr(value)
        case list():
            return "a list"
        case _:
            return "an object"


def _unexpected(name: str, value: Any, expected: str) -> UnusableArticle:
    return UnusableArticle("shape", f"{name} is {shown(value)}, expected {expected}.")


def _control(name: str, found: re.Match[str]) -> UnusableArticle:
    what = f"the control character U+{ord(found.group()):04X} at {found.start()}"
    return UnusableArticle("shape", f"{name} has {what}, expected text without control characters.")
