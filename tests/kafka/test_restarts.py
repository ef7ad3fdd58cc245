"""Everybody who subscribes has every statement once, however often serve is killed or ended meanwhile."""

from pathlib import Path

import pytest
from restarts import run

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(280)]


def test_every_statement_comes_once_whatever_happens_to_serve(kafka: str, tmp_path: Path) -> None:
    """SSE, NDJSON, curl, aiokafka, confluent-kafka, pages in Chromium; with many filters, against a plain reading."""
    figures = run(kafka, tmp_path, seed=6, clients=12, restarts=3, pages=3)
    assert figures["whose"] == {}
    assert figures["never_back"] == 0
