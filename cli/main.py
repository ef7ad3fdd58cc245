"""``tasrih``: finds the subcommand's module and turns errors meant for people into one sentence.

stdout is data, stderr is narration. Exit codes: 0 done; 1 some input was bad or a question has no answer;
2 wrong usage; 69 no broker; 70 a worker that stops so that nothing is lost; 78 a wrong setting; 130 interrupted.
"""

import importlib
import sys
from typing import cast

import click

from schemas.errors import TasrihError

COMMANDS = (
    "demo",
    "worker",
    "serve",
    "feed",
    "tail",
    "counts",
    "watch",
    "extract",
    "explain",
    "topics",
    "dlq",
    "schema",
    "doctor",
)


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


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tasrih")
def tasrih() -> None:
    """Statements out of Arabic wire copy: who said what, and which side they take, live."""


def main() -> None:
    """Run the command; errors meant for people are one sentence on stderr."""
    try:
        tasrih.main(standalone_mode=False)
    except TasrihError as error:
        click.echo(f"tasrih: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
