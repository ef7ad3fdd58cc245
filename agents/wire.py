"""The whole of a worker: both agents on one app."""

from agents import count, extract
from streams.app import WireApp
from streams.standing import Extract


def attach(app: WireApp, extractor: Extract) -> None:
    """Let ``app`` extract with ``extractor``, and count."""
    extract.attach(app, extractor)
    count.attach(app)
