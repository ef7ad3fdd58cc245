import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

BODY = "قال الوزير جابر الرافعي إن السد آمن."
GOOD = json.dumps({"uri": "urn:test:1", "body_text": BODY})


def extract(*arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the command as a user does."""
    command = [sys.executable, "-c", "from cli.main import main; main()", "extract", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)


def uris(output: str) -> list[str]:
    """Where the statements come from."""
    return [json.loads(line)["article_uri"] for line in output.splitlines()]


def test_statements_are_json_lines(tmp_path: Path) -> None:
    """One statement a line, in the order of the files; nothing on stderr; exit 0."""
    (tmp_path / "a.jsonl").write_text(GOOD)
    (tmp_path / "b.txt").write_text(f"عنوان\n\n{BODY}")
    done = extract(str(tmp_path))
    assert done.returncode == 0
    assert done.stderr == ""
    assert uris(done.stdout)[0] == "urn:test:1"
    assert uris(done.stdout)[1].startswith("urn:tasrih:text:b.txt:")


def test_a_bad_row_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    """File and line on stderr, the statements of the others on stdout, exit 1."""
    file = tmp_path / "a.jsonl"
    file.write_text(f'{{"uri": "urn:test:0"}}\n{GOOD}\n')
    done = extract(str(file))
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file}, line 1: No body")
    assert uris(done.stdout) == ["urn:test:1"]


def test_text_may_come_from_standard_input() -> None:
    """A pasted sentence is an article."""
    assert len(uris(extract("-", given=BODY).stdout)) == 1


@pytest.mark.parametrize(("path", "said"), [("nowhere.json", "is not there"), (".", "holds no articles")])
def test_a_wrong_path_is_wrong_usage(path: str, said: str, tmp_path: Path) -> None:
    """One sentence, exit 2, before anything is done."""
    done = extract(str(tmp_path / path))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@contextmanager
def served(path: str, value: bytes) -> Iterator[str]:
    """A web server with one page; ``/moved`` leads to a file of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response({path: 200, "/moved": 302}.get(self.path, 404))
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            self.wfile.write(value if self.path == path else b"")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_feed_is_read_from_its_address() -> None:
    """The items of a feed on the web are articles."""
    item = f"<item><guid>urn:i:1</guid><description>{BODY}</description></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    with served("/rss", feed.encode()) as address:
        assert uris(extract(f"{address}/rss").stdout) == ["urn:i:1"]


@pytest.mark.parametrize("path", ["/none", "/moved"])
def test_an_address_that_gives_no_feed_is_named(path: str) -> None:
    """A missing page, or one that leads away from the web, is one sentence with the address; exit 1."""
    with served("/rss", b"") as address:
        done = extract(f"{address}{path}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{address}{path}: ")
    assert len(done.stderr.splitlines()) == 1
