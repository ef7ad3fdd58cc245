"""What is told of the connection and of what moves, to those who look and to those who listen; and who may come in."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from board import BoardDesk, served
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

TOKEN = "open-sesame"  # noqa: S105 (of a server that lives as long as a test)


def _sides(page: Page, topic: str) -> Locator:
    """The three counts of a row."""
    return page.locator(f'.row[data-key="{topic}"] .sides b')


def test_the_state_of_the_connection_is_read_aloud(desk: BoardDesk, page: Page) -> None:
    """Who listens hears when the connection is lost and when it is there again, and nothing of it at the start."""
    desk.feed("urn:h1", "karim rice + نعم")
    page.goto(f"{desk.address}/?lang=en")
    expect(_sides(page, "rice")).to_have_text(["1", "0", "0"])
    expect(page.locator(".connection")).to_have_text("Live")
    expect(page.get_by_role("status")).to_be_empty()
    desk.stop()
    expect(page.get_by_role("status")).to_contain_text("Disconnected")
    desk.serve()
    expect(page.get_by_role("status")).to_contain_text("Live")


def test_a_summary_is_read_aloud_now_and_then(desk: BoardDesk, page: Page) -> None:
    """Not each statement: how many came in the last seconds and on which topics; then it is quiet again."""
    page.clock.install()
    desk.feed("urn:a1", "karim corn + نعم")
    page.goto(f"{desk.address}/?lang=en")
    expect(_sides(page, "corn")).to_have_text(["1", "0", "0"])
    page.reload()  # what came so far is not new to it
    expect(page.locator(".connection")).to_have_text("Live")
    status = page.get_by_role("status")
    page.clock.fast_forward(15_000)
    desk.feed("urn:a2", "karim corn + نعم جدا", "layla corn - لا")
    expect(_sides(page, "corn")).to_have_text(["2", "0", "1"])
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    expect(status).to_be_empty()
    page.clock.fast_forward(15_000)
    expect(status).to_have_text("In the last 15 seconds: 2 new statements, most on corn")


def test_catching_up_is_told_apart(desk: BoardDesk, page: Page) -> None:
    """Word and sign are others than those of live and disconnected, and no number is shown meanwhile."""
    problem = {"status": 503, "title": "Service Unavailable", "detail": "Still reading what was counted."}
    answer = {"status": 503, "headers": {"Retry-After": "1"}, "json": problem}
    page.route("**/v1/overview", lambda route: route.fulfill(**answer))  # type: ignore[arg-type]  # as fulfill takes it
    page.add_init_script("delete window.SharedWorker;")  # what a worker asks for takes no such route
    page.route("**/v1/streams/**", lambda _: None)  # it hangs until the routes are taken away
    page.goto(f"{desk.address}/?lang=en")
    expect(page.locator("main .notice p")).to_contain_text("Reading what was counted before")
    expect(page.locator(".connection")).to_have_class(re.compile("catching-up"))
    expect(page.locator(".connection")).to_have_text("Catching up")
    assert not re.search(r"\d", page.locator("main").inner_text())
    page.unroute_all()
    expect(page.locator(".connection")).to_have_text("Live")


def test_the_numbers_of_a_chart_are_a_table_too(desk: BoardDesk, page: Page) -> None:
    """What a pointer reads in the columns, others find below; a strip is read aloud with its times."""
    desk.feed("urn:o1", "karim oil - لا", "layla oil + نعم")
    page.goto(f"{desk.address}/?topic=oil&lang=en")
    page.get_by_text("In numbers").click()
    expect(page.locator(".numbers th[scope=col]")).to_have_text(["period", "support", "neutral", "oppose"])
    expect(page.locator(".numbers tbody td")).to_have_text(["1", "0", "1"])
    expect(page.locator('.line[data-key="layla"]').get_by_role("img")).to_have_attribute(
        "aria-label", re.compile(r"^Over time by hour: .*\d support$")
    )


def test_arabic_is_read_as_arabic_on_an_english_page(desk: BoardDesk, page: Page) -> None:
    """A name in Arabic letters has its language, and one in Latin letters that of the page."""
    desk.feed("urn:l1", "كريم salt,tin + نعم", "karim tin + نعم")
    page.goto(f"{desk.address}/?topic=tin&lang=en")
    expect(page.locator(".line bdi", has_text="كريم")).to_have_attribute("lang", "ar")
    expect(page.locator(".line bdi", has_text="karim")).not_to_have_attribute("lang", re.compile(".*"))


@pytest.fixture
def guarded(desk: BoardDesk) -> Iterator[BoardDesk]:
    """A board that wants a token, as one does that listens elsewhere than on loopback."""
    with served(desk.broker, TASRIH_TOKEN=TOKEN) as other:
        yield other


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_person_logs_in_with_the_token(guarded: BoardDesk, page: Page, lang: str) -> None:
    """Who has no token sees the way in and nothing else; with it the page that was wanted, alive, now and next time."""
    guarded.feed(f"urn:g-{lang}", f"karim gold{lang} + نعم")
    wanted = f"{guarded.address}/?topic=gold{lang}&lang={lang}"
    page.goto(wanted)
    field = page.get_by_label("Token")
    expect(field).to_be_focused()
    field.fill("wrong")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This is not the token")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button").click()
    expect(page.locator(".connection.live")).to_be_visible()
    expect(page.locator(".lead .counts b")).to_have_text(["1", "0", "0"])
    assert page.url == wanted
    page.goto(f"{guarded.address}/")
    expect(page.locator(".connection.live")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_for_everybody(guarded: BoardDesk, page: Page, scheme: Any) -> None:
    """axe-core finds nothing on it, its style is let through, and it fits a telephone."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{guarded.address}/")
    expect(page.locator("body")).to_have_css("display", "grid")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_another_token_sends_an_open_page_to_the_way_in(guarded: BoardDesk, page: Page) -> None:
    """After the token was changed the page asks for the new one by itself."""
    page.goto(f"{guarded.address}/login")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button").click()
    expect(page.locator(".connection.live")).to_be_visible()
    guarded.stop()
    guarded.serve(TASRIH_TOKEN=TOKEN[::-1])
    expect(page.get_by_label("Token")).to_be_visible()
