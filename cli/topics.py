"""``tasrih topics``: the Kafka topics, declared and listed."""

import json
import sys

import click
from rich.console import Console
from rich.table import Table

from cli import options
from streams import topics
from streams.settings import Settings


@click.group(name="topics")
def command() -> None:
    """The Kafka topics that tasrih reads and writes.

    \b
    Examples:
      tasrih topics declare
      tasrih topics ls
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)


@command.command(name="declare")
@options.broker
def declare(broker: str | None) -> None:
    """Create the topics that are missing, as workers do at their start; what exists stays as it is.

    \b
    Examples:
      tasrih topics declare
      TASRIH_PARTITIONS=16 TASRIH_REPLICATION=3 tasrih topics declare --broker kafka-1:9092
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    created = topics.declare(Settings.read(broker=broker))
    for name in created:
        click.echo(name if sys.stdout.isatty() else json.dumps({"created": name}))
    click.echo(f"tasrih: {len(created)} created, {len(topics.TOPICS) - len(created)} there before.", err=True)


@command.command(name="ls")
@options.broker
def ls(broker: str | None) -> None:
    """The topics that exist, with their partitions, replication and configuration.

    \b
    Examples:
      tasrih topics ls
      tasrih topics ls | jq .name
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
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
