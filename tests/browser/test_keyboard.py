"""The board without a pointer: in which order the focus goes, and how far it is to what is wanted."""

import pytest
from board import BoardDesk
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

HEADER = ".home, #q, .pause, .choices a, .choices button"
BOTTOMS = "elements => elements.map((element) => element.getBoundingClientRect().bottom)"
LINE = 30  # pixels that things on one line may differ by


@pytest.mark.parametrize("width", [390, 800, 1440])
def test_the_header_is_passed_through_from_top_to_bottom(desk: BoardDesk, page: Page, width: int) -> None:
    """The focus goes in the order in which things stand."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{desk.address}/?lang=en")
    expect(page.locator(".connection")).to_have_text("Live")
    page.locator(".choices button").wait_for()
    bottoms = page.locator(HEADER).evaluate_all(BOTTOMS)
    rows = [round(bottom / LINE) for bottom in bottoms]
    assert rows == sorted(rows)


def test_statements_are_two_keys_away(desk: BoardDesk, page: Page) -> None:
    """Whoever has no pointer need not pass through all the rows."""
    desk.feed("urn:s9", "karim mint + نعم")
    page.goto(f"{desk.address}/?lang=en")
    page.locator(".card").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#statements")).to_be_focused()
