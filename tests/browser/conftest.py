"""A board at work: an embedded broker, a worker with the tiny extractor, `tasrih serve`, and a Chromium."""

import shutil
from collections.abc import Iterator

import pytest
from board import BoardDesk, served
from desk import workers
from playwright.sync_api import Browser, Page, expect, sync_playwright

from streams.brokers.embedded import EmbeddedBroker

expect.set_options(timeout=20_000)  # a slow machine; what is there sooner is seen sooner


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoardDesk]:
    """A desk at work; each test feeds articles and topics of its own."""
    with EmbeddedBroker() as broker, workers(broker.address, tmp_path_factory.mktemp("data"), 1) as (worker,):
        worker.wait_ready()
        with served(broker.address) as desk:
            yield desk


@pytest.fixture(scope="module")
def lonely() -> Iterator[BoardDesk]:
    """A board without a broker."""
    with served("127.0.0.1:1") as desk:
        yield desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    assert chromium, "no chromium; `make browser` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a window of its own, which remembers nothing; a fault of its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []
