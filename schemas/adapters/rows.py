"""Articles out of a file: JSON Lines, one JSON document, plain text, RSS or Atom."""

import codecs
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader
from itertools import count
from pathlib import PurePath
from typing import NamedTuple

import orjson

from schemas.adapters.feeds import items
from schemas.adapters.ninjs import article_of, decode, document
from schemas.adapters.plain_text import text_article
from schemas.article import Article, encode
from schemas.errors import UnusableArticle

CHUNK = 64 * 1024
MAX_FILE_BYTES = 256 * 1024 * 1024  # of a file that is read as a whole; JSON Lines may be of any length


class File(NamedTuple):
    """An open file. ``limit`` is in bytes, for each article; ``changed``, RFC 3339, is the time of a plain text."""

    stream: BufferedReader
    name: str
    limit: int
    changed: str | None = None


class Row(NamedTuple):
    """One article of a file, or the fault in it; ``where`` names file and line."""

    where: str
    outcome: Article | UnusableArticle


Reader = Callable[[File], Iterator[Row]]


def rows(file: File) -> Iterator[Row]:
    """The articles of ``file``, one by one.

    The suffix tells what it holds, and where that says nothing (``.json``, standard input) its first bytes do.
    """
    try:
        yield from _reader(file)(file)
    except UnusableArticle as fault:  # of the file as a whole
        yield Row(file.name, fault)


def _lines(file: File) -> Iterator[Row]:
    """JSON Lines, read as they come."""
    for number, line in _numbered(file):
        if line.strip():
            yield _row(file, f", line {number}", partial(decode, line, file.limit))


def _document(file: File) -> Iterator[Row]:
    """One JSON document: an article, or a list of them."""
    value = document(_content(file), MAX_FILE_BYTES)
    if not isinstance(value, list):
        yield _row(file, "", partial(article_of, value))
        return
    for place, entry in enumerate(value, 1):
        yield _row(file, f", article {place}", partial(article_of, entry))


def _text(file: File) -> Iterator[Row]:
    yield _row(file, "", partial(text_article, _content(file), PurePath(file.name).name, file.changed))


def _feed(file: File) -> Iterator[Row]:
    for place, item in enumerate(items(_content(file)), 1):
        yield _row(file, f", item {place}", partial(article_of, item))


_BY_SUFFIX: dict[str, Reader] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".txt": _text,
    ".rss": _feed,
    ".atom": _feed,
    ".xml": _feed,
}
SUFFIXES = frozenset({".json", *_BY_SUFFIX})


def _reader(file: File) -> Reader:
    suffix = PurePath(file.name).suffix.lower()
    return _BY_SUFFIX.get(suffix) or _by_content(file.stream.peek(CHUNK), suffix)


def _by_content(head: bytes, suffix: str) -> Reader:
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"<"):
        return _feed
    if _begins_lines(head):
        return _lines
    return _document if suffix == ".json" or head.startswith((b"{", b"[")) else _text


def _begins_lines(head: bytes) -> bool:
    """Whether these are JSON Lines, the first of which may be broken, and not one document over several lines."""
    first, _, rest = head.partition(b"\n")
    if not rest.strip():
        return first.startswith(b"{") and first.strip() != b"{"
    return _is_json(first) or (not first.rstrip().endswith((b",", b"[", b"{")) and rest.lstrip().startswith(b"{"))


def _is_json(value: bytes) -> bool:
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        return False
    return True


def _numbered(file: File) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; one over the limit is cut there, so that it cannot fill the memory."""
    for number in count(1):
        line = file.stream.readline(file.limit + 2)
        if not line:
            return
        yield number, line.rstrip(b"\r\n")
        while line and not line.endswith(b"\n"):
            line = file.stream.readline(CHUNK)


def _content(file: File) -> bytes:
    value = file.stream.read(MAX_FILE_BYTES + 1)
    if len(value) > MAX_FILE_BYTES:
        sentence = f"The file is over {MAX_FILE_BYTES:,} bytes, expected JSON Lines (.jsonl) for so many articles."
        raise UnusableArticle("size", sentence)
    return value


def _row(file: File, place: str, read: Callable[[], Article]) -> Row:
    """What ``read`` gives, or the fault that it finds."""
    try:
        outcome: Article | UnusableArticle = _within(read(), file.limit)
    except UnusableArticle as fault:
        outcome = fault
    return Row(file.name + place, outcome)


def _within(article: Article, limit: int) -> Article:
    size = len(encode(article))
    if size > limit:
        raise UnusableArticle("size", f"The article is {size:,} bytes as ninjs, expected at most {limit:,}.")
    return article
