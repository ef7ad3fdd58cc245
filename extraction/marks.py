"""The words of a stretch of tokens that take a side: read once, for the act of speech and for the stances."""

from typing import Final

from extraction import tags
from extraction.stances_words import Mark, stance_words
from extraction.tokens import Tokens

# Of these a name has only the first: ودي may be دي with و.
APART: Final = tags.PUNCTUATION | tags.NUMBER
NAMING: Final = tags.GIVEN | tags.AND | tags.PARTICLE


class Marked:
    """Words without punctuation and numbers, the tokens ``at`` which they stand, and the marks on them by number.

    ``figures`` says that numbers stand among them.
    """

    __slots__ = ("at", "figures", "marks", "words")

    def __init__(self, words: list[str], at: list[int], marks: list[Mark], figures: bool) -> None:
        self.words = words
        self.at = at
        self.marks = marks
        self.figures = figures


def marked(tokens: Tokens, start: int, end: int) -> Marked:
    """The tokens ``[start, end)`` with their marks; given names (نزيه, نجاح) have none.

    >>> from extraction.chunks import chunks
    >>> found = marked(Tokens("في 2031, نرفض الخطة", chunks()), 0, 5)
    >>> found.words, found.at, [mark.kind for mark in found.marks]
    (['في', 'نرفض', 'الخطه'], [0, 3, 4], ['we'])
    """
    at = [k for k, tag in enumerate(tokens.tags[start:end], start) if not tag & APART]
    words = [tokens.words[k] for k in at]
    sided = [(n, k) for n, k in enumerate(at) if tokens.tags[k] & tags.SIDED]
    known = [(n, tokens.found[k].senses) for n, k in sided if tokens.tags[k] & NAMING != tags.GIVEN]
    figures = any(tag & tags.NUMBER for tag in tokens.tags[start:end])
    return Marked(words, at, stance_words().marks(words, known), figures)
