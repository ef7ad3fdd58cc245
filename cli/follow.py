"""Reading a topic for ever, and saying when its broker goes and when it comes back."""

from collections.abc import Iterator

import click
from confluent_kafka import Message

from serving.topic_reader import TopicReader


def batches(reader: TopicReader, seconds: float) -> Iterator[list[Message]]:
    """What comes, a batch each time something came or ``seconds`` have passed."""
    connected = True
    while True:
        yield reader.read(seconds)
        if reader.connected != connected:
            connected = reader.connected
            click.echo("the broker is back" if connected else "the broker does not answer; trying again", err=True)
