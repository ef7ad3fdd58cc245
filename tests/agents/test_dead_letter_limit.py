"""A worker stops rather than drain a topic into the dead letters."""

import signal
from pathlib import Path

from desk import Worker, feed, read

from streams.brokers.embedded import EmbeddedBroker


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
