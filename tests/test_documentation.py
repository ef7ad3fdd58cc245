"""What a user can type or set is in the README."""

import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest

from cli.main import COMMANDS, tasrih
from schemas.dead_letter import Reason
from schemas.published import EVENTS
from streams import topics
from streams.settings import Settings, variable

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
CALLS = [line[line.index("tasrih ") :] for line in SHELL if re.match(r"(.*\| )?tasrih ", line)]
TYPED = {
    "reasons": [f"`{reason}`" for reason in get_args(Reason)],
    "commands": [f"tasrih {name}" for name in COMMANDS],
    "settings": [variable(field.name) for field in fields(Settings)],
    "topics": [topic.name for topic in topics.TOPICS],
    "events": [event.__name__ for event in EVENTS.values()],
}


@pytest.mark.parametrize("kind", TYPED)
def test_the_readme_names_all_of_them(kind: str) -> None:
    """A command, setting, topic, event or reason that nobody can read about does not exist."""
    missing = [name for name in TYPED[kind] if name not in README]
    assert not missing


@pytest.mark.parametrize("call", CALLS)
def test_what_the_readme_types_is_understood(call: str) -> None:
    """Commands and options of the README's lines exist, and take the values that they are given there."""
    _, name, *arguments = shlex.split(call.split(">", maxsplit=1)[0], comments=True)
    command = tasrih.get_command(click.Context(tasrih), name)
    assert command
    command.make_context(name, arguments)


def test_the_readme_shows_the_example_that_is_tested() -> None:
    """The consumer in the README is the file under examples/."""
    assert (ROOT / "examples" / "statements_aiokafka.py").read_text(encoding="utf-8").strip() in README


def test_make_targets_of_the_readme_exist() -> None:
    """Every make target that the README names explains itself in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z-]+)", README))
    assert named
    assert not [target for target in named if not re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)]
