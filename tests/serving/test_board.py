"""The board's files as they are served and packaged; what they do is tested in a browser, in tests/browser."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from serving.assets import board_files

Client = TestClient[Any, Any]
FOLDER = Path(__file__).parents[2] / "serving" / "board"
FILES = sorted(path.name for path in FOLDER.iterdir())


@pytest.fixture
async def client(server: Callable[..., AbstractAsyncContextManager[Client]], nowhere: str) -> AsyncIterator[Client]:
    """A server whose broker is down: the board needs none to be shown."""
    async with server(nowhere) as client:
        yield client


def test_every_file_of_the_folder_is_served() -> None:
    """No file is forgotten for a suffix that is not known."""
    assert sorted(board_files()) == FILES


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html"),
        ("/?topic=oil&lang=en", "text/html"),
        ("/board/main.js", "text/javascript"),
        ("/board/base.css", "text/css"),
        ("/board/icon.svg", "image/svg+xml"),
    ],
)
async def test_files_have_their_types_and_a_strict_policy(client: Client, path: str, content_type: str) -> None:
    """Only our own files run, nothing inline, and a page of somebody else cannot frame them."""
    response = await client.get(path)
    assert (response.status, response.content_type, response.charset) == (200, content_type, "utf-8")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/board/main.js"])
async def test_files_are_sent_again_only_when_they_have_changed(client: Client, path: str) -> None:
    """A browser asks each time, and hears that it has them."""
    first = await client.get(path)
    again = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status, await again.read()) == (304, b"")


@pytest.mark.parametrize("path", ["/board/none.js", "/board/..%2fapp.py", "/board/"])
async def test_nothing_else_is_served(client: Client, path: str) -> None:
    """A path outside of the folder does not exist."""
    assert (await client.get(path)).status == 404


def test_the_page_holds_nothing_that_its_policy_forbids() -> None:
    """No inline script, style or handler, and nothing of anybody else's."""
    page = (FOLDER / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://", page)
    assert {*re.findall(r'"/board/([\w.]+)"', page)} == {*FILES} - {"index.html", "shared.js"}  # a worker of its own


@pytest.mark.parametrize("name", FILES)
def test_texts_never_become_markup(name: str) -> None:
    """What an article says is set as text: nothing in the files makes markup of a string."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_longer_than_400_lines(name: str) -> None:
    """A file that does not fit in the head is two files."""
    assert len((FOLDER / name).read_text(encoding="utf-8").splitlines()) <= 400


def test_the_two_languages_have_the_same_words() -> None:
    """A word that one of them lacks would be `undefined` on the page."""
    text = (FOLDER / "words.js").read_text(encoding="utf-8")
    arabic, english = (re.findall(r"^  (\w+):", part, re.MULTILINE) for part in text.split("const EN = {"))
    assert arabic == english
