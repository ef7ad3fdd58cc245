"""``tasrih worker``: a Faust worker that extracts and counts."""

from pathlib import Path

import click

from agents import wire
from extraction.extractor import Extractor
from streams import worker
from streams.settings import Settings

EXAMPLES = """\b
Examples:
  tasrih worker
  tasrih worker --broker kafka-1:9092 --data-dir /var/lib/tasrih/w1
  tasrih worker --data-dir .data/w2 --web-port 6067    # a second one here

Reads wire.articles, writes statements, stance events and counts. Start more of them to share the
partitions. It stops with exit code 70 where going on could lose or double something: let a
supervisor start it again.
"""


@click.command(help=EXAMPLES)
@click.option("--broker", metavar="HOST:PORT", help="Kafka bootstrap servers [TASRIH_BROKER]")
@click.option(
    "--data-dir", type=click.Path(file_okay=False, path_type=Path), help="folder of its tables [TASRIH_DATA_DIR]"
)
@click.option("--web-port", type=click.IntRange(1, 65535), help="port of its health, on loopback [TASRIH_WEB_PORT]")
def command(broker: str | None, data_dir: Path | None, web_port: int | None) -> None:
    """Run until SIGTERM or Ctrl-C."""
    settings = Settings.read(broker=broker, data_dir=data_dir, web_port=web_port)
    extractor = Extractor(settings.lexicon)
    worker.run(settings, lambda app: wire.attach(app, extractor.statements))
