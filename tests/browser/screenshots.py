"""Pictures of board and terminal with the demo's articles, or those of a file: screenshots.py FOLDER [ARTICLES.jsonl].

The board in both languages, at the widths of a desk and of a telephone; the terminal as one shows it that writes from
right to left where the text does. They are for looking at, and are not kept in git.
"""

import io
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
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from cli import samples, tail, watch
from schemas import article
from serving import counts, events
from serving.events import Asked
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access
from streams.brokers.embedded import EmbeddedBroker

VIEWS = {"board": "/?", "topic": "/?topic=government&", "speaker": "/?speaker={speaker}&"}
WIDTHS = {1440: 900, 390: 844}
COLUMNS, ROWS, SAID = 100, 14, 4  # of the terminal; rows of counts and statements in it
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: max-content; background: {background}; color: {foreground}; }}
pre {{ margin: 0; padding: 1.2rem; font: 15px/1.5 "Noto Sans Mono", "DejaVu Sans Mono", monospace; }}
{stylesheet}
</style><pre>{code}</pre>"""


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
                for path in (*_shoot(browser, desk.address, folder), _shoot_terminal(browser, broker.address, folder)):
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


def _shoot_terminal(browser: Browser, broker: str, folder: Path) -> Path:
    """What `tasrih watch` and `tasrih tail` show, drawn by the browser, which shapes Arabic."""
    console = Console(record=True, file=io.StringIO(), width=COLUMNS, force_terminal=True)
    rows = sorted(counts.read(Access(broker)).select(Asked(window="all", by="topic")), key=lambda row: -row.statements)
    console.print("$ tasrih watch", style="bold")
    console.print(watch.table(rows[:ROWS], {}, COLUMNS), Text("  ").join(watch.legend()), "", sep="\n")
    console.print("$ tasrih tail", style="bold")
    with TopicReader(Access(broker), topics.STATEMENTS) as reader:
        said = [event.statement for batch in reader.past() for event in events.statements(batch)]
    for one in said[-SAID:]:
        console.print(tail.on_terminal(one, COLUMNS))
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.set_content(console.export_html(theme=MONOKAI, code_format=TERMINAL))
    path = folder / "terminal.png"
    page.locator("body").screenshot(path=path)
    page.close()
    return path


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
