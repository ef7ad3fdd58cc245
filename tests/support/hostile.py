"""Hostile inputs, made from classes of hostility, and what any bytes have to do on the way to statements."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, get_args

from extraction.extractor import Extractor
from schemas import statement
from schemas.adapters import decode
from schemas.article import Article
from schemas.dead_letter import Reason
from schemas.errors import UnusableArticle
from schemas.stance_event import Origin
from streams.standing import Arrival, encode_row, step

LIMIT = 1024 * 1024
SENTENCE = 400  # characters of a sentence at most, whatever the input
BODY = "قال الوزير جابر الرافعي إن أسعار النفط سترتفع."
FIELDS = ("uri", "headline", "body_text", "language", "located", "byline")
MORE_FIELDS = (
    "version", "urgency", "pubStatus", "versionCreated", "firstCreated", "headlines", "bodies", "infoSources",
    "subjects", "body_html",
)  # fmt: skip
Case = tuple[str, bytes]


def article(**fields: Any) -> bytes:
    """An article that is well but for ``fields``."""
    return json.dumps({"uri": "urn:h", "headline": "بيان", "body_text": BODY} | fields, ensure_ascii=False).encode(
        errors="surrogatepass"
    )


def raw(field: str, value: bytes) -> bytes:
    """An article with a field whose JSON is given as bytes."""
    return b'{"uri": "urn:h", "body_text": "x", "%s": %s}' % (field.encode(), value)


def _nesting() -> Iterator[bytes]:
    for depth in (10, 100, 1000, 1024, 1025, 100_000):
        for opened, closed in ((b"[", b"]"), (b'{"a":', b"}")):
            deep = opened * depth + b"1" + closed * depth
            yield deep
            yield opened * depth
            yield from (raw(field, deep) for field in ("uri", "bodies", "subjects", "extra"))


def _numbers() -> Iterator[bytes]:
    numbers = (
        b"1e400", b"-1e400", b"1e-400", b"-0", b"0x10", b"NaN", b"Infinity", b"-1", b"1.5", b"01", b"+1",
        b"9" * 5000, b"1" + b"0" * 300, str(2**53 + 1).encode(), str(2**63).encode(), str(2**64).encode(), b'"9e9"',
    )  # fmt: skip
    for number in numbers:
        yield from (raw(field, number) for field in ("version", "urgency", "uri", "versionCreated", "extra"))


def _sizes() -> Iterator[bytes]:
    pieces = ("س", "قال ", '"', "«", "»", "\u200f", "\u064b", "ـ", "(", "قال: ", "و", "\n")
    for piece in pieces:
        yield from (article(**{field: piece * (8000 // len(piece))}) for field in ("headline", "body_text"))
        yield article(uri=piece * (65_536 // len(piece)))
    yield article(body_text="س" * LIMIT)
    yield b" " * LIMIT
    yield b" " * (LIMIT + 1)


def _characters() -> Iterator[bytes]:
    points = (
        0x00, 0x01, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0D, 0x1B, 0x1F, 0x22, 0x25, 0x27, 0x2F, 0x3C, 0x5C, 0x7C, 0x7F,
        0x85, 0xA0, 0xAD, 0x61C, 0x640, 0x64B, 0x200B, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066,
        0x2069, 0xE000, 0xFDD0, 0xFDFA, 0xFEFC, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600, 0xE0001, 0x10FFFF,
    )  # fmt: skip
    for point in points:
        for field in FIELDS:
            yield article(**{field: f"أ{chr(point)}{BODY}{chr(point)}"})


def _surrogates() -> Iterator[bytes]:
    for text in (
        b"\\ud800",
        b"\\udc00",
        b"\\ud800\\ud800",
        b"\\udc00\\ud800",
        b"\\ud83d\\ude00",
        b"\\ud800x",
        b"\\u12",
    ):
        yield from (raw(field, b'"%s"' % text) for field in FIELDS)
    yield article(headline="\ud800")


def _bytes() -> Iterator[bytes]:
    well = article()
    yield from (well[:cut] for cut in range(0, len(well), 12))
    yield from (well[:at] + b"\xff" + well[at + 1 :] for at in range(0, len(well), 16))
    yield from (well.decode().encode(name) for name in ("utf-16", "utf-32", "utf-7", "cp1256"))
    yield from (b"", b"\x00", b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2 + well, b"\x1f\x8b\x08\x00", b"\xc0\x80", well * 2)
    yield from (
        b"null",
        b"true",
        b'"text"',
        b"[]",
        b"{}",
        b"[" + well + b"]",
        b"<rss/>",
        b"---\na: b\n",
        b"//x\n" + well,
    )


def _keys() -> Iterator[bytes]:
    for field, value in (("uri", b'"urn:2"'), ("body_text", b'"y"'), ("version", b"2")):
        yield from (b"{" + b", ".join([b'"%s": %s' % (field.encode(), value)] * count) + b"}" for count in (2, 9000))
        yield raw(field, value)
    yield article(**{f"k{number}": number for number in range(9000)})
    yield from (article(**{key: {"a": 1}}) for key in ("", "__proto__", "__class__", "\x00", "س" * 5000, "$ref"))


def _types() -> Iterator[bytes]:
    values = (None, True, 0, -1.5, "", " ", [], {}, [[]], [None], [{}], {"value": 1}, [{"value": [1]}], "x" * 200)
    for field in (*FIELDS, *MORE_FIELDS):
        yield from (article(**{field: value}) for value in values)


def _ids() -> Iterator[bytes]:
    ids = (
        "oil|all", "oil|hour|2026-01-01T00|x", "%7C", "%", "a%zzb", "../../etc/passwd", "'; DROP TABLE x; --",
        "${jndi:x}",
        "<script>alert(1)</script>", "\u202eabc", "a\tb", "\u0000", "urn:h#\u200f", "*", "-1", "null", "0-0",
        "wire.articles",
    )  # fmt: skip
    for name in ids:
        yield article(uri=name)
        yield article(subjects=[{"name": name, "uri": name}], infoSources=[{"name": name, "uri": name}])
        yield article(body_text=f"قال {name} إن {name} آمن.", headline=f"{name}: {name}")


def _html() -> Iterator[bytes]:
    pages = (
        "<b>" * 20_000, "<p>" + "&lt;" * 20_000, "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;</p>",
        "<script>قال</script>", "<p title='" + "x" * 50_000 + "'>قال</p>", "<!--" * 5000, "<table>" * 3000,
        "&#0;&#x110000;",
        "<![CDATA[قال]]>", "<style>" + "x" * 9000, "<p>" * 300 + "قال" + "</p>" * 300, "\ufeff<p>قال</p>",
        "<?xml version='9'?>",
    )  # fmt: skip
    for page in pages:
        yield raw("body_html", json.dumps(page).encode()).replace(b'"body_text": "x", ', b"")
        yield article(bodies=[{"value": page, "contentType": "text/html"}])


def _times() -> Iterator[bytes]:
    times = (
        "0000-00-00T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30T00:00:00Z",
        "2026-01-01T25:00:00Z", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:60Z", "20260101T000000Z",
        "2026-01-01T00:00:00+99:99", "2026-01-01T00:00:00.123456789123Z", "1e9", "-2026-01-01T00:00:00Z", "٢٠٢٦-٠١-٠١",
    )  # fmt: skip
    for time in times:
        yield from (article(**{field: time}) for field in ("versionCreated", "firstCreated", "versioncreated"))


PIECES = (
    "\u202e", "\u200b", "\ufeff", "\u0000", "\u2028", "ـ" * 300, "\u0651" * 300, "\U0001f600", "|", "||hour|", '"',
    "»«", "((", "<b>", "&amp;", "\\", "\r", "\t", "١" * 100, "س" * 3000, "قال ", "إن ", ":", "،", "%s%n", "{0}",
    "\ud83d\ude00", "\u0627\u0653\u0654", "\ufdfa", "وو", "بن بن بن", "-" * 500,
)  # fmt: skip
PLACES = {
    "in the speaker": ("بيان", "قال الوزير جابر {}الرافعي إن أسعار النفط سترتفع."),
    "for the speaker": ("بيان", "قال {} إن أسعار النفط سترتفع."),
    "in the cue": ("بيان", "قا{}ل الوزير جابر الرافعي إن أسعار النفط سترتفع."),
    "behind the cue": ("بيان", "قال {}الوزير جابر الرافعي إن أسعار النفط سترتفع."),
    "at the complement": ("بيان", "قال الوزير جابر الرافعي إ{}ن أسعار النفط سترتفع."),
    "in the content": ("بيان", "قال الوزير جابر الرافعي إن أسعار {}النفط سترتفع."),
    "for the content": ("بيان", "قال الوزير جابر الرافعي إن {}"),
    "in a quotation": ("بيان", "قال الوزير جابر الرافعي: «أسعار {} النفط» سترتفع."),
    "in a role": ("بيان", "قال وزير {} جابر الرافعي إن أسعار النفط سترتفع. وأضاف الوزير أن ذلك حسن."),
    "at the beginning": ("بيان", "{}قال الوزير جابر الرافعي إن أسعار النفط سترتفع."),
    "between sentences": ("بيان", "قال الوزير جابر الرافعي إن أسعار النفط سترتفع.{} وأضاف أن ذلك حسن."),
    "in the headline": ("الرافعي{}: أسعار النفط سترتفع", "وصل الوزير جابر الرافعي."),
}


def _places() -> Iterator[bytes]:
    for number, piece in enumerate(PIECES):
        for place, (headline, body) in PLACES.items():
            named = {"uri": f"urn:{place}:{number}", "headline": headline.replace("{}", piece)}
            yield article(**named, body_text=body.replace("{}", piece))


CLASSES: dict[str, Callable[[], Iterator[bytes]]] = {
    "nesting": _nesting,
    "numbers": _numbers,
    "sizes": _sizes,
    "characters": _characters,
    "surrogates": _surrogates,
    "bytes": _bytes,
    "keys": _keys,
    "types": _types,
    "ids": _ids,
    "html": _html,
    "times": _times,
    "places": _places,
}


def cases() -> list[Case]:
    """All hostile inputs with the class that each is of, each once."""
    return list(dict.fromkeys((name, value) for name, make in CLASSES.items() for value in make()))


def exercise(value: bytes, extractor: Extractor) -> str:
    """Let bytes go the worker's way from a record to a row; what became of them.

    Raises:
        AssertionError: it is anything but a good dead letter, or statements that can be written and read.
    """
    try:
        read = decode(value, LIMIT)
    except UnusableArticle as error:
        refusal = error
    else:
        _step(read, extractor)
        return "used"
    assert refusal.reason in get_args(Reason)
    assert 0 < len(str(refusal)) <= SENTENCE, str(refusal)[:500]
    assert str(refusal).isprintable()
    return refusal.reason


def _step(read: Article, extractor: Extractor) -> None:
    arrival = Arrival(read.uri, read, Origin(partition=0, offset=0), datetime(2026, 1, 1, tzinfo=UTC))
    outcome = step(arrival, None, extractor.statements)
    assert 0 < len(read.uri.encode()) <= 2048
    encode_row(outcome.row)
    for said in outcome.statements:
        assert statement.decode(statement.encode(said)) == said
        field = read.headline if said.field == "headline" else read.body
        assert field is not None
        assert field[said.content.start : said.content.end] == said.content.text
