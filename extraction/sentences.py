"""The sentence around a statement, in which a reader sees its words."""

from typing import Final

from extraction import tags
from extraction.drafts import Draft
from extraction.tokens import Tokens
from schemas.statement import Span

# Characters of a sentence that an event holds, so that its size is bounded.
LONGEST: Final = 1000
# Characters of the longest word that is not cut in half.
WORD: Final = 50


def sentence(tokens: Tokens, draft: Draft) -> Span:
    """The sentence of cue and content; where they stand in several, all of these from the first to the last.

    Of more than ``LONGEST`` characters it holds that many, around the words that attribute.
    """
    first, last = min(draft.cue[0], draft.content[0]), max(draft.cue[1], draft.content[1]) - 1
    start, end = tokens.text.span(tokens.starts[_begin(tokens, first)], tokens.end(_last(tokens, last)))
    if end - start > LONGEST:
        start, end = _cut(tokens, draft, start, end)
    return Span(text=tokens.text.original[start:end], start=start, end=end)


def _begin(tokens: Tokens, i: int) -> int:
    """The token that begins the sentence of token ``i``, a mark before its first word included."""
    begin = tokens.first[tokens.sentence[i]]
    while begin and _leads(tokens, begin - 1):
        begin -= 1
    return begin


def _last(tokens: Tokens, i: int) -> int:
    """The last token of the sentence of token ``i``: its full stop and the marks that close it, no line break."""
    following = tokens.sentence[i] + 1
    last = (tokens.first[following] if following < len(tokens.first) else tokens.size) - 1
    while last > i and (tokens.words[last][0] == "\n" or _leads(tokens, last)):
        last -= 1
    return last


def _leads(tokens: Tokens, i: int) -> bool:
    """Whether a quotation mark is written onto the word behind it, and so belongs to the sentence of that word."""
    if not tokens.tags[i] & tags.QUOTE or i + 1 == tokens.size or tokens.starts[i + 1] > tokens.end(i):
        return False
    return i == 0 or tokens.words[i - 1][0] == "\n" or tokens.end(i - 1) < tokens.starts[i]


def _cut(tokens: Tokens, draft: Draft, start: int, end: int) -> tuple[int, int]:
    """The part of the offsets ``[start, end)`` that is kept: from the beginning on where the cue comes early in it."""
    original = tokens.text.original
    attributed = max(draft.cue[1], draft.mention[1] if draft.mention else 0)
    middle = tokens.text.end(tokens.end(attributed - 1))
    earliest = min(max(start, middle - LONGEST // 2), end - LONGEST)
    latest = earliest + LONGEST
    if earliest > start:
        start = original.find(" ", earliest, earliest + WORD) + 1 or earliest
    if latest < end:
        blank = original.rfind(" ", latest - WORD, latest + 1)
        end = latest if blank < 0 else blank
    return start, end
