"""The board in a real Chromium: what moves, what stays, and who can use it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from board import BoardDesk, examples_served, served
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

VIEWS = ("/?", "/?topic=water&", "/?speaker=karim&", "/?q=karim&", "/?topic=none&")
TELEPHONE = {"width": 390, "height": 844}
COUNTED_TWICE = """
    async () => {
      const answer = await fetch("/v1/counts?topic=dates&by=topic&window=all");
      return (await answer.json()).counts[0].support === 2;
    }"""
TURN = """
    (hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
LONG = "قال إن المياه ستصل إلى كل القرى قبل نهاية الشهر وإن فرق الصيانة تعمل على مدار الساعة " * 3


@pytest.fixture(scope="module")
def filled(desk: BoardDesk) -> BoardDesk:
    """A desk with some statements that every view has something of."""
    desk.feed("urn:f1", f"karim water + {LONG}", f"layla water - {LONG}", "karim,بن,صالح-الطويل-الاسم water = ربما")
    desk.feed("urn:f2", "karim oil - لا", "karim water - لا", "layla,oil oil,water + نعم")
    return desk


def _row(page: Page, topic: str) -> Locator:
    return page.locator(f'.row[data-key="{topic}"]')


def _counts(row: Locator, support: int, neutral: int, oppose: int) -> None:
    """See that a row comes to show these counts."""
    expect(row.locator(".sides b")).to_have_text([str(support), str(neutral), str(oppose)])


def _settled(page: Page) -> None:
    """Wait until a view shows all that it has."""
    page.locator(".row, .line, .people, .notice:not([aria-busy])").first.wait_for()
    expect(page.locator(".connection")).to_have_class(re.compile("live"))


def _turn(page: Page, *, hidden: bool) -> None:
    """Put a tab behind another, or before it; Chromium without a screen shows all of them."""
    page.evaluate(TURN, hidden)


def test_counts_move_with_articles_and_back(desk: BoardDesk, page: Page) -> None:
    """An article is fed, corrected and withdrawn; the open page shows each of it, and is never loaded again."""
    page.goto(f"{desk.address}/")
    desk.feed("urn:m1", "karim bread + نعم", "layla bread + نعم")
    row = _row(page, "bread")
    _counts(row, 2, 0, 0)
    expect(page.locator(".feed .card", has_text="bread")).to_have_count(2)
    desk.feed("urn:m1", "karim bread - لا", version=2)
    _counts(row, 0, 0, 1)
    expect(page.locator(".feed .card", has_text="bread")).to_have_count(1)
    desk.feed("urn:m1", version=3)
    expect(row).to_have_count(0)
    expect(page.locator(".feed .card", has_text="bread")).to_have_count(0)


def test_a_restart_of_serve_loses_nothing(desk: BoardDesk, page: Page) -> None:
    """The page says that it is cut off, comes back by itself, and shows once what came in between."""
    desk.feed("urn:r1", "karim salt + نعم")
    page.goto(f"{desk.address}/?lang=en")
    _counts(_row(page, "salt"), 1, 0, 0)
    expect(page.locator(".connection")).to_have_text("Live")
    desk.stop()
    expect(page.locator(".connection")).to_have_text("Disconnected")
    _counts(_row(page, "salt"), 1, 0, 0)
    desk.feed("urn:r2", "layla salt - لا")
    desk.serve()
    expect(page.locator(".connection")).to_have_text("Live")
    _counts(_row(page, "salt"), 1, 0, 1)
    desk.feed("urn:r3", "layla salt = ربما")
    _counts(_row(page, "salt"), 1, 1, 1)
    expect(page.locator(".feed .card", has_text="salt")).to_have_count(3)


def test_a_topic_page_moves_too(desk: BoardDesk, page: Page) -> None:
    """Its numbers, its statements, and the line of the speaker."""
    desk.feed("urn:t1", "karim wheat + نعم")
    page.goto(f"{desk.address}/?topic=wheat")
    expect(page.locator(".lead .counts b")).to_have_text(["1", "0", "0"])
    desk.feed("urn:t2", "karim wheat - لا", "layla wheat - لا")
    expect(page.locator(".lead .counts b")).to_have_text(["1", "0", "2"])
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator('.line[data-key="layla"] .counts b')).to_have_text(["0", "0", "1"])
    page.locator(".filter a", has_text="معارضة").click()
    expect(page.locator(".card")).to_have_count(2)


def test_any_number_of_tabs_may_be_open(desk: BoardDesk, page: Page) -> None:
    """A browser has six connections for all its tabs; those behind hold none, and show what came when they are seen."""
    tabs = [page]
    for number in range(8):
        if number:
            _turn(tabs[-1], hidden=True)
            tabs.append(page.context.new_page())
        tabs[-1].goto(f"{desk.address}/?lang=en")
        desk.feed(f"urn:n{number}", f"karim dill + {number}")
        _counts(_row(tabs[-1], "dill"), number + 1, 0, 0)
        expect(tabs[-1].locator(".connection")).to_have_text("Live")
    _turn(tabs[-1], hidden=True)
    _turn(page, hidden=False)
    expect(page.locator(".connection")).to_have_text("Live")
    _counts(_row(page, "dill"), 8, 0, 0)
    desk.feed("urn:n8", "layla dill - لا")
    _counts(_row(page, "dill"), 8, 0, 1)


def test_the_language_is_switched_and_remembered(filled: BoardDesk, page: Page) -> None:
    """Arabic from the right at first; English from the left, in the address, and at the next visit."""
    html = page.locator("html")
    page.goto(f"{filled.address}/?topic=oil")
    expect(html).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_text("النفط")
    page.get_by_role("link", name="English").click()
    expect(html).to_have_attribute("dir", "ltr")
    expect(html).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("Oil")
    assert "lang=en" in page.url
    assert "topic=oil" in page.url
    page.goto(f"{filled.address}/")
    expect(html).to_have_attribute("lang", "en")


def test_digits_are_a_choice(filled: BoardDesk, page: Page) -> None:
    """The Arabic page has the digits that its reader wants."""
    page.goto(f"{filled.address}/?topic=oil")
    expect(page.locator(".lead .counts b").first).to_have_text("1")
    page.locator(".choices").get_by_text("١٢٣").click()
    expect(page.locator(".lead .counts b").first).to_have_text("١")


def test_the_keyboard_is_enough(filled: BoardDesk, page: Page) -> None:
    """Skip to the content, search, open a topic, go back, pause and resume, without a mouse."""
    page.goto(f"{filled.address}/?lang=en")
    _settled(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("oil")
    expect(page.locator(".row")).to_have_count(1)
    assert "q=oil" in page.url
    link = page.locator(".row h3 a")
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Oil")
    expect(page.locator("main")).to_be_focused()
    page.go_back()
    expect(page.locator("#q")).to_have_value("oil")


def test_a_pause_holds_everything_still(desk: BoardDesk, page: Page) -> None:
    """After `p` the page says so and does not change; after another it shows what came."""
    desk.feed("urn:p1", "karim dates + نعم")
    page.goto(f"{desk.address}/?lang=en")
    _counts(_row(page, "dates"), 1, 0, 0)
    page.locator("main").press("p")
    expect(page.locator(".banner")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Paused")
    desk.feed("urn:p2", "karim dates + نعم")
    page.wait_for_function(COUNTED_TWICE)
    _counts(_row(page, "dates"), 1, 0, 0)
    page.locator("main").press("p")
    expect(page.locator(".banner")).to_have_count(0)
    _counts(_row(page, "dates"), 2, 0, 0)


def test_rows_stay_under_the_focus(desk: BoardDesk, page: Page) -> None:
    """While a row has the focus, another that moves more does not take its place."""
    desk.feed("urn:s1", "karim figs + نعم", "layla figs + نعم")
    desk.feed("urn:s2", "karim olives + نعم")
    page.goto(f"{desk.address}/?q=s")
    _counts(_row(page, "figs"), 2, 0, 0)
    _counts(_row(page, "olives"), 1, 0, 0)
    _row(page, "figs").locator("h3 a").focus()
    before = page.locator(".row h3").all_inner_texts()
    desk.feed("urn:s3", *(f"karim olives + {n}" for n in range(9)))
    _counts(_row(page, "olives"), 10, 0, 0)
    assert page.locator(".row h3").all_inner_texts() == before


def test_a_script_stays_text(desk: BoardDesk, page: Page) -> None:
    """Markup in a name, a topic or a content is shown as it was written, on every view."""
    name, words = "<img/src=x/onerror=window.hurt=1>", "<script>window.hurt=1</script>"
    desk.feed("urn:x1", f"{name} <b>bold</b> + {words}")
    page.goto(f"{desk.address}/")
    card = page.locator(".feed .card", has_text=words)
    expect(card.locator(".speaker")).to_have_text(name)
    expect(_row(page, "<b>bold</b>").locator("h3")).to_have_text("<b>bold</b>")
    card.locator("a.speaker").click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".line .topic")).to_have_text("<b>bold</b>")
    assert page.evaluate("window.hurt") is None


def test_what_was_said_before_opens(desk: BoardDesk, page: Page) -> None:
    """A card shows the earlier statements of its speaker on the topic."""
    desk.feed("urn:b1", "karim honey + العسل الأول", versionCreated="2026-03-01T10:00:00Z")
    desk.feed("urn:b2", "karim honey - العسل الثاني", versionCreated="2026-03-02T10:00:00Z")
    page.goto(f"{desk.address}/?topic=honey")
    page.locator(".card", has_text="العسل الثاني").locator("summary").first.click()
    expect(page.locator(".before li")).to_contain_text(["العسل الأول"])
    expect(page.locator(".line .turned")).to_contain_text("من تأييد إلى معارضة في 2 مارس 2026")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_telephone_shows_all_without_scrolling_sideways(filled: BoardDesk, page: Page, view: str, lang: str) -> None:
    """Nothing is wider than 390 pixels."""
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # a dict with these keys
    page.goto(f"{filled.address}{view}lang={lang}")
    _settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("lang", "scheme"), [("ar", "light"), ("en", "dark")])
def test_axe_finds_nothing(filled: BoardDesk, page: Page, view: str, lang: str, scheme: Any) -> None:
    """No violation of any rule of axe-core, its best practices included."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{filled.address}{view}lang={lang}")
    _settled(page)
    for details in page.locator("details").all()[:2]:
        details.evaluate("element => { element.open = true; }")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("lang", "words"), [("ar", "انقطع الاتصال"), ("en", "Disconnected")])
def test_without_a_broker_nothing_is_zero(lonely: BoardDesk, page: Page, lang: str, words: str) -> None:
    """The page says that nothing can be read yet, and shows no number."""
    page.goto(f"{lonely.address}/?lang={lang}")
    expect(page.locator(".connection")).to_have_text(words)
    expect(page.locator("main .notice p")).not_to_be_empty()
    assert not re.search(r"\d", page.locator("main").inner_text())


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another origin, which has the examples."""
    with examples_served() as origin:
        yield origin


def test_a_page_of_another_origin_subscribes(desk: BoardDesk, page: Page, elsewhere: str) -> None:
    """The example with EventSource shows a statement when it comes, and no longer when it is taken back."""
    with served(desk.broker, TASRIH_CORS_ORIGINS=elsewhere) as other:
        page.goto(f"{elsewhere}/statements_eventsource.html?serve={other.address}&topic=tea")
        expect(page.locator("#state")).to_have_text("live")
        desk.feed("urn:e1", "karim tea + <b>نعم</b>", "karim coffee + نعم")
        expect(page.locator("li")).to_have_text(["karim: <b>نعم</b>"])
        desk.feed("urn:e1", version=2)
        expect(page.locator("li")).to_have_count(0)
