"""A broker that hangs: its connections stay open, and nothing is answered."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from board import BoardDesk, served

from streams.brokers import kafka as real
from streams.brokers.kafka import KafkaNode
from streams.settings import Settings
from streams.topics import declare

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(180)]

SILENCE = 3  # seconds of it that are nothing yet
SOON = 40  # seconds; a client of Kafka left to itself waits for more than a minute


@pytest.fixture
def node(kafka_home: Path) -> Iterator[KafkaNode]:
    """A Kafka of the test's own, with the topics."""
    with real.temporary(kafka_home) as node:
        declare(Settings.read({}, broker=node.address))
        yield node


@pytest.fixture
def desk(node: KafkaNode) -> Iterator[BoardDesk]:
    """A server that is ready."""
    with served(node.address) as desk:
        _await(desk, "live", SOON)
        yield desk


def _answer(desk: BoardDesk) -> str:
    try:
        return urlopen(f"{desk.address}/readyz").read().decode()  # noqa: S310 (http)
    except HTTPError as error:
        return error.read().decode()


def _await(desk: BoardDesk, words: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while words not in _answer(desk):
        assert time.monotonic() < deadline, f"{_answer(desk)} after {seconds} s"
        time.sleep(0.1)


def _signal(node: KafkaNode, number: int) -> None:
    assert node.process
    node.process.send_signal(number)


def test_serve_tells_that_a_broker_hangs_and_that_it_answers_again(node: KafkaNode, desk: BoardDesk) -> None:
    """It is not ready meanwhile, and says why."""
    _signal(node, signal.SIGSTOP)
    _await(desk, "The broker does not answer", SOON)
    _signal(node, signal.SIGCONT)
    _await(desk, "live", SOON)


def test_a_broker_that_pauses_is_no_alarm(node: KafkaNode, desk: BoardDesk) -> None:
    """A busy one answers late."""
    _signal(node, signal.SIGSTOP)
    until = time.monotonic() + SILENCE
    while time.monotonic() < until:
        assert "live" in _answer(desk)
        time.sleep(0.1)
    _signal(node, signal.SIGCONT)
    for _ in range(20):
        assert "live" in _answer(desk)
        time.sleep(0.1)
