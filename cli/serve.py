"""``tasrih serve``: the read side over HTTP."""

import asyncio
import logging

import click

from cli import options
from serving import server
from streams.logs import json_handler
from streams.settings import Settings


class _Once(logging.Filter):
    """Drops a sentence that was just said: two topics are followed, and one broker is down."""

    said = ""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the sentence is another than the last."""
        last, self.said = self.said, record.getMessage()
        return last != self.said


@click.command(name="serve")
@options.broker
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [TASRIH_PORT, else 8077]")
def command(broker: str | None, host: str, port: int | None) -> None:
    """The counts over HTTP; a broker that is down is waited for. Elsewhere than on loopback it wants TASRIH_TOKEN.

    \b
    Examples:
      tasrih serve
      curl -s http://127.0.0.1:8077/v1/topics
      TASRIH_TOKEN_FILE=token tasrih serve --host 0.0.0.0    every caller has to show the token
      curl -s 'http://127.0.0.1:8077/v1/counts?topic=syria&window=hour&by=speaker'
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read(broker=broker, port=port)
    _set_up_logs(settings)
    asyncio.run(server.run(settings, host))


def _set_up_logs(settings: Settings) -> None:
    if settings.log_format == "json":
        logging.basicConfig(level=logging.INFO, handlers=[json_handler()])
    else:
        stderr = logging.StreamHandler()
        stderr.addFilter(_Once())
        logging.basicConfig(format="tasrih: %(message)s", level=logging.INFO, handlers=[stderr])
    logging.captureWarnings(capture=True)
