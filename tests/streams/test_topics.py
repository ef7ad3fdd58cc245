"""Topics are there when they are said to be."""

from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest

from schemas.errors import BrokerUnavailable, SettingError
from streams import topics
from streams.settings import Settings

NAMES = [topic.name for topic in topics.TOPICS]


class Busy:
    """A cluster that has created topics, and shows in ``looks`` looks, one after the other, so many partitions."""

    def __init__(self, *looks: dict[str, int]) -> None:
        self._looks = list(looks)
        self.created: list[str] = []

    def reached(self, _: Settings) -> tuple[Any, Any]:
        """A client, and what the cluster says; the last look goes on for ever."""
        shown = self._looks.pop(0) if len(self._looks) > 1 else self._looks[0]
        listed = {name: SimpleNamespace(partitions=dict.fromkeys(range(number))) for name, number in shown.items()}
        return self, SimpleNamespace(cluster_id="kafka", topics=listed)

    def create_topics(self, new: list[Any], **_: Any) -> dict[str, "Future[None]"]:
        """As an administrator's client does."""
        self.created += [topic.topic for topic in new]
        done: Future[None] = Future()
        done.set_result(None)
        return {topic.topic: done for topic in new}


def test_topics_are_declared_when_the_broker_shows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a broker that has not heard of them nor one that knows their names alone is taken at its word."""
    whole = dict.fromkeys(NAMES, 8)
    busy = Busy({}, {}, whole | {NAMES[0]: 0}, whole)
    monkeypatch.setattr(topics, "_reached", busy.reached)
    settings = Settings.read({})
    assert topics.declare(settings) == busy.created == NAMES
    assert topics.partitions(settings) == 8


def test_topics_that_another_creates_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of workers that start at once one creates them; for the others, too, they are there only with partitions."""
    whole = dict.fromkeys(NAMES, 8)
    busy = Busy(whole | {NAMES[3]: 0}, whole | {NAMES[3]: 0}, whole)
    monkeypatch.setattr(topics, "_reached", busy.reached)
    assert topics.declare(Settings.read({})) == busy.created == []
    assert topics.partitions(Settings.read({})) == 8


def test_topics_that_do_not_appear_are_tried_again_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes this for a broker that does not answer, which it waits for."""
    monkeypatch.setattr(topics, "_reached", Busy({}).reached)
    monkeypatch.setattr(topics, "WAIT_SECONDS", 0.2)
    with pytest.raises(BrokerUnavailable, match="does not show the topics"):
        topics.declare(Settings.read({}))


@pytest.mark.parametrize(
    ("shown", "advice"),
    [({}, "start `tasrih worker`"), (dict.fromkeys(NAMES, 8) | {NAMES[0]: 4}, "delete the topics")],
    ids=["no topics", "different topics"],
)
def test_topics_that_cannot_be_used_are_told_with_the_mend(
    shown: dict[str, int], advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broker that tasrih is new to has nothing that would have to be deleted."""
    monkeypatch.setattr(topics, "_reached", Busy(shown).reached)
    with pytest.raises(SettingError, match=advice):
        topics.partitions(Settings.read({}))
