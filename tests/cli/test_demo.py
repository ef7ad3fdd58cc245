import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import psutil
import pytest

from cli import samples
from schemas.article import Article

Tasrih = Callable[..., "CompletedProcess[str]"]
NOW = datetime(2026, 3, 5, 7, 30, 15, tzinfo=UTC)


def test_samples_show_what_wire_copy_is() -> None:
    """Two agencies with the same words, a correction, a withdrawal; the newest is of now."""
    articles = samples.articles(NOW)
    assert len(articles) >= 24
    assert len({article.source for article in articles}) >= 3
    assert _sentences_in_two_articles(articles)
    assert any(article.version == 2 and not article.canceled for article in articles)
    assert any(article.canceled for article in articles)
    newest = max(datetime.fromisoformat(article.version_created or "") for article in articles)
    assert NOW - timedelta(minutes=1) <= newest <= NOW


def _sentences_in_two_articles(articles: list[Article]) -> set[str]:
    uris: dict[str, set[str]] = {}
    for article in articles:
        for paragraph in article.body.splitlines():
            uris.setdefault(paragraph.partition(" - ")[2] or paragraph, set()).add(article.uri)
    return {paragraph for paragraph, where in uris.items() if len(where) > 1 and paragraph}


def test_once_prints_statements_then_counts(tasrih: Tasrih, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON Lines; what was taken back is there; the counts are those of what stands; nothing stays behind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    done = tasrih("demo", "--once", seconds=90)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    statements = [line["statement"] for line in lines if "statement" in line]
    counts = [line["count"] for line in lines if "count" in line]
    assert lines == [{"statement": one} for one in statements] + [{"count": one} for one in counts]
    assert any(one["status"] == "retracted" for one in statements)
    standing = {one["id"]: one for one in statements}  # an article's events come in order: the last one counts
    topics = {topic for one in standing.values() if one["status"] == "active" for topic in one["topics"]}
    assert topics
    for topic in topics:
        said = [one for one in standing.values() if one["status"] == "active" and topic in one["topics"]]
        (row,) = [r for r in counts if r["topic"] == topic and r["window"] == "all" and r["speaker"] is None]
        assert (row["statements"], row["articles"]) == (len(said), len({one["article_uri"] for one in said}))
    assert not list(tmp_path.glob("tasrih-demo-*"))


@contextmanager
def demo(tasrih_path: str, port: int, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """A demo that runs with its output on a pipe."""
    command = [tasrih_path, "demo"]
    env = os.environ | {"TASRIH_PORT": str(port)} | environment
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_demo_leaves_no_process_behind(
    number: signal.Signals, tasrih_path: str, free_port: int, tmp_path: Path
) -> None:
    """However it ends, all that it started ends with it."""
    with demo(tasrih_path, free_port, TMPDIR=str(tmp_path)) as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())
        started = psutil.Process(process.pid).children(recursive=True)
        assert len(started) >= 3
        process.send_signal(number)
        process.wait(30)
    _, alive = psutil.wait_procs(started, timeout=20)
    assert not alive
    assert number == signal.SIGKILL or not list(tmp_path.glob("tasrih-demo-*"))


def test_a_taken_port_is_one_sentence(tasrih_path: str) -> None:
    """What a process of the demo says last is what the user is told."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with demo(tasrih_path, port) as process:
            _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert f"127.0.0.1:{port}" in said.splitlines()[-1]
    assert "Traceback" not in said
