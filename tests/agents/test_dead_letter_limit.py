"""A worker stops rather than drain a topic into the dead letters."""

import signal
from pathlib import Path

import pytest
from desk import Worker, article, feed, read, settle

from schemas.errors import UnusableArticle
from streams import dead_letters
from streams.brokers.embedded import EmbeddedBroker
from streams.dead_letters import Patience


def test_more_bad_articles_in_a_row_than_the_limit_stop_the_worker(embedded: EmbeddedBroker, tmp_path: Path) -> None:
    """Exit code 70, and one sentence that says what to do."""
    feed(embedded.address, [(b"k", b"{")] * 30)
    worker = Worker(embedded.address, tmp_path / "w").start(TASRIH_DLQ_LIMIT="20")
    assert worker.process is not None
    try:
        assert worker.process.wait(30) == 70
    finally:
        worker.end(signal.SIGKILL)
    said = worker.said().splitlines()[-1]
    assert said.startswith("tasrih worker: 20 articles in a row could not be used")
    assert "TASRIH_DLQ_LIMIT" in said
    assert len(read(embedded.address, "wire.articles.dlq")) <= 20


def test_a_supervisor_that_starts_it_again_drains_nothing(embedded: EmbeddedBroker, tmp_path: Path) -> None:
    """The row goes on; with a higher limit, or a good article, so does the worker."""
    feed(embedded.address, [(b"k", b"{")] * 30)
    worker = Worker(embedded.address, tmp_path / "w")
    for _ in range(2):
        process = worker.start(TASRIH_DLQ_LIMIT="20").process
        assert process is not None
        assert process.wait(60) == 70
    assert len(read(embedded.address, "wire.articles.dlq")) <= 20
    worker.start(TASRIH_DLQ_LIMIT="60")
    settle(embedded.address)
    feed(embedded.address, [(b"u", article("u", "s water + x"))])
    settle(embedded.address)
    worker.end(signal.SIGTERM)
    assert len(read(embedded.address, "wire.articles.dlq")) >= 30
    assert not list((tmp_path / "w").glob("dead-letters*"))


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        ("b" * 5, None),
        ("b" * 6, "5 articles in a row"),
        ("bbbbbg" * 2, "7 of the last 8"),
        ("bg" * 50, None),
        ("bbg" * 2, None),
        ("bbg" * 3, "6 of the last 8"),
        ("ggggggggbbbb", None),
        ("ggggggggbbbbb", "5 of the last 8"),
    ],
)
def test_a_row_or_a_share_ends_patience(
    pattern: str, ends: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most five in a row, at most 60 percent of eight; a window that is not full yet ends nothing."""
    monkeypatch.setattr(dead_letters, "fail_stop", _raised)
    patience = Patience(limit=5, share=60, window=8, file=tmp_path / "row")
    told = ""
    try:
        for letter in pattern:
            patience.good() if letter == "g" else patience.bad(UnusableArticle("syntax", "Not JSON."))
    except RuntimeError as error:
        told = str(error)
    assert told.startswith(ends or "") if ends else not told
    assert ("tasrih dlq ls" in told and "Not JSON." in told) == bool(ends)


def _raised(sentence: str) -> None:
    raise RuntimeError(sentence)
