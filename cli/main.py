"""``tasrih``: finds the subcommand's module and turns errors meant for people into one sentence.

stdout is data, stderr is narration. Exit codes: 0 done; 1 some input was bad or a question has no answer;
2 wrong usage; 69 no broker; 70 a worker that stops so that nothing is lost, or a fault of tasrih itself;
78 a wrong setting; 130 interrupted.
"""

import importlib
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn, cast

import click

from schemas.errors import TasrihError
from streams import logs

log = logging.getLogger("tasrih.end")

COMMANDS = {
    "demo": "The whole way on this machine, with articles written for it.",
    "worker": "Read articles, write statements, stance events and counts.",
    "serve": "Statements, counts and the board over HTTP.",
    "feed": "Articles from files, folders, feeds or standard input into Kafka.",
    "tail": "Statements as they come.",
    "counts": "The counts now.",
    "watch": "The counts, live.",
    "extract": "The statements of articles, without Kafka.",
    "explain": "Where statements stand in a text, and why.",
    "topics": "Declare and list the Kafka topics.",
    "rebuild": "A new count of everything, for new rules or a new lexicon.",
    "dlq": "Dead letters: list, show, replay.",
    "schema": "JSON Schemas of the events, AsyncAPI of the topics.",
    "doctor": "What is wrong here, and how to mend it.",
}


class Commands(click.Group):
    """Imports a subcommand's module only when it is called, so that ``tasrih --help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The subcommands in the order of a user's first day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The command named ``cmd_name`` of the module of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", importlib.import_module(f"cli.{cmd_name}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """The commands with one line each."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tasrih")
def tasrih() -> None:
    """Statements out of Arabic wire copy: who said what, and which side they take, live.

    \b
    Examples:
      tasrih demo
      tasrih extract article.txt
      tasrih COMMAND --help
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)


def main() -> None:
    """Run the command; whatever goes wrong is one sentence on stderr, or one line of JSON where these are wanted."""
    try:
        tasrih.main(standalone_mode=False)
    except TasrihError as error:
        _end(f"tasrih: {error}", error.exit_code)
    except click.ClickException as error:
        if not _speaks_json():
            error.show()
            sys.exit(error.exit_code)
        _end(error.format_message(), error.exit_code)
    except click.Abort:
        sys.exit(130)
    except Exception as error:
        _end(f"tasrih: {_fault(error)}", 70, error)


def _end(sentence: str, exit_code: int, fault: Exception | None = None) -> NoReturn:
    """End with a sentence; a line of JSON has the traceback of a fault as well."""
    if _speaks_json():
        logging.basicConfig(handlers=[logs.json_handler()])  # nothing where the command has set up its own
        log.critical(sentence.removeprefix("tasrih: "), exc_info=fault, extra=logs.event("failed", exit_code=exit_code))
    else:
        click.echo(sentence, err=True)
    sys.exit(exit_code)


def _speaks_json() -> bool:
    """Whether the command is one that logs, and is to do so in JSON; its settings may not have been read yet."""
    return sys.argv[1:2] in (["worker"], ["serve"]) and os.environ.get("TASRIH_LOG_FORMAT") == "json"


def _fault(error: Exception) -> str:
    """The sentence for an error that nobody foresaw: where it came from, for a report."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}, line {where.lineno}"
    return f"A fault of tasrih itself, please report it: {type(error).__name__}: {error} ({place})."
