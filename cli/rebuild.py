"""``tasrih rebuild``: a new count of everything, for an upgrade of rules or lexicon."""

import asyncio
import tempfile
from pathlib import Path

import click

from agents.rebuild import rebuild
from cli import options
from extraction.extractor import Extractor
from streams.settings import Settings


@click.command(name="rebuild")
@options.broker
def command(broker: str | None) -> None:
    """Count everything in wire.articles anew, with the rules and the lexicon that are installed here.

    Workers may run meanwhile, and their counts stay. When it has caught up with them it says so; stop them then, and
    rows and statements change over within seconds. Start the new workers when it has ended with exit code 0; if it
    was interrupted after the workers were stopped, run it again first.

    \b
    Examples:
      tasrih rebuild
      TASRIH_LEXICON=desk.yaml tasrih rebuild --broker kafka-1:9092
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read(broker=broker)
    extractor = Extractor(settings.lexicon)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rebuild-", dir=settings.data_dir) as folder:
        counted = asyncio.run(rebuild(settings, extractor.statements, Path(folder), _tell))
    _tell(f"changed over: {counted:,} articles counted anew. Start the workers.")


def _tell(sentence: str) -> None:
    click.echo(f"tasrih: {sentence}", err=True)
