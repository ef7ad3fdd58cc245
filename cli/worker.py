"""``tasrih worker``: a Faust worker that extracts and counts."""

from pathlib import Path

import click

from agents import wire
from cli import options
from extraction.extractor import Extractor
from streams import worker
from streams.settings import Settings


@click.command(name="worker")
@options.broker
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of its tables.  [TASRIH_DATA_DIR, else .data]",
)
@click.option(
    "--web-port", type=click.IntRange(1, 65535), help="Port of its health, on loopback.  [TASRIH_WEB_PORT, else 6066]"
)
def command(broker: str | None, data_dir: Path | None, web_port: int | None) -> None:
    """Read wire.articles; write statements, stance events and counts. Start several to share the partitions.

    It stops with exit code 70 where going on could lose or double something: let a supervisor start it again.

    \b
    Examples:
      tasrih worker
      tasrih worker --broker kafka-1:9092 --data-dir /var/lib/tasrih/w1
      tasrih worker --data-dir .data/w2 --web-port 6067    a second one on this machine
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read(broker=broker, data_dir=data_dir, web_port=web_port)
    extractor = Extractor(settings.lexicon)
    worker.run(settings, lambda app: wire.attach(app, extractor.statements))
