"""IPTC ninjs 1, 2 and 3 (https://iptc.org/std/ninjs/): the JSON of one article to an Article of plain text.

ninjs 3 names come first; where a field has an older name as well, the first that is given counts.
"""

import codecs
from collections.abc import Iterator
from typing import Any, NoReturn, cast

import orjson

from schemas.adapters import checks
from schemas.adapters.html import text_of
from schemas.article import Article, Body, Headline, InfoSource, PubStatus, Subject
from schemas.errors import UnusableArticle

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_STATUSES = ("usable", "withheld", "canceled")
_NO_BODY = "No body: expected text in bodies, body_text or body_html, or pubStatus canceled."


def decode(value: bytes, limit: int) -> Article:
    """The article in ``value``, UTF-8 JSON of at most ``limit`` bytes.

    Raises:
        UnusableArticle: with the reason and one sentence; nothing else, whatever the bytes.
    """
    return article_of(document(value, limit))


def document(value: bytes, limit: int) -> Any:
    """The JSON in ``value``; NaN, lone surrogates and more than 1,024 levels are not JSON here."""
    if len(value) > limit:
        raise UnusableArticle("size", f"The article is over the limit of {limit:,} bytes (TASRIH_MAX_ARTICLE_BYTES).")
    try:
        return orjson.loads(value.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        _complain(value, error)


def article_of(row: Any) -> Article:
    """The article in parsed JSON.

    >>> article_of({"uri": "urn:a:1", "headline": "بيان", "body_text": "قالت ليلى مراد إنها موافقة."}).headline
    'بيان'
    >>> article_of({"body_text": "نص"})
    Traceback (most recent call last):
    ...
    schemas.errors.UnusableArticle: No uri: expected text that names the article.
    """
    row = checks.fields("The article", row)
    article = Article(
        uri=_uri(row),
        version=_number(row, "version", 0, checks.MAX_VERSION),
        type=_text(row, "type") or "text",
        language=_language(row),
        version_created=_time(row, "versionCreated", "versioncreated"),
        first_created=_time(row, "firstCreated", "firstcreated"),
        pub_status=_status(row),
        urgency=_number(row, "urgency", 1, 9),
        by=_text(row, "by", "byline"),
        located=_text(row, "located"),
        headlines=tuple(_headlines(row)),
        bodies=tuple(_bodies(row)),
        info_sources=tuple(_info_sources(row)),
        subjects=tuple(_subjects(row)),
    )
    if not (article.bodies or article.canceled):
        raise UnusableArticle("missing", _NO_BODY)
    return article


def _complain(value: bytes, error: orjson.JSONDecodeError) -> NoReturn:
    """Tell bytes that are no text from text that is no JSON."""
    try:
        value.decode()
    except UnicodeDecodeError as fault:
        sentence = f"Byte {fault.start} (0x{value[fault.start]:02X}) is not UTF-8, expected JSON in UTF-8."
        raise UnusableArticle("encoding", sentence) from error
    what = f"Not JSON at line {error.lineno}, column {error.colno} ({error.msg.split(':')[0]})"
    raise UnusableArticle("syntax", f"{what}, expected one JSON object.") from error


def _given(row: dict[str, Any], *names: str) -> tuple[str, Any]:
    """The first name that has a value, and the value; null is none."""
    return next(((name, row[name]) for name in names if row.get(name) is not None), (names[0], None))


def _text(row: dict[str, Any], *names: str) -> str | None:
    name, value = _given(row, *names)
    return None if value is None else checks.text(name, value).strip() or None


def _number(row: dict[str, Any], name: str, low: int, high: int) -> int | None:
    value = row.get(name)
    return None if value is None else checks.whole(name, value, low, high)


def _time(row: dict[str, Any], *names: str) -> str | None:
    name, value = _given(row, *names)
    return None if value is None else checks.time(name, value)


def _uri(row: dict[str, Any]) -> str:
    value = row.get("uri")
    uri = "" if value is None else checks.uri("uri", value)
    if not uri.strip():
        raise UnusableArticle("missing", "No uri: expected text that names the article.")
    return uri


def _language(row: dict[str, Any]) -> str:
    value = row.get("language")
    return "ar" if value is None else checks.language("language", value)


def _status(row: dict[str, Any]) -> PubStatus:
    name, value = _given(row, "pubStatus", "pubstatus")
    return cast("PubStatus", "usable" if value is None else checks.one_of(name, value, _STATUSES))


def _objects(row: dict[str, Any], *names: str) -> Iterator[tuple[str, Any]]:
    """The entries of a list with their names; a single value is a list of one."""
    name, value = _given(row, *names)
    if isinstance(value, list):
        yield from ((f"{name}[{place}]", entry) for place, entry in enumerate(value))
    elif value is not None:
        yield name, value


def _headlines(row: dict[str, Any]) -> Iterator[Headline]:
    for name, entry in _listed(row, "headlines"):
        value = _plain(name, entry)
        if value.strip():
            yield Headline(value=value, role=_text(entry, "role"))
    headline = _checked(row, "headline")
    if not row.get("headlines") and headline.strip():
        yield Headline(value=headline)


def _bodies(row: dict[str, Any]) -> Iterator[Body]:
    """The bodies with text in them: those of ninjs 3, else the first form that an older ninjs gives."""
    found = False
    for name, entry in _listed(row, "bodies"):
        value = _plain(name, entry)
        if value.strip():
            found = True
            yield Body(value=value, role=_text(entry, "role"))
    if not found and (body := _older_body(row)):
        yield Body(value=body)


def _older_body(row: dict[str, Any]) -> str:
    value = _checked(row, "body_text")
    if value.strip():
        return value
    html = _checked(row, "body_html") or _checked(row, "body_xhtml")
    return checks.text("body_html", text_of(html))


def _checked(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else checks.text(name, value)


def _listed(row: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    value = row.get(name)
    for place, entry in enumerate([] if value is None else checks.several(name, value)):
        yield f"{name}[{place}]", checks.fields(f"{name}[{place}]", entry)


def _plain(name: str, entry: dict[str, Any]) -> str:
    """Plain text of an entry's value by its media type."""
    value = checks.text(f"{name}.value", entry.get("value"))
    kind = (_text(entry, "contentType") or "text/plain").partition(";")[0].strip().lower()
    if kind in _HTML:
        return checks.text(f"{name}.value", text_of(value))
    if kind.startswith("text/"):
        return value
    raise UnusableArticle("shape", f"{name}.contentType is {checks.shown(kind)}, expected text/plain or text/html.")


def _info_sources(row: dict[str, Any]) -> Iterator[InfoSource]:
    for name, entry in _objects(row, "infoSources", "infosource"):
        called, uri = _called(name, entry)
        if called or uri:
            yield InfoSource(name=called or uri or "", uri=uri)


def _subjects(row: dict[str, Any]) -> Iterator[Subject]:
    for name, entry in _objects(row, "subjects", "subject"):
        called, uri = _called(name, entry)
        if called or uri:
            yield Subject(name=called, uri=uri)


def _called(name: str, entry: Any) -> tuple[str | None, str | None]:
    """Name and uri of a concept: text alone is a name; ninjs 1 has scheme and code where others have a uri."""
    if isinstance(entry, str):
        return checks.text(name, entry).strip() or None, None
    entry = checks.fields(name, entry)
    scheme, code = _text(entry, "scheme") or "", _text(entry, "code")
    joint = "" if not scheme or scheme.endswith(("/", "#", ":")) else ":"
    return _text(entry, "name"), _text(entry, "uri") or (code and f"{scheme}{joint}{code}")
