"""The whole of a worker: both agents and the sweep on one app."""

from agents import count, extract, sweep
from streams.app import WireApp
from streams.rows import Rows
from streams.standing import Extract


def attach(app: WireApp, extractor: Extract) -> None:
    """Let ``app`` extract with ``extractor``, count, and remove what has expired."""
    articles, counts = Rows(app.article_rows), Rows(app.counts)
    extract.attach(app, articles, extractor)
    count.attach(app, counts)
    sweep.attach(app, articles, counts)
