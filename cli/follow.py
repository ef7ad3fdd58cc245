"""Reading a topic for ever, and saying when its broker goes and when it comes back."""

from collections.abc import Iterator

import click
from confluent_kafka import Message

from serving.topic_reader import Start, TopicAnew, TopicReader, beginning
from streams.access import Access


def made_anew(topic: TopicAnew) -> None:
    """Say that a topic was made anew, and is read from its beginning."""
    click.echo(f"{topic} Going on with its beginning.", err=True)


def records(access: Access, topic: str, start: Start, seconds: float) -> Iterator[list[Message]]:
    """What comes to a topic in which no record should be missing, also after it was made anew.

    A batch each time something came or ``seconds`` have passed; what was dropped before it was read is said.
    """
    while True:
        try:
            with TopicReader(access, topic, start) as reader:
                click.echo(f"following {topic}; Ctrl-C ends", err=True)
                missing = 0
                for messages in batches(reader, seconds):
                    if reader.missing > missing:
                        click.echo(f"Kafka has dropped {reader.missing - missing} unread records of {topic}", err=True)
                    missing = reader.missing
                    yield messages
        except TopicAnew as anew:
            made_anew(anew)
            start = beginning


def batches(reader: TopicReader, seconds: float) -> Iterator[list[Message]]:
    """What comes, a batch each time something came or ``seconds`` have passed."""
    connected = True
    while True:
        yield reader.read(seconds)
        if reader.connected != connected:
            connected = reader.connected
            click.echo("the broker is back" if connected else "the broker does not answer; trying again", err=True)
