"""What tests on a real Kafka have in common."""

import pytest

from streams.settings import Settings
from streams.topics import declare


@pytest.fixture
def broker(kafka: str) -> str:
    """A real Kafka with the topics, all empty."""
    declare(Settings.read({}, broker=kafka))
    return kafka
