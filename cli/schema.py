"""``tasrih schema``: the JSON Schemas of the events, and the AsyncAPI document of the topics."""

import json
import sys
from pathlib import Path

import click

from schemas import published
from streams import asyncapi

ASYNCAPI = "asyncapi"


@click.command(name="schema")
@click.argument("name", required=False, type=click.Choice([*published.EVENTS, ASYNCAPI]))
@click.option(
    "--all", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write those of all events into DIR."
)
def command(name: str | None, folder: Path | None) -> None:
    """Print the JSON Schema (2020-12) of an event, the AsyncAPI 3 document of the topics, or the names of these.

    \b
    Examples:
      tasrih schema
      tasrih schema statement > statement.schema.json
      tasrih schema asyncapi > asyncapi.json
      tasrih schema --all schemas/json
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    if folder:
        for path in published.write(folder):
            click.echo(f"wrote {path}", err=True)
    elif name == ASYNCAPI:
        click.echo(asyncapi.text(), nl=False)
    elif name:
        click.echo(published.text(name), nl=False)
    else:
        for known in (*published.EVENTS, ASYNCAPI):
            click.echo(known if sys.stdout.isatty() else json.dumps({"name": known}))
