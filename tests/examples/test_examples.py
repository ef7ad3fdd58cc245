import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.statement import Statement, encode
from streams import topics
from streams.brokers.embedded import EmbeddedBroker

EXAMPLES = Path(__file__).parents[2] / "examples"
PRINTED = {
    "statements_confluent.py": "سلمى إدريس: السد آمن\n",
    "statements_aiokafka.py": "active\tسلمى إدريس\tsupport\twater\n",
}


def test_every_example_is_tried() -> None:
    """There is no example that nobody runs, and none is long."""
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(PRINTED)
    assert all(len(path.read_text().splitlines()) <= 25 for path in EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("name", PRINTED)
def test_a_plain_client_reads_statements(
    name: str, embedded: EmbeddedBroker, produce: Callable[..., None], statement: Callable[..., Statement]
) -> None:
    """Kafka's own clients are enough to subscribe."""
    produce(embedded.address, topics.STATEMENTS, [(b"urn:test:1", encode(statement("السد آمن", polarity="support")))])
    command = [sys.executable, EXAMPLES / name, embedded.address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as example:
        try:
            assert example.stdout
            assert example.stdout.readline() == PRINTED[name]
        finally:
            example.kill()
