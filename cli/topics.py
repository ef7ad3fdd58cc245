"""``tasrih topics``: the Kafka topics, declared and listed."""

import json
import sys

import click
from rich.console import Console
from rich.table import Table

from streams import topics
from streams.settings import Settings

DECLARE = """\b
Examples:
  tasrih topics declare
  TASRIH_PARTITIONS=16 TASRIH_REPLICATION=3 tasrih topics declare --broker kafka-1:9092

Create the topics that are missing, with their partitions, replication and clean-up policies.
What exists stays as it is. Workers do the same when they start.
"""
LIST = """\b
Examples:
  tasrih topics ls
  tasrih topics ls | jq .name

Show the topics that exist, with their partitions, replication and configuration.
"""

broker_option = click.option("--broker", metavar="HOST:PORT", help="Kafka bootstrap servers [TASRIH_BROKER]")


@click.group(
    help="""\b
Examples:
  tasrih topics declare
  tasrih topics ls

The Kafka topics that tasrih reads and writes.
"""
)
def command() -> None:
    """Group of the two."""


@command.command(help=DECLARE)
@broker_option
def declare(broker: str | None) -> None:
    """Create what is missing; the names created are data."""
    created = topics.declare(Settings.read(broker=broker))
    for name in created:
        click.echo(name if sys.stdout.isatty() else json.dumps({"created": name}))
    click.echo(f"tasrih: {len(created)} created, {len(topics.TOPICS) - len(created)} there before.", err=True)


@command.command(name="ls", help=LIST)
@broker_option
def ls(broker: str | None) -> None:
    """One line a topic."""
    listed = topics.listed(Settings.read(broker=broker))
    if sys.stdout.isatty():
        Console().print(_table(listed))
        return
    for topic in listed:
        click.echo(json.dumps(topic._asdict() | {"key": topics.KEYS[topic.name]}))


def _table(listed: list[topics.Listed]) -> Table:
    table = Table("topic", "key", "partitions", "replication", "configuration")
    for topic in listed:
        config = ", ".join(f"{name}={value}" for name, value in sorted(topic.config.items()))
        table.add_row(topic.name, topics.KEYS[topic.name], str(topic.partitions), str(topic.replication), config)
    return table
