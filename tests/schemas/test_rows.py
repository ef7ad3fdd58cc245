import json
from io import BufferedReader, BytesIO

import pytest

from schemas.adapters.rows import File, rows
from schemas.article import Article

LIMIT = 2000
BODY = "قالت الوزيرة سلمى الرافعي إن السد آمن."
ARTICLES = [{"uri": f"urn:test:{number}", "body_text": f"{BODY} {number}"} for number in range(3)]
LINES = "\n".join(json.dumps(article, ensure_ascii=False) for article in ARTICLES)

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة المرسى</title>
<language>ar</language>
<item><title>السد &amp;amp; المطر</title><guid>https://marsa.example/1</guid>
<pubDate>Wed, 13 May 2026 10:00:00 +0300</pubDate>
<category>المياه</category><description>موجز</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>وأضافت المزيد.</p>]]></content:encoded></item>
<item><title>بلا متن</title><link>https://marsa.example/2</link></item>
<item><title>الثالث</title><link>https://marsa.example/3</link>
<description>&lt;b&gt;قال&lt;/b&gt; زيد.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>نشرة النورس</title>
<entry><id>urn:nawras:9</id><title>بيان</title><updated>2026-05-14T08:00:00+01:00</updated>
<published>2026-05-13T08:00:00Z</published><author><name>هند</name></author><content>{BODY}</content></entry></feed>"""


def read(text: str | bytes, name: str = "-") -> tuple[list[Article], list[str]]:
    """The articles, and the faults as a user sees them."""
    value = text if isinstance(text, bytes) else text.encode()
    found = list(rows(File(BufferedReader(BytesIO(value)), name, LIMIT, changed="2026-05-13T10:00:00Z")))  # type: ignore[arg-type] # BytesIO is raw enough
    articles = [row.outcome for row in found if isinstance(row.outcome, Article)]
    return articles, [f"{row.where}: {row.outcome}" for row in found if not isinstance(row.outcome, Article)]


SAME = {
    "JSON Lines": (LINES, "a.jsonl"),
    "JSON Lines with blank lines and Windows' ends": (LINES.replace("\n", "\r\n\r\n") + "\r\n", "a.ndjson"),
    "JSON Lines on standard input": (LINES, "-"),
    "JSON Lines in a .json": (LINES, "a.json"),
    "a list": (json.dumps(ARTICLES), "a.json"),
    "a pretty list": (json.dumps(ARTICLES, indent=2), "-"),
    "a list, one article a line": ("[\n" + LINES.replace("\n", ",\n") + "\n]", "-"),
    "a list that begins on its line": ("[" + LINES.replace("\n", ",\n") + "]", "-"),
    "after a byte order mark": ("\ufeff" + LINES, "-"),
}


@pytest.mark.parametrize("case", SAME)
def test_a_file_of_articles_gives_them_in_order(case: str) -> None:
    """JSON Lines and lists are told apart by suffix or content."""
    articles, faults = read(*SAME[case])
    assert [article.uri for article in articles] == ["urn:test:0", "urn:test:1", "urn:test:2"]
    assert not faults


@pytest.mark.parametrize("name", ["a.json", "-"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_single_article_may_take_several_lines(name: str, indent: int | None) -> None:
    """One JSON object is one article, pretty or not."""
    articles, faults = read(json.dumps(ARTICLES[0], indent=indent), name)
    assert [article.uri for article in articles] == ["urn:test:0"]
    assert not faults


BAD_ROWS = [
    '{"uri": "urn:x", "bo',
    "not JSON",
    '{"uri": 5}',
    "[]",
    '{"uri": "' + "x" * (5 * LIMIT),
    "\x00",
    '{"body_text": ["a"]}',
]


@pytest.mark.parametrize("bad", BAD_ROWS, ids=range(len(BAD_ROWS)))
@pytest.mark.parametrize("name", ["a.jsonl", "-"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_bad_row_is_named_by_its_line_and_the_others_are_read(bad: str, name: str, place: int) -> None:
    """Wherever the bad row stands, the others come through."""
    lines = LINES.split("\n")
    lines.insert(place, bad)
    articles, faults = read("\n".join(lines), name)
    assert len(articles) == 3
    assert len(faults) == 1
    assert faults[0].startswith(f"{name}, line {place + 1}: ")


def test_a_bad_article_in_a_list_is_named_by_its_place() -> None:
    """A list has no lines to name."""
    articles, faults = read(json.dumps([*ARTICLES, {"uri": 7}]), "a.json")
    assert len(articles) == 3
    assert faults == ["a.json, article 4: uri is 7, expected text."]


def test_a_broken_document_is_one_fault() -> None:
    """A file that is one JSON document says once that it is cut."""
    articles, faults = read(json.dumps(ARTICLES, indent=2)[:-20], "a.json")
    assert not articles
    assert len(faults) == 1
    assert faults[0].startswith("a.json: Not JSON at line ")


def test_plain_text_has_its_headline_first() -> None:
    """The first line is the headline, the rest the body; the file's time is the article's."""
    (article,), _ = read(f"\ufeffالعنوان\n\n{BODY}\n\nوأضافت المزيد.\n", "خبر.txt")
    assert (article.headline, article.body) == ("العنوان", f"{BODY}\n\nوأضافت المزيد.")
    assert article.version_created == "2026-05-13T10:00:00Z"
    (again,), _ = read(f"{BODY}", "خبر.txt")
    assert (again.headline, again.body) == ("", BODY)
    assert again.uri != article.uri


@pytest.mark.parametrize(
    ("text", "said"), [(b"\xe9t\xe9", "0xE9"), (b"", "No body"), (b" \n ", "No body"), (b"a" * 3000, "3,108 bytes")]
)
def test_text_that_cannot_be_read_says_why(text: bytes, said: str) -> None:
    """Other encodings, empty files and long ones are faults of the file."""
    articles, faults = read(text, "a.txt")
    assert not articles
    assert said in faults[0]


def test_feed_items_are_articles() -> None:
    """RSS: guid or link, the full content before the summary, HTML to text; an item without text is named."""
    articles, faults = read(RSS, "-")
    first, third = articles
    assert (first.uri, first.headline, first.body) == (
        "https://marsa.example/1",
        "السد & المطر",
        f"{BODY}\nوأضافت المزيد.",
    )
    assert (first.version_created, first.source) == ("2026-05-13T07:00:00Z", "وكالة المرسى")
    assert [subject.name for subject in first.subjects] == ["المياه"]
    assert (third.uri, third.body) == ("https://marsa.example/3", "قال زيد.")
    assert len(faults) == 1
    assert faults[0].startswith("-, item 2: No body")


def test_atom_entries_are_articles() -> None:
    """Atom: id, the time of the update, the author."""
    (article,), faults = read(ATOM, "a.atom")
    assert (article.uri, article.body, article.by) == ("urn:nawras:9", BODY, "هند")
    assert (article.version_created, article.first_created) == ("2026-05-14T07:00:00Z", "2026-05-13T08:00:00Z")
    assert not faults


NO_FEEDS = {
    "entities": RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss', 1),
    "a page": "<html><body><p>صفحة</p></body></html>",
    "cut to nothing": "<",
}


@pytest.mark.parametrize("case", NO_FEEDS)
def test_what_is_no_feed_is_one_fault(case: str) -> None:
    """Entities that could grow without end, pages and scraps are refused in one sentence."""
    articles, faults = read(NO_FEEDS[case], "a.xml")
    assert not articles
    assert len(faults) == 1
    assert "RSS or Atom" in faults[0]
