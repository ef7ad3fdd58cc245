"""Several windows of one browser: they share one stream, whatever each of them shows."""

import re
import signal
from urllib.request import urlopen

import pytest
from board import BoardDesk
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WALL = (
    "/?",
    "/?topic=millet&",
    "/?speaker=karim&",
    "/?q=millet&",
    "/?topic=millet&side=oppose&",
    "/?",
    "/?",
    "/?topic=rye&",
)
WITHOUT_WORKER = "delete window.SharedWorker;"


def _opened(page: Page, desk: BoardDesk, views: tuple[str, ...]) -> list[Page]:
    """Windows of the page's browser, all of them in sight, with a view each; the first is the page."""
    windows = [page, *(page.context.new_page() for _ in views[1:])]
    for window, view in zip(windows, views, strict=True):
        window.goto(f"{desk.address}{view}lang=en")
        expect(window.locator(".connection")).to_have_text("Live")
    return windows


def _said(windows: list[Page], words: str) -> None:
    for window in windows:
        expect(window.locator(".connection")).to_have_text(words)


def _streams(desk: BoardDesk) -> int:
    """How many streams the server has open."""
    metrics = urlopen(f"{desk.address}/metrics").read().decode()  # noqa: S310 (http)
    found = re.search(r"^tasrih_stream_clients (\d+)", metrics, re.MULTILINE)
    return int(found[1]) if found else 0


def _card(window: Page, content: str) -> None:
    expect(window.locator(".card", has_text=content)).to_have_count(1)


def test_a_wall_of_windows_moves(desk: BoardDesk, page: Page) -> None:
    """Eight in sight, on several views, have one stream: all move, after one is closed and after a restart of serve."""
    desk.feed("urn:w1", "karim millet - أولا", "karim rye = أولا")
    windows = _opened(page, desk, WALL)
    assert _streams(desk) == 1
    desk.feed("urn:w2", "karim millet,rye - ثانيا")
    for window in windows:
        _card(window, "ثانيا")
    windows.pop(0).close()
    desk.feed("urn:w3", "karim millet,rye - ثالثا")
    for window in windows:
        _card(window, "ثالثا")
    desk.stop()
    _said(windows, "Disconnected")
    desk.feed("urn:w4", "karim millet,rye - رابعا")
    desk.serve()
    _said(windows, "Live")
    desk.feed("urn:w5", "karim millet,rye - خامسا")
    for window in windows:
        _card(window, "رابعا")
        _card(window, "خامسا")
    assert _streams(desk) == 1


def test_each_window_has_what_it_asks_for(desk: BoardDesk, page: Page) -> None:
    """A topic's window shows nothing of another topic, a speaker's nothing of another; both see what is taken back."""
    desk.feed("urn:o1", "karim barley + أولا", "layla barley + أولا", "layla spelt + أولا")
    board, topic, speaker = _opened(page, desk, ("/?", "/?topic=barley&", "/?speaker=layla&"))
    desk.feed("urn:o2", "karim spelt - ثانيا")
    expect(board.locator('.row[data-key="spelt"] .sides b')).to_have_text(["1", "0", "1"])
    desk.feed("urn:o3", "layla barley - ثالثا")
    for window in (topic, speaker):
        _card(window, "ثالثا")
        expect(window.locator(".card", has_text="ثانيا")).to_have_count(0)
    expect(topic.locator('.line[data-key="layla"] .counts b')).to_have_text(["1", "0", "1"])
    expect(speaker.locator('.line[data-key="barley"] .counts b')).to_have_text(["1", "0", "1"])
    desk.feed("urn:o1", version=2)
    expect(topic.locator('.line[data-key="layla"] .counts b')).to_have_text(["0", "0", "1"])
    expect(topic.locator('.line[data-key="karim"]')).to_have_count(0)
    expect(speaker.locator('.line[data-key="spelt"]')).to_have_count(0)


def test_windows_live_on_when_what_they_share_is_gone(desk: BoardDesk, browser: Browser, page: Page) -> None:
    """Where the browser has ended the worker of the stream, they find out and start another."""
    page.clock.install()
    windows = _opened(page, desk, ("/?", "/?"))
    session = browser.new_browser_cdp_session()
    found = session.send("Target.getTargets")["targetInfos"]
    (worker,) = (target["targetId"] for target in found if target["type"] == "shared_worker")
    session.send("Target.closeTarget", {"targetId": worker})
    for _ in range(2):
        page.clock.fast_forward(10_000)
    desk.feed("urn:g1", "karim sorghum + أولا")
    for window in windows:
        expect(window.locator('.row[data-key="sorghum"]')).to_be_visible()


def test_a_browser_without_shared_workers_has_a_stream_of_its_own(desk: BoardDesk, page: Page) -> None:
    """It moves as others do."""
    page.add_init_script(WITHOUT_WORKER)
    (window,) = _opened(page, desk, ("/?topic=teff&",))
    desk.feed("urn:a1", "karim teff + أولا")
    _card(window, "أولا")


def test_a_stream_that_falls_silent_is_no_longer_live(desk: BoardDesk, page: Page) -> None:
    """Nobody closes the connection, as where a cable is pulled; the window finds out, and comes back by itself."""
    page.add_init_script(WITHOUT_WORKER)  # the clock of a worker is not set forward
    page.clock.install()
    (window,) = _opened(page, desk, ("/?",))
    assert desk.process
    desk.process.send_signal(signal.SIGSTOP)
    window.clock.fast_forward(45_000)
    expect(window.locator(".connection")).to_have_text("Disconnected")
    desk.process.send_signal(signal.SIGCONT)
    desk.feed("urn:i1", "karim fonio + أولا")
    expect(window.locator(".connection")).to_have_text("Live")
    expect(window.locator('.row[data-key="fonio"]')).to_be_visible()
