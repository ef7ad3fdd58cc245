"""Pictures of the board with the demo's articles, or those of a file: screenshots.py FOLDER [ARTICLES.jsonl].

In both languages, at the widths of a desk and of a telephone. They are for looking at, and are not kept in git.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
from board import TASRIH, served
from desk import feed, settle, workers
from playwright.sync_api import Browser, expect, sync_playwright

from cli import samples
from schemas import article
from streams.brokers.embedded import EmbeddedBroker

VIEWS = {"board": "/?", "topic": "/?topic=government&", "speaker": "/?speaker={speaker}&"}
WIDTHS = {1440: 900, 390: 844}


def main(folder: Path, articles: Path | None) -> None:
    """Feed, wait until all is counted, and look."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, EmbeddedBroker() as broker:
        feed(broker.address, _records(articles))
        with workers(broker.address, Path(data), 1, (str(TASRIH), "worker")), served(broker.address) as desk:
            settle(broker.address)
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium")
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                for path in _shoot(browser, desk.address, folder):
                    sys.stdout.write(f"{path}\n")


def _records(articles: Path | None) -> Iterator[tuple[bytes, bytes]]:
    if articles:
        for line in articles.read_bytes().splitlines():
            yield orjson.loads(line)["uri"].encode(), line
    else:
        for sample in samples.articles(datetime.now(UTC)):
            yield sample.uri.encode(), article.encode(sample)


def _shoot(browser: Browser, address: str, folder: Path) -> Iterator[Path]:
    for width, height in WIDTHS.items():
        for lang in ("ar", "en"):
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            page.goto(f"{address}/")
            speaker = page.locator(".leaders a.speaker").first.get_attribute("href") or ""
            for name, view in VIEWS.items():
                page.goto(f"{address}{view.format(speaker=speaker.split('speaker=')[-1])}lang={lang}")
                page.locator(".row, .line").first.wait_for()
                expect(page.locator(".connection.live")).to_be_visible()
                path = folder / f"{name}-{lang}-{width}.png"
                page.screenshot(path=path)
                yield path
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
