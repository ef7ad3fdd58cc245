"""What a user can type or set is in the README."""

from dataclasses import fields
from pathlib import Path

import pytest

from cli.main import COMMANDS
from schemas.published import EVENTS
from streams import topics
from streams.settings import Settings, variable

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TYPED = {
    "commands": [f"tasrih {name}" for name in COMMANDS],
    "settings": [variable(field.name) for field in fields(Settings)],
    "topics": [topic.name for topic in topics.TOPICS],
    "events": [event.__name__ for event in EVENTS.values()],
}


@pytest.mark.parametrize("kind", TYPED)
def test_the_readme_names_all_of_them(kind: str) -> None:
    """A command, setting, topic or event that nobody can read about does not exist."""
    missing = [name for name in TYPED[kind] if name not in README]
    assert not missing
