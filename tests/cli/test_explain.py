import json
import subprocess
import sys

from extraction.rules import NAMES

BODY = "قال الوزير جابر الرافعي في مؤتمر صحفي إن السد آمن، مؤكدا أن الماء يكفي."


def explain(*arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the command as a user does."""
    command = [sys.executable, "-c", "from cli.main import main; main()", "explain", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)


def test_off_a_terminal_each_statement_is_a_line_with_its_parts_and_rules() -> None:
    """Parts are stretches of the statement's field, and rules have their names."""
    done = explain("-", given=json.dumps({"uri": "urn:test:1", "body_text": BODY}))
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["statement"]["cue"]["text"] for row in rows] == ["قال", "مؤكدا"]
    for row in rows:
        assert all(BODY[part["start"] : part["end"]] == part["text"] for part in row["parts"])
        assert {rule["id"]: rule["name"] for rule in row["rules"]}.items() <= NAMES.items()
    assert {part["part"] for part in rows[0]["parts"]} >= {"cue", "content", "speaker", "medium"}


def test_an_article_without_statements_explains_nothing() -> None:
    """Nothing to explain is no fault."""
    done = explain("-", given=json.dumps({"uri": "urn:test:1", "body_text": "غرق قارب قرب الميناء."}))
    assert (done.returncode, done.stdout) == (0, "")


def test_a_file_that_is_not_there_is_a_wrong_use() -> None:
    """One sentence, exit 2."""
    done = explain("/nowhere/article.txt")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
