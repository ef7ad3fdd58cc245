"""``make audit``: what it says of a report; the report itself needs a network, and is not part of the tests."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SPEC = importlib.util.spec_from_file_location("audit", Path(__file__).with_name("audit.py"))
assert SPEC
assert SPEC.loader
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)

WELL = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}
ILL = {"name": "c", "version": "3", "vulns": [{"id": "X-1"}, {"id": "X-2"}]}


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        ([], 69, "No advisory could be read"),
        ([SKIPPED, SKIPPED], 69, "No advisory could be read"),
        ([WELL], 0, "1 packages, no known vulnerability."),
        ([WELL, SKIPPED], 1, "b: not looked up (not found)"),
        ([WELL, ILL], 1, "c 3: X-1\nc 3: X-2"),
    ],
)
def test_silence_is_not_taken_for_health(found: list[dict[str, Any]], code: int, words: str) -> None:
    """Where nobody could be asked, nothing is known: it is said, and the exit code is not 0."""
    got, said = audit.judged(found)
    assert got == code
    assert said.startswith(words)
