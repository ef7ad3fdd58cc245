import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from schemas.published import EVENTS

ROOT = Path(__file__).parents[2]
Tasrih = Callable[..., "CompletedProcess[str]"]


def test_names_lead_to_schemas(tasrih: Tasrih) -> None:
    """Without a name, the names as JSON Lines; with one, its JSON Schema."""
    names = [json.loads(line)["name"] for line in tasrih("schema").stdout.splitlines()]
    assert names == [*EVENTS, "asyncapi"]
    assert json.loads(tasrih("schema", names[0]).stdout)["$id"] == f"urn:tasrih:schema:{names[0]}"


def test_the_asyncapi_document_is_printed_as_published(tasrih: Tasrih) -> None:
    """As ``schemas/asyncapi.json`` has it."""
    assert tasrih("schema", "asyncapi").stdout == (ROOT / "schemas" / "asyncapi.json").read_text(encoding="utf-8")


def test_all_schemas_go_into_a_folder(tasrih: Tasrih, tmp_path: Path) -> None:
    """One file for each event; stdout stays empty."""
    done = tasrih("schema", "--all", str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (0, "")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {f"{name}.schema.json" for name in EVENTS}


def test_an_unknown_name_is_wrong_usage(tasrih: Tasrih) -> None:
    """The names that exist are in the sentence; exit 2."""
    done = tasrih("schema", "statements")
    assert done.returncode == 2
    assert "'topic-count'" in done.stderr
