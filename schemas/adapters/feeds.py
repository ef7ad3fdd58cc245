"""RSS and Atom: each item is an article."""

import io
import time
from collections.abc import Iterator
from typing import Any

import feedparser  # type: ignore[import-untyped] # feedparser brings no types

from schemas.adapters.html import text_of
from schemas.errors import UnusableArticle


def items(value: bytes) -> Iterator[dict[str, Any]]:
    """The items of a feed as ninjs, for ``ninjs.article_of``; unchecked.

    Raises:
        UnusableArticle: ``value`` is no feed, or it declares entities, which can be made to grow without end.
    """
    if b"<!ENTITY" in value:
        raise UnusableArticle("syntax", "The feed declares XML entities, expected RSS or Atom without them.")
    feed = feedparser.parse(io.BytesIO(value))  # bytes alone would be tried as the name of a file
    if not (feed.version or feed.entries):
        raise UnusableArticle("syntax", "Not a feed, expected RSS or Atom.")
    for entry in feed.entries:
        yield _ninjs(entry, feed.feed)


def _ninjs(entry: Any, channel: Any) -> dict[str, Any]:
    return {
        "uri": entry.get("id") or entry.get("link"),
        "language": channel.get("language"),
        "versioncreated": _moment(entry, "updated_parsed", "published_parsed"),
        "firstcreated": _moment(entry, "published_parsed"),
        "by": entry.get("author"),
        "headline": text_of(entry.get("title", "")),
        "body_text": _body(entry),
        "infosource": channel.get("title"),
        "subjects": [{"name": tag.get("label") or tag.get("term")} for tag in entry.get("tags", ())],
    }


def _moment(entry: Any, *names: str) -> str | None:
    """The first of feedparser's times that is given, in UTC, as RFC 3339."""
    parsed = next((entry[name] for name in names if name in entry), None)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else None


def _body(entry: Any) -> str:
    """The text of the longest content, or of the summary."""
    contents = [_plain(part) for part in entry.get("content", ())]
    summary = _plain(entry.summary_detail) if "summary_detail" in entry else ""
    return max(contents, key=len, default="") or summary


def _plain(part: Any) -> str:
    return text_of(part.value) if part.type in ("text/html", "application/xhtml+xml") else str(part.value)
