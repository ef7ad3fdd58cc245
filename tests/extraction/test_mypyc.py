"""extraction/ compiled by mypyc, as the image has it, does what its sources do. ``make compiled`` makes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPILED = ROOT / ".compiled" / "lib"
ARTICLES = sorted((ROOT / "tests" / "gold" / "articles").glob("*.jsonl"))
WIRE = ROOT.parent / "shared" / "wire" / "articles.jsonl"
READ = """
import sys
from pathlib import Path
import extraction.extractor
import msgspec
from schemas.adapters import decode
print(extraction.extractor.__file__.endswith(".so"))
extractor = extraction.extractor.Extractor()
for name in sys.argv[1:]:
    for line in Path(name).read_bytes().splitlines():
        print(msgspec.json.encode(extractor.statements(decode(line, 1 << 24))).decode("utf-8", "surrogatepass"))
"""

pytestmark = pytest.mark.skipif(not COMPILED.exists(), reason="not compiled: make compiled")


def read(files: list[Path], *, compiled: bool) -> list[str]:
    """A line that says whether compiled code ran, then the statements of each article."""
    environment = {**os.environ, "PYTHONPATH": str(COMPILED if compiled else ROOT)}
    command = [sys.executable, "-c", READ, *map(str, files)]
    done = subprocess.run(command, env=environment, cwd=ROOT.anchor, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("files", [ARTICLES, [WIRE]], ids=["our own articles", "wire articles"])
def test_compiled_code_finds_the_same_statements(files: list[Path]) -> None:
    """Byte for byte."""
    if not all(file.exists() for file in files):
        pytest.skip("no such articles here")
    assert read(files, compiled=True) == ["True", *read(files, compiled=False)[1:]]


def test_compiled_code_bears_what_its_sources_bear() -> None:
    """Any text at all, deep nesting and megabytes without end: the tests of robustness, run on it."""
    pytest_itself = Path(sys.executable).with_name("pytest")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment["PYTHONPATH"] = str(COMPILED)
    command = [str(pytest_itself), "tests/extraction/test_robustness.py"]
    done = subprocess.run(command, check=False, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
