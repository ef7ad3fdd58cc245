"""The tree stays readable: small functions, short files, one room per folder."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("agents", "cli", "extraction", "schemas", "serving", "streams")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _functions() -> Iterator[tuple[str, int]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.name}", _lines(node)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        whole -= (first.end_lineno or first.lineno) - first.lineno + 1
    return whole


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    """A file that does not fit in the head is two files."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_functions_are_small() -> None:
    """Median at most 8 lines, nine of ten at most 30, none over 60; docstrings are not counted."""
    sizes = dict(_functions())
    longest = {name: size for name, size in sizes.items() if size > 60}
    assert not longest
    assert statistics.median(sizes.values()) <= 8
    assert sum(size <= 30 for size in sizes.values()) >= 0.9 * len(sizes)


def test_every_module_says_what_it_is() -> None:
    """A module's first line is its docstring."""
    silent = [
        str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


@pytest.mark.parametrize("path", sorted((ROOT / "extraction").glob("*.py")), ids=lambda path: path.name)
def test_constants_of_extraction_are_final(path: Path) -> None:
    """Compiled code has no need to look up a constant that says so."""
    assigned = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)]
    names = [target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)]
    assert [name for name in names if name.isupper()] == []
