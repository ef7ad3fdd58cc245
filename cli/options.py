"""What several commands share: the option that names the broker, and lines of JSON on stdout."""

import sys
from collections.abc import Callable
from typing import Any

import click

broker: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--broker", metavar="HOST:PORT", help="Kafka bootstrap servers.  [TASRIH_BROKER, else 127.0.0.1:9092]"
)


as_json: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--json", "as_json", is_flag=True, help="JSON Lines on a terminal too."
)


def emit(line: bytes) -> None:
    """Write one JSON value as a line of stdout, at once: the reader of a pipe does not wait for a buffer."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
