"""Text of articles on a terminal: hostile, and written from right to left."""

import unicodedata

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


def plain(text: str, style: str = "") -> Text:
    """Clean text for rich, which finds no markup in it."""
    return Text(isolate(text) if any(map(_right_to_left, text)) else clean(text), style)


def _right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")
