"""``PATH…``: files, folders, ``-`` for standard input and addresses of feeds, to articles."""

import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

import click

from schemas.adapters.rows import SUFFIXES, File, rows
from schemas.article import Article
from schemas.errors import TasrihError, UnusableArticle

FEED_BYTES = 16 * 1024 * 1024
FEED_SECONDS = 30
CHUNK = 64 * 1024


class Inputs:
    """The articles of ``paths``, each of at most ``limit`` bytes.

    What cannot be read is told to ``say``, named by file and line, and counted in ``faults``. ``done`` is how many
    bytes were read so far of ``size``, which is None where nobody can know it.

    Raises:
        click.UsageError: a path that is not there, or a folder without articles.
    """

    def __init__(self, paths: Iterable[str], limit: int, say: Callable[[str], None]) -> None:
        self.faults = 0
        self.done = 0
        self._limit = limit
        self._say = say
        self._names = list(dict.fromkeys(name for path in paths for name in _expanded(path)))
        self.size = _size(self._names)

    def __iter__(self) -> Iterator[Article]:
        for name in self._names:
            try:
                yield from self._articles(name)
            except (OSError, TasrihError) as error:
                self.refuse(name, error)

    def refuse(self, where: str, error: Exception) -> None:
        """Tell and count what cannot be used."""
        self.faults += 1
        told = getattr(error, "reason", None) or getattr(error, "strerror", None)  # of urllib, of the system
        self._say(f"{where}: {error if isinstance(error, TasrihError) else told or error}")

    def _articles(self, name: str) -> Iterator[Article]:
        before = self.done
        with _opened(name) as stream:
            for where, outcome in rows(File(stream, name, self._limit, _changed(name))):
                self.done = before + (stream.tell() if self.size else 0)
                if isinstance(outcome, UnusableArticle):
                    self.refuse(where, outcome)
                else:
                    yield outcome


def _expanded(path: str) -> list[str]:
    """The files that a PATH stands for; a folder stands for all below it with a known suffix, in order."""
    if path == "-" or _is_address(path):
        return [path]
    if Path(path).is_dir():
        found = sorted(str(file) for file in Path(path).rglob("*") if file.suffix.lower() in SUFFIXES)
        if not found:
            raise click.UsageError(f"{path} holds no articles: expected files ending in {', '.join(sorted(SUFFIXES))}.")
        return found
    if not Path(path).exists():
        raise click.UsageError(f"{path} is not there: expected a file, a folder, - or the http(s) address of a feed.")
    return [path]


def _is_address(path: str) -> bool:
    return urlsplit(path).scheme in ("http", "https")


def _size(names: list[str]) -> int | None:
    if any(name == "-" or _is_address(name) or not Path(name).is_file() for name in names):
        return None
    return sum(Path(name).stat().st_size for name in names)


def _changed(name: str) -> str | None:
    """When a file was last changed, RFC 3339 in UTC."""
    if name == "-" or _is_address(name):
        return None
    return datetime.fromtimestamp(int(Path(name).stat().st_mtime), UTC).isoformat().replace("+00:00", "Z")


def _opened(name: str) -> io.BufferedReader:
    if name == "-":
        return cast("io.BufferedReader", sys.stdin.buffer)
    if _is_address(name):
        return io.BufferedReader(io.BytesIO(_fetched(name)))
    return Path(name).open("rb")


def _fetched(address: str) -> bytes:
    """What is at ``address``, within limits of size and time.

    Raises:
        OSError: nobody answers, or with an error.
        TasrihError: it is too large or too slow.
    """
    request = Request(address, headers={"User-Agent": "tasrih"})  # noqa: S310 (_opener knows http and https only)
    deadline = time.monotonic() + FEED_SECONDS
    value = b""
    with _opener().open(request, timeout=FEED_SECONDS) as answer:
        while part := answer.read1(CHUNK):
            value += part
            if len(value) > FEED_BYTES or time.monotonic() > deadline:
                limits = f"at most {FEED_BYTES // 2**20} MiB within {FEED_SECONDS} s"
                raise TasrihError(f"The feed is too large or too slow, expected {limits}.")
    return value


def _opener() -> OpenerDirector:
    """Opens http and https, redirected or not, and nothing else: no files, no ftp."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPRedirectHandler, UnknownHandler):
        opener.add_handler(handler())
    opener.add_handler(HTTPDefaultErrorHandler())
    opener.add_handler(HTTPErrorProcessor())
    return opener
