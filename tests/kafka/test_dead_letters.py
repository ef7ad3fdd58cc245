"""Dead letters on a real broker: replayed once, marked, and fed again with one more attempt."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from desk import Worker, article, feed, read, rows, settle

from streams.settings import Settings
from streams.topics import declare

pytestmark = pytest.mark.kafka

TASRIH = str(Path(sys.executable).with_name("tasrih"))
LARGE = 5
BROKEN = 3


def dlq(broker: str, *arguments: str) -> list[dict[str, Any]]:
    """What ``tasrih dlq`` prints."""
    done = subprocess.run([TASRIH, "dlq", *arguments, "--broker", broker], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def headers(broker: str) -> list[dict[str, bytes]]:
    """The headers of the letters, marks left out."""
    return [h for m in read(broker, "wire.articles.dlq") if "_dlq.replayed" not in (h := dict(m.headers()))]


def test_a_mended_worker_uses_what_is_replayed_once(kafka: str, tmp_path: Path) -> None:
    """Too large for the limit, then not: each is fed once and counted; what is broken comes back as a third attempt."""
    declare(Settings.read({}, broker=kafka))
    large = [(f"l{n}".encode(), article(f"l{n}", f"s water + {'x' * 3000}")) for n in range(LARGE)]
    feed(kafka, [*large, *[(b"k", b"{")] * BROKEN, (b"u", article("u", "s water + x"))])
    worker = Worker(kafka, tmp_path / "w").start(TASRIH_MAX_ARTICLE_BYTES="2000")
    settle(kafka)
    assert worker.end() == 0
    waiting = dlq(kafka, "ls")
    assert sorted(letter["reason"] for letter in waiting) == ["size"] * LARGE + ["syntax"] * BROKEN
    assert {letter["attempts"] for letter in waiting} == {1}
    assert rows(kafka)[b"water|all"]["articles"] == 1

    worker.start()
    assert len(dlq(kafka, "replay")) == LARGE + BROKEN
    settle(kafka)
    assert len(read(kafka, "wire.articles")) == 2 * (LARGE + BROKEN) + 1
    assert rows(kafka)[b"water|all"]["articles"] == LARGE + 1
    again = dlq(kafka, "ls")
    assert [(letter["reason"], letter["attempts"]) for letter in again] == [("syntax", 2)] * BROKEN
    assert not {letter["id"] for letter in again} & {letter["id"] for letter in waiting}

    assert len(dlq(kafka, "replay")) == BROKEN
    settle(kafka)
    assert dlq(kafka, "replay", "--reason", "size") == []
    assert sorted(h["_dlq.errors.attempts"] for h in headers(kafka)) == [b"1"] * 8 + [b"2"] * 3 + [b"3"] * 3
    assert rows(kafka)[b"water|all"]["articles"] == LARGE + 1
    assert worker.end() == 0
