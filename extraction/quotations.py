"""Quotation marks of every style, paired as well as the text allows."""

from bisect import bisect_left
from typing import Final, NamedTuple

from extraction import tags
from extraction.tokens import Tokens

OPENING: Final = frozenset("“«„‟‹❝〝‘‚‛")
CLOSING: Final = frozenset("”»›❞〞’")
MAX_PARAGRAPHS: Final = 4
MAX_WORDS: Final = 600
DEEPEST: Final = 3


class Quotation(NamedTuple):
    """Tokens of the opening and the closing mark; ``close`` is -1 where the mark is never closed."""

    open: int
    close: int


class Quotations:
    """The quotations of one field.

    ``at`` leads from an opening mark to its quotation, ``opening`` from a closing mark back to its opening one;
    ``inside[i]`` is the opening mark of the innermost closed quotation around token ``i``, or -1; ``strays`` are
    closing marks that nothing opened, ``marks`` all of them.
    """

    __slots__ = ("_reports", "at", "inside", "marks", "opening", "strays")

    def __init__(self, tokens: Tokens) -> None:
        self.at: dict[int, Quotation] = {}
        self.strays: list[int] = []
        marks = self.marks = [i for i in tokens.marked if tokens.tags[i] & tags.QUOTE]
        self.inside = [-1] * tokens.size if marks else []
        self._reports = reports(tokens) if marks else []
        pending: list[int] = []
        for i in marks:
            self._take(tokens, i, pending)
        for i in pending:
            self.at[i] = Quotation(i, -1)
        self._fill()
        self.opening = {close: start for start, close in self.at.values() if close > start}

    def _take(self, tokens: Tokens, i: int, pending: list[int]) -> None:
        self._forget_old(tokens, i, pending)
        if opens(tokens, i, bool(pending)):
            if pending and _carries_on(tokens, i, pending[-1]):
                return
            if pending and introduced(tokens, i):
                unclosed = pending.pop()
                self.at[unclosed] = Quotation(unclosed, -1)
            if len(pending) == DEEPEST:
                self.at[pending[0]] = Quotation(pending.pop(0), -1)
            pending.append(i)
        elif pending:
            start = pending.pop()
            self.at[start] = Quotation(start, i)
        else:
            self.strays.append(i)

    def _forget_old(self, tokens: Tokens, i: int, pending: list[int]) -> None:
        """Marks opened too many paragraphs ago, or before one that begins with a new report, are never closed."""
        report = self._reports[bisect_left(self._reports, i) - 1] if self._reports else -1
        while pending and (pending[0] < report < i or _paragraphs(tokens, pending[0], i) >= MAX_PARAGRAPHS):
            start = pending.pop(0)
            self.at[start] = Quotation(start, -1)

    def _fill(self) -> None:
        for start, close in sorted(self.at.values()):
            if close > start:
                self.inside[start + 1 : close] = [start] * (close - start - 1)

    def marked(self, start: int, end: int) -> bool:
        """Whether a mark stands in the tokens ``[start, end)``."""
        n = bisect_left(self.marks, start)
        return n < len(self.marks) and self.marks[n] < end

    def within(self, i: int) -> int:
        """The opening mark of the closed quotation around token ``i``, or -1."""
        return self.inside[i] if self.inside else -1


def opens(tokens: Tokens, i: int, pending: bool) -> bool:
    """Whether the mark opens: by its own shape, unless its surroundings say the contrary; else by turns."""
    before = tokens.words[i - 1][-1] if i and tokens.end(i - 1) == tokens.starts[i] else " "
    after = tokens.words[i + 1][0] if i + 1 < tokens.size and tokens.end(i) == tokens.starts[i + 1] else " "
    free_before = before.isspace() or before in "([:,"
    free_after = not (after.isalnum() or after in '(["«“')
    mark = tokens.words[i]
    if free_before != free_after:
        return free_before
    if mark in OPENING:
        return True
    return mark not in CLOSING and not pending


def introduced(tokens: Tokens, i: int) -> bool:
    """Whether a cue or a colon stands just before the mark, so that something new is quoted."""
    for k in range(i - 1, max(-1, i - 4), -1):
        if tokens.words[k] == ":" or tokens.tags[k] & (tags.CUE | tags.COMPLEMENTISER):
            return True
        if tokens.tags[k] & tags.PUNCTUATION:
            return False
    return False


def _carries_on(tokens: Tokens, i: int, pending: int) -> bool:
    """A mark that opens a paragraph in the middle of a quotation that runs over several."""
    return i > 0 and tokens.words[i - 1][0] == "\n" and tokens.words[pending] == tokens.words[i] and pending < i - 3


def _paragraphs(tokens: Tokens, i: int, j: int) -> int:
    return sum(word[0] == "\n" for word in tokens.words[i:j]) if j - i < MAX_WORDS else MAX_PARAGRAPHS


def reports(tokens: Tokens) -> list[int]:
    """The cues that begin a paragraph: وأضاف, وقالت."""
    return [k for k in tokens.paragraphs[1:] if tokens.tags[k] & tags.AND and _finite(tokens, k)]


def _finite(tokens: Tokens, k: int) -> bool:
    return any(r.aspect in "pi" and not r.verb.strict for r in tokens.found[k].readings)
