"""The project's own annotated articles are whole: spans slice, cues match, every construction occurs."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from schemas.statement import Act, Kind, Polarity

HERE = Path(__file__).parent
ARTICLES: list[dict[str, Any]] = [
    json.loads(line)
    for file in sorted(HERE.glob("articles/*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
COMPLEMENTISER = re.compile(r"ب?[أإا]ن(?:ه|ها|هم|هما|هن|نا|ني)?\s")
QUOTATION_MARK = re.compile("[\"“”„‟«»‹›'‘’]")

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["uri"])


def statements_of(article: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each statement with the text which its offsets count in."""
    for statement in article["statements"]:
        yield statement, article["headline" if statement["field"] == "headline" else "body_text"]


def documented_constructions() -> set[str]:
    """The names in the first column of the README's table."""
    rows = re.findall(r"^\| (`.*?) \|", (HERE / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return set(re.findall(r"`(\w+)`", " ".join(rows)))


@each_article
def test_cue_and_speaker_stand_where_they_are_said_to(article: dict[str, Any]) -> None:
    """The words of cue and speaker are those at their offsets; a speaker without words has no offset."""
    for statement, text in statements_of(article):
        assert statement["cue"], statement
        assert text.startswith(statement["cue"], statement["cue_start"]), statement
        assert (statement["speaker_start"] is None) == (not statement["speaker"]), statement
        assert text.startswith(statement["speaker"], statement["speaker_start"] or 0) or not statement["speaker"]
        assert statement["speaker_resolved"], statement


@each_article
def test_contents_are_bounded_as_the_guide_says(article: dict[str, Any]) -> None:
    """A content has no complementiser in front, no stop behind and no blank at its edges, and is never empty."""
    for statement, text in statements_of(article):
        content = text[statement["content_start"] : statement["content_end"]]
        assert content, statement
        assert content == content.strip()
        assert not COMPLEMENTISER.match(content), content
        assert content[-1] not in ".،؛:", content


@each_article
def test_labels_are_of_the_closed_sets(article: dict[str, Any]) -> None:
    """Type, act and polarity are those which the product's events know; a medium is words of the article."""
    for statement, _ in statements_of(article):
        assert statement["type"] in get_args(Kind)
        assert statement["act"] in get_args(Act)
        assert statement["stance"]["polarity"] in get_args(Polarity)
        assert statement["stance"]["target"], statement
        assert statement["via"] in article["headline"] + article["body_text"]


@each_article
def test_quotations_have_marks(article: dict[str, Any]) -> None:
    """What is called direct or mixed has a quotation mark within it or beside it."""
    for statement, text in statements_of(article):
        around = text[max(0, statement["content_start"] - 8) : statement["content_end"] + 2]
        assert QUOTATION_MARK.search(around) or statement["type"] in {"indirect", "position"}, around


@each_article
def test_no_cue_is_annotated_twice(article: dict[str, Any]) -> None:
    """One statement per cue: no two cues of a field overlap."""
    cues = sorted((s["field"], s["cue_start"], s["cue_start"] + len(s["cue"])) for s in article["statements"])
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(cues))


def test_articles_are_many_and_told_apart() -> None:
    """There are at least sixty articles under distinct names, and at least a dozen with nothing to find."""
    assert len(ARTICLES) >= 60
    assert len({article["uri"] for article in ARTICLES}) == len(ARTICLES)
    assert sum(not article["statements"] for article in ARTICLES) >= 12


def test_every_construction_occurs() -> None:
    """Each documented construction is shown by at least two articles, and no other is named."""
    shown = Counter(name for article in ARTICLES for name in article["construction"])
    assert set(shown) == documented_constructions()
    assert [name for name, articles in shown.items() if articles < 2] == []
