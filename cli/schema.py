"""``tasrih schema``: the JSON Schemas of the events."""

import json
import sys
from pathlib import Path

import click

from schemas import published


@click.command(name="schema")
@click.argument("name", required=False, type=click.Choice(list(published.EVENTS)))
@click.option("--all", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write all of them into DIR.")
def command(name: str | None, folder: Path | None) -> None:
    """Print the JSON Schema (2020-12) of an event, or the names of the events.

    \b
    Examples:
      tasrih schema
      tasrih schema statement > statement.schema.json
      tasrih schema --all schemas/json
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    if folder:
        for path in published.write(folder):
            click.echo(f"wrote {path}", err=True)
    elif name:
        click.echo(published.text(name), nl=False)
    else:
        for event in published.EVENTS:
            click.echo(event if sys.stdout.isatty() else json.dumps({"name": event}))
