"""Copy of real agencies, where it is at hand: `tasrih counts` is what a plain count over `tasrih extract` gives."""

import json
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desk import settle, workers

from streams.settings import Settings
from streams.topics import declare

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "wire" / "articles.jsonl"
ARTICLES = 500  # the whole takes more than a minute
TASRIH = str(Path(sys.executable).with_name("tasrih"))
NUMBERS = ("articles", "statements", "support", "oppose", "neutral")
Rows = dict[tuple[str, str | None, str | None], dict[str, int]]

pytestmark = [pytest.mark.kafka, pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")]


def tasrih(*arguments: str) -> list[dict[str, Any]]:
    """What a command prints, line by line."""
    done = subprocess.run([TASRIH, *arguments], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def plain(statements: list[dict[str, Any]]) -> Rows:
    """A plain count over statements."""
    rows: Rows = defaultdict(lambda: dict.fromkeys(NUMBERS, 0))
    articles: dict[Any, set[str]] = defaultdict(set)
    for said in statements:
        time = datetime.fromisoformat(said["published"]).astimezone(UTC)
        for stance in said["stances"]:
            for start in (None, time.strftime("%Y-%m-%dT%H:00:00Z")):
                for speaker in (None, said["speaker"]["id"]):
                    key = (stance["topic"], start, speaker)
                    rows[key]["statements"] += 1
                    rows[key][stance["polarity"]] += 1
                    articles[key].add(said["article_uri"])
    return {key: numbers | {"articles": len(articles[key])} for key, numbers in rows.items()}


def counted(broker: str) -> Rows:
    """What `tasrih counts` prints."""
    return {
        (row["topic"], row["start"], row["speaker"] and row["speaker"]["id"]): {name: row[name] for name in NUMBERS}
        for row in tasrih("counts", "--broker", broker)
    }


def test_the_counts_of_the_corpus_are_those_of_a_plain_count(kafka: str, tmp_path: Path) -> None:
    """Two workers; every row; the same after feeding the file twice."""
    declare(Settings.read({}, broker=kafka))
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"\n".join(CORPUS.read_bytes().splitlines()[:ARTICLES]))
    expected = plain(tasrih("extract", str(copy)))
    with workers(kafka, tmp_path, 2, command=(TASRIH, "worker")):
        for _ in range(2):
            subprocess.run([TASRIH, "feed", "--broker", kafka, str(copy)], check=True, capture_output=True)
            settle(kafka)
            assert counted(kafka) == expected
