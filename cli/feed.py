"""``tasrih feed``: articles into wire.articles."""

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cli import display, options
from cli.delivery import Delivery, Record
from cli.inputs import Inputs
from schemas.article import encode
from streams import topics
from streams.settings import Settings

STEP = 100  # articles between two looks at the progress bar


@click.command(name="feed", no_args_is_help=True)
@options.broker
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
def command(broker: str | None, paths: tuple[str, ...]) -> None:
    """Feed articles into wire.articles; exit 0 when the broker has acknowledged all of them.

    \b
    Examples:
      tasrih feed articles.jsonl
      tasrih feed wire/ breaking.txt
      tasrih feed https://marsa.example/rss.xml
      my-exporter | tasrih feed -

    PATH is a file (ninjs as .json or .jsonl, .txt, RSS or Atom), a folder of such files, the address of a feed, or -
    for standard input. An article that cannot be read is named by file and line, the others are fed, and the exit
    code is 1. A higher version of an article replaces it; pubStatus canceled withdraws it.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read(broker=broker)
    with _progress() as progress:
        inputs = Inputs(paths, settings.max_article_bytes, lambda said: _say(progress, said))
        delivery = Delivery(settings.access)
        _feed(inputs, delivery, progress)
    click.echo(f"{delivery.acknowledged:,} fed, {inputs.faults:,} refused", err=True)
    sys.exit(1 if inputs.faults else 0)


def _feed(inputs: Inputs, delivery: Delivery, progress: Progress) -> None:
    bar = progress.add_task("feeding", total=inputs.size, fed=0)
    for number, article in enumerate(inputs, 1):
        delivery.send(topics.ARTICLES, Record(article.uri.encode(), encode(article)))
        if number % STEP == 0:
            progress.update(bar, completed=inputs.done, fed=delivery.acknowledged)
    delivery.finish()
    progress.update(bar, completed=inputs.size, fed=delivery.acknowledged)


def _progress() -> Progress:
    """A bar on a terminal, else nothing."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[fed]:,} fed"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal)


def _say(progress: Progress, sentence: str) -> None:
    progress.console.print(display.clean(sentence), markup=False, highlight=False, soft_wrap=True)
