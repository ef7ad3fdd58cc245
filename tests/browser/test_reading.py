"""Who reads is left in peace, finds statements in the order of their days, and hears each row as it is meant."""

import re

import pytest
from board import BoardDesk
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ROW = """\
- listitem:
  - heading "barley" [level=3]:
    - link "barley":
      - /url: /?topic=barley&lang=en
  - paragraph: 3 statements , 3 of them moved
  - list "Sides":
    - listitem: support 1 (33%)
    - listitem: neutral 0 (0%)
    - listitem: oppose 2 (67%)
  - 'img "Last 24 hours: support 1, neutral 0, oppose 2"'
  - list "Who takes each side most":
    - listitem:
      - text: "support:"
      - list:
        - listitem:
          - link "karim":
            - /url: /?speaker=karim&lang=en
          - text: ", 1 statement"
    - listitem:
      - text: "oppose:"
      - list:
        - listitem:
          - link "layla":
            - /url: /?speaker=layla&lang=en
          - text: ", 2 statements\""""


def test_a_row_is_heard_as_it_is_meant(desk: BoardDesk, page: Page) -> None:
    """Every list has a name and every number a word; signs, bars and heads of columns are for eyes."""
    desk.feed("urn:q1", "karim barley + نعم", "layla barley - لا", "layla barley - كلا")
    page.goto(f"{desk.address}/?lang=en&q=barley")
    expect(page.locator(".row .leaders li li")).to_have_count(2)
    assert page.locator(".row").aria_snapshot() == ROW


@pytest.mark.parametrize(("view", "topic"), [("/?", "cumin"), ("/?topic=sumac&", "sumac")])
def test_statements_stay_while_they_are_read(desk: BoardDesk, page: Page, view: str, topic: str) -> None:
    """What comes meanwhile waits behind a button that counts it; what is taken back is gone at once."""
    desk.feed(f"urn:{topic}1", f"karim {topic} + أولا")
    page.goto(f"{desk.address}{view}lang=en")
    first = page.locator(".card").first
    expect(first).to_contain_text("أولا")
    desk.feed(f"urn:{topic}2", f"karim {topic} + ثانيا")
    expect(first).to_contain_text("ثانيا")
    first.get_by_role("link").first.focus()
    desk.feed(f"urn:{topic}3", f"layla {topic} - ثالثا")
    button = page.get_by_role("button", name="1 new statement")
    expect(button).to_be_visible()
    expect(first).to_contain_text("ثانيا")
    desk.feed(f"urn:{topic}1", version=2)
    expect(page.locator(".card", has_text="أولا")).to_have_count(0)
    button.press("Enter")
    expect(first).to_contain_text("ثالثا")
    expect(button).to_have_count(0)
    expect(page.locator("#statements").locator("xpath=..").get_by_role("heading", level=2)).to_be_focused()


def test_a_page_is_in_the_order_of_days(desk: BoardDesk, page: Page) -> None:
    """An old article that comes late takes its place among the statements of a topic, at once and when it is opened."""
    desk.feed("urn:d1", "karim thyme + يونيو", versionCreated="2017-06-20T10:00:00Z")
    desk.feed("urn:d2", "karim thyme + أبريل", versionCreated="2016-04-04T10:00:00Z")
    page.goto(f"{desk.address}/?topic=thyme")
    cards = page.locator(".card .content:not(.evidence), .card .evidence")
    expect(cards).to_have_text(["يونيو", "أبريل"])
    desk.feed("urn:d3", "karim thyme + مايو", versionCreated="2016-05-04T10:00:00Z")
    expect(cards).to_have_text(["يونيو", "مايو", "أبريل"])
    page.reload()
    expect(cards).to_have_text(["يونيو", "مايو", "أبريل"])


def test_a_search_says_what_it_found(desk: BoardDesk, page: Page) -> None:
    """Who cannot see the page fill hears how much there is."""
    desk.feed("urn:w1", "saffron-trader saffron + نعم")
    page.goto(f"{desk.address}/?lang=en")
    expect(page.locator('.row[data-key="saffron"]')).to_be_visible()
    page.locator("#q").press_sequentially("saffron")
    expect(page.get_by_role("status")).to_have_text("Found: 1 topic, 1 speaker")


def test_a_link_inside_the_page_loads_nothing(desk: BoardDesk, page: Page) -> None:
    """On a telephone a link leads down to the statements; the page stays as it is."""
    desk.feed("urn:j1", "karim mint + نعم")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{desk.address}/?topic=mint&lang=en")
    expect(page.locator(".card")).to_have_count(1)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/" in request.url else None)
    page.locator(".back").get_by_role("link", name="Statements").click()
    expect(page.locator("#said-head")).to_be_in_viewport()
    assert page.url.endswith("#said-head")
    assert asked == []


def test_the_pause_button_says_what_it_will_do(desk: BoardDesk, page: Page) -> None:
    """Its name changes; it is not said to be pressed as well."""
    page.goto(f"{desk.address}/?lang=en")
    page.get_by_role("button", name="Pause updates").click()
    button = page.get_by_role("button", name="Resume updates")
    expect(button).not_to_have_attribute("aria-pressed", re.compile("."))
    button.click()
    expect(page.get_by_role("button", name="Pause updates")).to_be_visible()


def test_words_of_a_table_are_not_broken(desk: BoardDesk, page: Page) -> None:
    """On a telephone too each head of a column is on one line."""
    desk.feed("urn:n1", "karim dill + نعم")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{desk.address}/?topic=dill")
    page.locator(".numbers summary").click()
    heads = page.locator(".numbers th[scope=col]")
    expect(heads).to_have_text(["الفترة", "تأييد", "محايد", "معارضة"])
    assert len({box["height"] for box in (head.bounding_box() for head in heads.all()) if box}) == 1
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length; }"
    assert [head.evaluate(lines) for head in heads.all()] == [1, 1, 1, 1]


def test_what_has_the_focus_is_not_behind_the_header(desk: BoardDesk, page: Page) -> None:
    """Who walks back through the rows sees where they are."""
    desk.feed("urn:v1", *(f"karim herb{n} + نعم" for n in range(12)))
    page.set_viewport_size({"width": 1440, "height": 420})
    page.goto(f"{desk.address}/?q=herb")
    rows = page.locator(".row h3 a")
    expect(rows).to_have_count(12)
    for row in reversed(rows.all()):
        row.focus()
        row_top = row.evaluate("e => e.getBoundingClientRect().top")
        assert row_top >= page.locator("#top").evaluate("e => e.getBoundingClientRect().bottom")


def test_the_way_back_is_on_one_line(desk: BoardDesk, page: Page) -> None:
    """On a telephone its arrow stands beside its words."""
    desk.feed("urn:z1", "karim basil + نعم")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{desk.address}/?topic=basil")
    places = page.locator("p.back a").first.evaluate("""link => {
      const words = document.createRange();
      words.selectNodeContents(link.lastChild);
      return [link.querySelector(".arrow"), words].map((part) => part.getBoundingClientRect());
    }""")
    arrow, words = ((place["top"], place["bottom"]) for place in places)
    assert words[0] < sum(arrow) / 2 < words[1]
