"""How clients outside of Faust's app reach the broker: aiokafka's settings."""

from typing import Any

from streams import topics
from streams.settings import MIB, Settings


def reader_settings(settings: Settings) -> dict[str, Any]:
    """How a plain aiokafka reader reaches the broker."""
    return {
        **settings.access.aiokafka(),
        "group_id": None,
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "max_partition_fetch_bytes": 4 * MIB,
    }


def producer_settings(settings: Settings) -> dict[str, Any]:
    """How a guarded producer outside of Faust's app reaches the broker."""
    return {
        **settings.access.aiokafka(),
        "linger_ms": 0,
        "max_batch_size": 256 * 1024,
        "max_request_size": topics.MAX_MESSAGE_BYTES,
    }
