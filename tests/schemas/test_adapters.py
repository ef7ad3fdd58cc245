import string
from contextlib import suppress

import msgspec
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.adapters import decode
from schemas.article import Article, encode
from schemas.errors import UnusableArticle

LIMIT = 4096
BODY = "قالت الوزيرة سلمى الرافعي إن السد آمن."
LEAST = {"uri": "urn:test:1", "body_text": BODY}

NINJS_3 = {
    "uri": "urn:test:3",
    "version": "4",
    "language": "ar-TN",
    "versionCreated": "2026-05-13T10:00:00+01:00",
    "firstCreated": "2026-05-13T09:00:00Z",
    "pubStatus": "usable",
    "urgency": 3,
    "by": "هند الزبيدي",
    "located": "مرسى اللؤلؤ",
    "headlines": [{"role": "main", "value": "الوزيرة: السد آمن"}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{BODY}</p><p>وأضافت <b>المزيد</b>.</p>"}],
    "infoSources": [{"name": "وكالة المرسى", "uri": "https://marsa.example/"}],
    "subjects": [{"name": "المياه", "uri": "desk:water"}],
    "unknown": {"ignored": True},
}
NINJS_1 = {
    "uri": "urn:test:3",
    "version": 4,
    "language": "ar-TN",
    "versioncreated": "2026-05-13T10:00:00+01:00",
    "firstcreated": "2026-05-13T09:00:00Z",
    "pubstatus": "usable",
    "urgency": 3,
    "byline": "هند الزبيدي",
    "located": "مرسى اللؤلؤ",
    "headline": "الوزيرة: السد آمن",
    "body_xhtml": f"<div><p>{BODY}</p><p>وأضافت <b>المزيد</b>.</p></div>",
    "infosource": [{"name": "وكالة المرسى", "uri": "https://marsa.example/"}],
    "subject": [{"name": "المياه", "scheme": "desk", "code": "water"}],
}

CUT = orjson.dumps(NINJS_3)[:-40]
UNUSABLE = {
    "no bytes": (b"", "syntax", "JSON object"),
    "cut": (CUT, "syntax", "JSON object"),
    "not JSON": ("بيان صحفي".encode(), "syntax", "JSON object"),
    "NaN": (b'{"uri": "u", "body_text": "b", "urgency": NaN}', "syntax", "JSON object"),
    "lone surrogate": (b'{"uri": "u", "body_text": "\\ud800"}', "syntax", "JSON object"),
    "two objects": (orjson.dumps(LEAST) * 2, "syntax", "JSON object"),
    "nested too deep": (b'{"uri": ' + b"[" * 1500 + b"]" * 1500 + b"}", "syntax", "JSON object"),
    "Latin-1": ('{"uri": "urn:é"}'.encode("latin-1"), "encoding", "0xE9"),
    "UTF-16": (orjson.dumps(LEAST).decode().encode("utf-16"), "encoding", "UTF-8"),
    "too long": (orjson.dumps(LEAST | {"body_text": "س" * LIMIT}), "size", "4,096 bytes"),
    "a list": (b"[]", "shape", "The article is a list"),
    "a number": (b"7", "shape", "The article is 7"),
    "null": (b"null", "shape", "The article is null"),
    "no uri": ({"body_text": BODY}, "missing", "uri"),
    "uri null": (LEAST | {"uri": None}, "missing", "uri"),
    "uri blank": (LEAST | {"uri": "  "}, "missing", "uri"),
    "uri a number": (LEAST | {"uri": 5}, "shape", "uri is 5"),
    "uri too long": (LEAST | {"uri": "س" * 1025}, "shape", "2,050 bytes"),
    "uri of two lines": (LEAST | {"uri": "urn:\ntest"}, "shape", "U+000A at 4"),
    "no body": ({"uri": "u"}, "missing", "body"),
    "body empty": (LEAST | {"body_text": ""}, "missing", "body"),
    "body blank": (LEAST | {"body_text": " \n\t\u00a0"}, "missing", "body"),
    "body of empty HTML": ({"uri": "u", "body_html": "<p> </p><script>نص</script>"}, "missing", "body"),
    "body a list": (LEAST | {"body_text": [BODY]}, "shape", "body_text is a list"),
    "body deep": (b'{"uri": "u", "body_text": ' + b"[" * 900 + b"]" * 900 + b"}", "shape", "body_text is a list"),
    "bodies a text": ({"uri": "u", "bodies": BODY}, "shape", "bodies is 'قالت"),
    "bodies of texts": ({"uri": "u", "bodies": [BODY]}, "shape", "bodies[0] is 'قالت"),
    "bodies without value": ({"uri": "u", "bodies": [{}]}, "shape", "bodies[0].value is null"),
    "body a picture": (
        {"uri": "u", "bodies": [{"value": "x", "contentType": "image/png"}]},
        "shape",
        "bodies[0].contentType is 'image/png'",
    ),
    "NUL in the body": (LEAST | {"body_text": "قال\x00"}, "shape", "body_text has the control character U+0000 at 3"),
    "escape in the headline": (LEAST | {"headline": "\x1b[2J"}, "shape", "U+001B at 0"),
    "control in HTML": ({"uri": "u", "body_html": "<p>قال&#8;</p>"}, "shape", "U+0008"),
    "headline a number": (LEAST | {"headline": 1.5}, "shape", "headline is 1.5"),
    "version in words": (LEAST | {"version": "two"}, "shape", "version is 'two', expected a whole number."),
    "version true": (LEAST | {"version": True}, "shape", "version is true"),
    "version below zero": (LEAST | {"version": -1}, "shape", "from 0 to"),
    "version huge": (b'{"uri": "u", "body_text": "b", "version": 1' + b"0" * 300 + b"}", "shape", "version is 1e+300"),
    "version above 2**53": (LEAST | {"version": 2**53 + 1}, "shape", "from 0 to 9007199254740992"),
    "version of many digits": (LEAST | {"version": "9" * 2000}, "shape", "expected a whole number"),
    "urgency": (LEAST | {"urgency": 10}, "shape", "urgency is 10"),
    "pubStatus": (LEAST | {"pubStatus": "gone"}, "shape", "usable, withheld, canceled"),
    "pubStatus a list": (LEAST | {"pubStatus": ["canceled"]}, "shape", "pubStatus is a list"),
    "French": (LEAST | {"language": "fr"}, "language", "language is 'fr'"),
    "Aragonese": (LEAST | {"language": "arg"}, "language", "language is 'arg'"),
    "language a number": (LEAST | {"language": 1}, "shape", "language is 1"),
    "time in words": (LEAST | {"versioncreated": "أمس"}, "shape", "versioncreated is 'أمس'"),
    "time without offset": (LEAST | {"versionCreated": "2026-05-13T10:00:00"}, "shape", "versionCreated"),
    "no such day": (LEAST | {"versionCreated": "2026-02-30T10:00:00Z"}, "shape", "versionCreated"),
    "past the last year": (LEAST | {"versionCreated": "9999-12-31T23:59:59-10:00"}, "shape", "versionCreated"),
    "time a number": (LEAST | {"firstCreated": 1431511200}, "shape", "firstCreated is 1431511200"),
    "source a number": (LEAST | {"infosource": 7}, "shape", "infosource is 7"),
    "source's name a list": (LEAST | {"infoSources": [{"name": []}]}, "shape", "name is a list"),
    "subject a number": (LEAST | {"subjects": [{"name": "ماء"}, 4]}, "shape", "subjects[1] is 4"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_unusable_article_says_what_is_wrong_with_it(case: str) -> None:
    """One sentence names the field and what was expected; the reason is of the closed set."""
    value, reason, said = UNUSABLE[case]
    with pytest.raises(UnusableArticle) as caught:
        decode(value if isinstance(value, bytes) else orjson.dumps(value), LIMIT)
    assert caught.value.reason == reason
    assert said in str(caught.value)
    assert "xpected" in str(caught.value) or reason == "size"
    assert "\n" not in str(caught.value)


USABLE = {
    "uri and body": (LEAST, {}),
    "byte order mark": (b"\xef\xbb\xbf" + orjson.dumps(LEAST), {}),
    "nulls": (LEAST | dict.fromkeys(("version", "language", "headline", "infosource", "bodies", "pubStatus")), {}),
    "version as text": (LEAST | {"version": "12"}, {"version": 12}),
    "language in capitals": (LEAST | {"language": "AR-eg"}, {"language": "AR-eg"}),
    "source as text": (LEAST | {"infosource": "وكالة النورس"}, {"source": "وكالة النورس"}),
    "source as object": (LEAST | {"infosource": {"name": "وكالة النورس"}}, {"source": "وكالة النورس"}),
    "source of a uri alone": (
        LEAST | {"infoSources": [{"uri": "https://n.example/"}]},
        {"source": "https://n.example/"},
    ),
    "withdrawal without body": ({"uri": "u", "pubStatus": "canceled"}, {"canceled": True, "body": ""}),
    "embargo without body": ({"uri": "u", "pubstatus": "withheld"}, {"canceled": True}),
    "ninjs 3 body before the older one": (
        LEAST | {"bodies": [{"value": "الأحدث"}], "body_html": "<p>الأقدم</p>"},
        {"body": "الأحدث"},
    ),
    "text before HTML": (LEAST | {"body_html": "<p>غيره</p>"}, {"body": BODY}),
    "HTML where the text is blank": ({"uri": "u", "body_text": " ", "body_html": f"<p>{BODY}</p>"}, {"body": BODY}),
    "main headline": (
        LEAST | {"headlines": [{"role": "short", "value": "قصير"}, {"role": "main", "value": "الأصل"}]},
        {"headline": "الأصل"},
    ),
    "line breaks and tabs stay": (LEAST | {"body_text": "سطر\r\n\tسطر"}, {"body": "سطر\r\n\tسطر"}),
    "spaces at the edges stay": (
        LEAST | {"headline": " بيان ", "body_text": " نص "},
        {"headline": " بيان ", "body": " نص "},
    ),
    "bidi marks stay": (LEAST | {"body_text": "\u200fقال\u200e"}, {"body": "\u200fقال\u200e"}),
}


@pytest.mark.parametrize("case", USABLE)
def test_only_uri_and_a_body_are_required(case: str) -> None:
    """What may be absent, null or written another way is no fault."""
    value, expected = USABLE[case]
    article = decode(value if isinstance(value, bytes) else orjson.dumps(value), LIMIT)
    assert {name: getattr(article, name) for name in expected} == expected


def test_older_ninjs_gives_the_same_article() -> None:
    """One article in ninjs 1 and in ninjs 3 is one Article; HTML has become text, a line for each paragraph."""
    newer, older = decode(orjson.dumps(NINJS_3), LIMIT), decode(orjson.dumps(NINJS_1), LIMIT)
    assert newer.body == f"{BODY}\nوأضافت المزيد."
    assert newer.subjects[0].uri == "desk:water"
    assert msgspec.structs.replace(older, headlines=newer.headlines, bodies=newer.bodies) == newer
    assert (older.headline, older.body) == (newer.headline, newer.body)


@settings(deadline=None)
@given(st.binary() | st.text(string.printable).map(str.encode))
def test_any_bytes_are_an_article_or_unusable(value: bytes) -> None:
    """Nothing but UnusableArticle comes out of bad bytes."""
    with suppress(UnusableArticle):
        decode(value, LIMIT)


names = st.sampled_from(sorted({*NINJS_3, *NINJS_1, "body_text", "body_html"}))
leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text()
keys = names | st.sampled_from(["value", "name", "uri", "role", "contentType", "scheme", "code"])
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(names, values), st.booleans())
def test_any_object_is_an_article_that_reads_back_or_unusable(row: dict[str, object], sound: bool) -> None:
    """A usable article, written again as ninjs 3, is the same article; it keeps to the schema of Article."""
    try:
        article = decode(orjson.dumps(LEAST | row if sound else row), 2**20)
    except UnusableArticle:
        return
    again = encode(article)
    assert decode(again, 2**22) == article
    assert msgspec.json.decode(again, type=Article) == article
