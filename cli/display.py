"""Text of articles on a terminal: hostile, and written from right to left."""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len, set_cell_size
from rich.text import Text

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, directions, lone surrogates, line separators
JOINERS = frozenset("\u200c\u200d")  # they shape words


def clean(text: str) -> str:
    r"""``text`` on one line, without anything that could move the cursor or turn the direction of what follows.

    >>> clean("a\x1b[31m\u202eb\nc")
    'a[31mb c'
    """
    joined = " ".join(text.split())
    return "".join(c for c in joined if c in JOINERS or unicodedata.category(c) not in HIDDEN)


def isolate(text: str) -> str:
    r"""``text`` with a direction of its own, whatever stands around it.

    >>> isolate("قال") == "\u2068قال\u2069"
    True
    """
    return f"{FIRST_STRONG_ISOLATE}{clean(text)}{POP_ISOLATE}"


def plain(text: str, style: str = "", cells: int | None = None) -> Text:
    r"""Clean text for rich, which finds no markup in it; cut where it is wider than ``cells``, its direction closed.

    >>> plain("قال الوزير", cells=5).plain == "\u2068قال …\u2069"
    True
    """
    shown = clean(text)
    if cells is not None and cell_len(shown) > cells:
        shown = set_cell_size(shown, cells - 1) + "…"
    return Text(isolate(shown) if any(map(_right_to_left, shown)) else shown, style)


def styled(text: str, parts: Iterable[tuple[int, int, str]], style: str = "") -> Text:
    r"""Clean text in ``style``, with another on each of its ``parts`` (start, end, style), a later one over an earlier.

    Line breaks stay; parts that reach beyond the text are cut.

    >>> shown = styled("a\x1b b\n", [(-3, 1, "bold")], "dim")
    >>> shown.plain, [(span.start, span.end, span.style) for span in shown.spans]
    ('a b\n', [(0, 1, 'bold'), (1, 4, 'dim')])
    """
    styles = [style] * len(text)
    for start, end, part in parts:
        for at in range(max(start, 0), min(end, len(text))):
            styles[at] = part
    runs = groupby(zip(text, styles, strict=True), key=itemgetter(1))
    return Text.assemble(*(("".join(_shown(character) for character, _ in run), own) for own, run in runs))


def _shown(character: str) -> str:
    """A character of running text: itself, a blank or a line break, or nothing."""
    return character if character == "\n" else " " if character.isspace() else clean(character)


def in_lines(parts: Iterable[Text], width: int) -> Text:
    """Parts beside each other, and on the next line where they would not fit into ``width`` columns."""
    lines = [Text()]
    for part in parts:
        if lines[-1] and lines[-1].cell_len + 2 + part.cell_len > width:
            lines.append(Text())
        lines[-1] += Text("  " if lines[-1] else "") + part
    return Text("\n").join(lines)


def moment(time: str) -> str:
    """A time as people read it: to the minute, in UTC; what is no time stays as it is.

    >>> moment("2026-03-01T12:30:15+02:00")
    '2026-03-01 10:30 UTC'
    """
    try:
        return datetime.fromisoformat(time).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    except ValueError:
        return time


def _right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")
