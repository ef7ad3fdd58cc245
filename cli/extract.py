"""``tasrih extract``: the statements of articles, without Kafka."""

import sys

import click

from cli.inputs import Inputs
from extraction.extractor import Extractor
from schemas.statement import encode
from streams.garbage import spare_the_collector
from streams.settings import Settings


@click.command(name="extract", no_args_is_help=True)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
def command(paths: tuple[str, ...]) -> None:
    """Print the statements of articles, one JSON object a line, without Kafka.

    \b
    Examples:
      tasrih extract article.txt
      tasrih extract articles.jsonl > statements.jsonl
      echo "قال الوزير إن السد آمن." | tasrih extract -

    PATH is a file (ninjs as .json or .jsonl, .txt, RSS or Atom), a folder of such files, the address of a feed, or -
    for standard input. An article that cannot be read is named on stderr by file and line, the others are done, and
    the exit code is 1.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read()
    extractor = Extractor(settings.lexicon)
    spare_the_collector()
    articles = Inputs(paths, settings.max_article_bytes, say=lambda sentence: click.echo(sentence, err=True))
    for article in articles:
        for statement in extractor.statements(article):
            sys.stdout.buffer.write(encode(statement) + b"\n")
    sys.stdout.buffer.flush()
    sys.exit(1 if articles.faults else 0)
