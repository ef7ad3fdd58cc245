"""What ``tasrih watch`` and ``tail`` show on terminals of any width."""

import io
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from cli import tail, watch
from schemas.statement import Statement
from schemas.topic_count import CountedSpeaker, TopicCount
from serving.counts import order

WIDTHS = (40, 60, 80, 100, 200)
LONG = CountedSpeaker(id="s", name="المتحدثة باسم الهيئة العامة للمياه والصرف في المدينة القديمة")
ROWS = [
    TopicCount(
        topic="peace-talks-and-ceasefires", window="all", articles=9, statements=90, support=30, neutral=30, oppose=30
    ),
    TopicCount(topic="oil", window="all", articles=1, statements=4, support=2, oppose=2),
    TopicCount(topic="oil", window="all", speaker=LONG, articles=1, statements=3, support=1, neutral=1, oppose=1),
]


def _lines(shown: RenderableType, width: int, **settings: bool) -> list[str]:
    console = Console(file=io.StringIO(), width=width, **settings)  # type: ignore[arg-type]
    console.print(shown, soft_wrap=not isinstance(shown, watch.Table))
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue().splitlines()


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_fit_with_whole_bars(width: int) -> None:
    """No line is wider than the terminal, no bar is cut off at its end, and every isolate is closed."""
    start = {order(row): row for row in ROWS[1:]}
    lines = [line for line in _lines(watch.table(ROWS, start, width), width) if "█" in line]
    assert len(lines) == len(ROWS)
    for line, row in zip(lines, ROWS, strict=True):
        assert cell_len(line) <= width
        signs = [line.count(sign) for _, _, sign in watch.SIDES]
        assert min(signs[0], signs[2]) > 0
        assert abs(signs[0] - signs[2]) <= 1
        assert (signs[1] > 0) == (row.neutral > 0)
        assert line.count("\u2068") == line.count("\u2069")
    assert "+90" in lines[0]
    assert "+" not in lines[1]


def test_what_is_new_since_the_start_is_marked() -> None:
    """Before and after differ by what came since."""
    before = {order(ROWS[1]): TopicCount(topic="oil", window="all", statements=1)}
    (line,) = [line for line in _lines(watch.table(ROWS[1:2], before, 80), 80) if "oil" in line]
    assert "+3" in line


@pytest.mark.parametrize("width", WIDTHS)
def test_the_head_of_a_statement_breaks_between_its_parts(width: int, statement: Callable[..., Statement]) -> None:
    """Who, how, on what side, where, when: each part stays whole, with its direction closed on its own line."""
    said = statement("السد آمن", polarity="support")
    *head, content, _ = tail.on_terminal(said, width).plain.split("\n")
    assert all(cell_len(line) <= width for line in head)
    assert [part for line in head for part in line.split("  ")] == [
        "\u2068سلمى إدريس\u2069",
        "say",
        "█ water support",
        "Test Agency",
        "2026-03-01 10:00 UTC",
    ]
    assert content == "\u2068السد آمن\u2069"


def test_sides_are_told_apart_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes the colours away, and the signs stay."""
    monkeypatch.setenv("NO_COLOR", "1")
    shown = "\n".join(_lines(watch.table(ROWS, {}, 80), 80, force_terminal=True))
    assert not any(f"\x1b[{code}m" in shown for code in (*range(30, 38), *range(90, 98)))
    assert {"█", "░", "▒"} <= set(shown)
