"""What tests of commands share."""

import pytest

from streams.brokers.ports import reserve


@pytest.fixture
def free_port() -> int:
    """A port of loopback that nobody listens on."""
    return reserve()
