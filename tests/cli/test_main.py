import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cli import main

Tasrih = Callable[..., "CompletedProcess[str]"]
FOLDER = Path(main.__file__).parent


def test_help_names_every_command(tasrih: Tasrih) -> None:
    """Each with one line, none of them imported."""
    said = tasrih("--help").stdout
    for name, line in main.COMMANDS.items():
        assert f"  {name} " in said
        assert line in said


@pytest.mark.parametrize("name", [name for name in main.COMMANDS if (FOLDER / f"{name}.py").exists()])
def test_help_of_a_command_begins_with_examples(name: str, tasrih: Tasrih) -> None:
    """What to type comes before the options."""
    done = tasrih(name, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert done.stdout.index("Examples:") < done.stdout.index("Options:")
    assert f"  tasrih {name}" in done.stdout


def test_an_unknown_command_is_wrong_usage(tasrih: Tasrih) -> None:
    """One sentence, exit 2."""
    done = tasrih("stats")
    assert done.returncode == 2
    assert "No such command 'stats'" in done.stderr


def test_a_wrong_setting_is_one_sentence(tasrih: Tasrih, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable, its value and what it stands for; exit 78."""
    monkeypatch.setenv("TASRIH_PARTITIONS", "many")
    done = tasrih("extract", "-")
    assert done.returncode == 78
    assert done.stderr.startswith("tasrih: TASRIH_PARTITIONS is 'many'")
    assert done.stderr.count("\n") == 1


def test_a_fault_of_ours_shows_no_traceback(tasrih_path: str, tmp_path: Path) -> None:
    """An error that nobody foresaw is one sentence for a report; exit 70."""
    (tmp_path / "extraction.py").write_text("raise ZeroDivisionError('broken')")
    command = [tasrih_path, "extract", "-"]
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, input="", env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError: broken (extraction.py, line 1)" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_pipe_that_closes_early_is_no_fault(tasrih_path: str) -> None:
    """``tasrih schema article | head -1`` ends quietly."""
    done = subprocess.run(
        ["bash", "-c", f"{tasrih_path} schema article | head -1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""
