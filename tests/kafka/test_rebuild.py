"""A new count with other rules, beside a worker and in its place."""

import asyncio
import threading
from pathlib import Path

import pytest
from day import day
from desk import Worker, feed, rows, settle, workers
from newsroom import counted_in_vain, never, transactional, write
from reference import assert_exact, by_articles, by_statements, numbers
from tiny import extract_anew

from agents.rebuild import rebuild
from streams.settings import Settings
from streams.topics import declare

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(180)]


class Rebuild(threading.Thread):
    """``tasrih rebuild`` with the upgraded rules of the tiny language."""

    def __init__(self, broker: str, folder: Path) -> None:
        super().__init__()
        self.broker, self.folder = broker, folder
        self.told: list[str] = []
        self.heard = threading.Event()
        self.counted = 0

    def run(self) -> None:
        """Run to the end."""
        settings = Settings.read({}, broker=self.broker)
        self.folder.mkdir()
        self.counted = asyncio.run(rebuild(settings, extract_anew, self.folder, self.tell))

    def tell(self, sentence: str) -> None:
        """Keep a sentence."""
        self.told.append(sentence)
        self.heard.set()


def assert_exact_anew(broker: str) -> None:
    """The rows are those of a plain count with the upgraded rules, over the articles and over the statements."""
    assert_exact(broker, extract_anew)
    assert counted_in_vain(broker) == []


def test_a_rebuild_leaves_the_old_counts_until_the_workers_stop_and_then_puts_the_new_in_their_place(
    kafka: str, tmp_path: Path
) -> None:
    """Articles flow on meanwhile; after the change-over an upgraded worker goes on from there, exactly."""
    declare(Settings.read({}, broker=kafka))
    again = Rebuild(kafka, tmp_path / "rebuild")
    with workers(kafka, tmp_path, 1) as (old,):
        feed(kafka, day(31, 150))
        newsroom = transactional(kafka, "newsroom")
        newsroom.begin_transaction()
        write(newsroom, never(day(31, 20)))
        newsroom.abort_transaction()
        settle(kafka)
        again.start()
        assert again.heard.wait(60)
        assert "stop the workers (1 run)" in again.told[0]
        feed(kafka, day(32, 150))
        settle(kafka)
        assert rows(kafka) == by_articles(kafka)
        old.end()
        again.join(60)
    assert again.counted > 50
    assert_exact_anew(kafka)
    upgraded = Worker(kafka, old.folder).start(TINY_RULES="new")
    feed(kafka, day(33, 150))
    settle(kafka)
    upgraded.end()
    assert_exact_anew(kafka)


def test_a_rebuild_that_is_repeated_changes_nothing(kafka: str, tmp_path: Path) -> None:
    """Who was interrupted runs it again; articles that no worker has read yet are left to the next one."""
    declare(Settings.read({}, broker=kafka))
    with workers(kafka, tmp_path, 1):
        feed(kafka, day(34, 100))
        settle(kafka)
    feed(kafka, day(35, 100))
    for number in range(2):
        again = Rebuild(kafka, tmp_path / f"rebuild{number}")
        again.run()
    upgraded = Worker(kafka, tmp_path / "new").start(TINY_RULES="new")
    settle(kafka)
    upgraded.end()
    assert_exact_anew(kafka)


def test_an_upgrade_without_a_rebuild_keeps_the_counts_exact(kafka: str, tmp_path: Path) -> None:
    """What was read before stays as it was read; a correction by the new rules takes back what the old ones said."""
    declare(Settings.read({}, broker=kafka))
    with workers(kafka, tmp_path, 1) as (old,):
        feed(kafka, day(36, 150))
        settle(kafka)
        before = rows(kafka)
        old.end()
        upgraded = Worker(kafka, old.folder).start(TINY_RULES="new")
        upgraded.wait_ready()
        assert rows(kafka) == before
        feed(kafka, [*day(36, 150), *day(37, 150)])
        settle(kafka)
        upgraded.end()
    assert numbers(rows(kafka)) == by_statements(kafka)
