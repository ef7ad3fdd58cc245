"""``tasrih explain``: the text with its spans, and the rules that fired."""

import sys
from collections.abc import Iterable

import click
import msgspec
from rich.console import Console
from rich.text import Text

from cli import display, options
from cli.inputs import Inputs
from extraction.explain import Explanation, explain
from extraction.extractor import Extractor
from schemas.article import Article
from streams.settings import Settings

STYLES = {"cue": "bold magenta", "content": "green", "speaker": "bold cyan", "medium": "yellow", "addressee": "blue"}


@click.command(name="explain", no_args_is_help=True)
@click.argument("path", metavar="FILE")
def command(path: str) -> None:
    """Show where an article's statements stand in its text, and the rules that found them.

    \b
    Examples:
      tasrih explain article.txt
      echo "قال الوزير إن السد آمن." | tasrih explain -
      tasrih explain articles.jsonl | jq -r '.rules[].id' | sort | uniq -c

    FILE is whatever `tasrih extract` reads. Off a terminal, one JSON object a statement.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    settings = Settings.read()
    extractor = Extractor(settings.lexicon)
    articles = Inputs((path,), settings.max_article_bytes, say=lambda sentence: click.echo(sentence, err=True))
    show = _Page(Console()) if sys.stdout.isatty() else _write
    for article in articles:
        show(article, [explain(statement) for statement in extractor.statements(article)])
    sys.exit(1 if articles.faults else 0)


def _write(_: Article, explanations: Iterable[Explanation]) -> None:
    for explanation in explanations:
        options.emit(msgspec.json.encode(explanation))


class _Page:
    """Prints articles on a terminal, one field after the other."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, article: Article, explanations: list[Explanation]) -> None:
        """Print ``article`` with its statements below."""
        for field, text in (("headline", article.headline), ("body", article.body)):
            found = [e for e in explanations if e.statement.field == field]
            self._console.print(_marked(text, found))
            for number, explanation in enumerate(found, 1):
                self._statement(number, explanation)

    def _statement(self, number: int, explanation: Explanation) -> None:
        statement = explanation.statement
        line = Text(f"{number:>3}  ").append_text(display.plain(statement.speaker.name, STYLES["speaker"]))
        line.append(f"  {statement.cue.act}, {statement.kind}  ").append_text(display.plain(statement.content.text))
        self._console.print(line)
        for rule in explanation.rules:
            self._console.print(Text(f"       {rule.id}: {rule.name}", "dim"))


def _marked(text: str, explanations: list[Explanation]) -> Text:
    """The text with its parts in colour, those inside a content over it."""
    parts = [part for explanation in explanations for part in explanation.parts if part.part in STYLES]
    parts.sort(key=lambda part: part.part != "content")
    return display.styled(text, [(part.start, part.end, STYLES[part.part]) for part in parts])
