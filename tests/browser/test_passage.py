"""A statement on its card: marked in its sentence, for eyes, and one running text for those who listen."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from board import BoardDesk
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = pytest.mark.browser

Said = dict[str, Any]
WORDS = "نعم جدا <b>لكم</b>"
MARKS = {".by": "karim", ".cue": "+", ".content:not(.evidence)": " جدا <b>لكم</b>", ".evidence": "نعم"}


@pytest.fixture
def card(desk: BoardDesk, page: Page) -> Iterator[Callable[..., Locator]]:
    """Opens the page of a topic with one statement, which ``changed`` may make another of; the statement's passage."""
    desk.feed("urn:s1", f"karim milk + {WORDS}", versionCreated="2026-03-01T10:00:00Z")

    def open_page(changed: Callable[[Said], object] = lambda _: None) -> Locator:
        def answer(route: Route) -> None:
            response = route.fetch()
            body = response.json()
            for said in body["statements"]:
                changed(said)
            route.fulfill(response=response, body=json.dumps(body))

        page.route("**/v1/statements?**", answer)
        page.goto(f"{desk.address}/?topic=milk")
        return page.locator(".card .passage")

    yield open_page
    page.unroute_all(behavior="ignoreErrors")  # the board may ask once more as the test ends


def test_a_statement_is_marked_in_its_sentence(card: Callable[..., Locator]) -> None:
    """Speaker, attribution, what was said and what shows the side, each by a line or weight of its own."""
    passage = card()
    expect(passage).to_have_text(f"karim milk + {WORDS}")
    for name, words in MARKS.items():
        assert passage.locator(name).text_content() == words
    drawn = [
        passage.locator(name).evaluate("e => [getComputedStyle(e).borderBottomStyle, getComputedStyle(e).fontWeight]")
        for name in MARKS
    ]
    assert len({tuple(look) for look in drawn}) == len(MARKS)


def test_who_listens_hears_one_running_text(card: Callable[..., Locator]) -> None:
    """The marks are nothing to a screen reader, nor is what explains them."""
    passage = card()
    expect(passage).to_be_visible()
    assert passage.aria_snapshot() == f"- paragraph: karim milk + {WORDS}"
    assert passage.page.locator(".said .key").get_attribute("aria-hidden") == "true"


def test_an_event_without_a_sentence_is_put_together(card: Callable[..., Locator]) -> None:
    """Of an older version's event the parts that are known stand in order, with a sign for the words between."""
    passage = card(lambda said: said.pop("sentence"))
    expect(passage).to_have_text(f"karim … + {WORDS}")
    for name, words in MARKS.items():
        assert passage.locator(name).text_content() == words


@pytest.mark.parametrize(("first", "last", "shown"), [(0, 16, "karim milk + نعم …"), (17, 20, "… جدا …")])
def test_a_sentence_that_was_cut_says_so(card: Callable[..., Locator], first: int, last: int, shown: str) -> None:
    """Where the content goes on beyond the sentence of the event there is a sign."""

    def cut(said: Said) -> None:
        text = said["sentence"]["text"][first:last]
        said["sentence"] = {"text": text, "start": first, "end": last}

    expect(card(cut)).to_have_text(shown)
