"""What the board says in words: periods, changes of side, shares, and what a search does not find."""

import re

import pytest
from board import BoardDesk
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "words"), [("ar", "الربع الثاني من 2017"), ("en", "Q2 2017")])
def test_a_quarter_is_called_one(desk: BoardDesk, page: Page, lang: str, words: str) -> None:
    """Not by its first month: what was said in June is not of April."""
    desk.feed("urn:z1", "karim saffron + نعم", versionCreated="2013-11-05T10:00:00Z")
    desk.feed("urn:z2", "karim saffron - لا", versionCreated="2017-06-05T10:00:00Z")
    page.goto(f"{desk.address}/?topic=saffron&lang={lang}")
    expect(page.locator(".over-time .ends bdi").last).to_have_text(words)
    expect(page.locator(".line").get_by_role("img")).to_have_attribute("aria-label", re.compile(words))


def test_of_several_changes_the_last_is_told(desk: BoardDesk, page: Page) -> None:
    """It is said that it is the last."""
    for day, side in enumerate("+-+", start=1):
        desk.feed(f"urn:y{day}", f"karim thyme {side} {day}", versionCreated=f"2026-03-0{day}T10:00:00Z")
    page.goto(f"{desk.address}/?topic=thyme&lang=ar")
    words = "تغيّر الجانب مرتين، وآخرها من معارضة إلى تأييد في 3 مارس 2026"
    expect(page.locator(".line .turned")).to_have_text(words)


def test_shares_are_a_whole(desk: BoardDesk, page: Page) -> None:
    """Rounded each by itself they were 101 %."""
    sides = "+" * 4 + "=" + "-"
    desk.feed("urn:v1", *(f"karim anise {side} {at}" for at, side in enumerate(sides)))
    page.goto(f"{desk.address}/?topic=anise&lang=en")
    expect(page.locator(".lead .share")).to_have_text(["(67%)", "(17%)", "(16%)"])


def test_a_search_that_finds_nothing_says_so(desk: BoardDesk, page: Page) -> None:
    """Neither a topic nor a speaker; where there is a speaker, there is only no topic."""
    desk.feed("urn:u1", "karim mint + نعم")
    page.goto(f"{desk.address}/?q=nobody&lang=en")
    expect(page.locator(".topics .notice")).to_contain_text("No topic and no speaker has this name.")
    page.goto(f"{desk.address}/?q=karim&lang=en")
    expect(page.locator(".topics p.quiet")).to_contain_text("No topic has this name.")


def test_somebody_unknown_is_searched_for(desk: BoardDesk, page: Page) -> None:
    """An address with a name that nobody has leads on to those with one like it."""
    desk.feed("urn:t9", "karim mint + نعم")
    page.goto(f"{desk.address}/?speaker=kari&lang=en")
    expect(page.locator("h1")).to_have_text("No statement is by this speaker")
    page.get_by_role("link", name="Search for “kari”").click()
    expect(page.locator(".people .speaker", has_text="karim")).to_be_visible()


def test_the_topic_that_was_searched_for_is_not_behind_the_speakers(desk: BoardDesk, page: Page) -> None:
    """Topics that are found come first, before all who have such a name; while none is found the speakers do."""
    desk.feed("urn:s1", "basil,of,the,hills basil + نعم", "basil,of,the,sea mint - لا")
    page.goto(f"{desk.address}/?q=basil&lang=en")
    heads = page.locator(".board h2")
    expect(heads).to_have_text(["Topics", "Speakers"])
    expect(page).to_have_title("basil · tasrih")
    page.locator("#q").fill("basil of")
    expect(heads).to_have_text(["Speakers", "Topics"])
    expect(page.locator(".people .speaker")).to_have_count(2)
