"""The words of a stretch of tokens that take a side: read once, for the act of speech and for the stances."""

from typing import Final

from extraction import tags
from extraction.stances_words import Mark, Senses, stance_words
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
    at: list[int] = []
    words: list[str] = []
    known: list[tuple[int, Senses]] = []
    figures = False
    for k in range(start, end):
        tag = tokens.tags[k]
        if tag & APART:
            figures = figures or bool(tag & tags.NUMBER)
            continue
        if tag & tags.SIDED and tag & NAMING != tags.GIVEN:
            known.append((len(at), tokens.found[k].senses))
        at.append(k)
        words.append(tokens.words[k])
    return Marked(words, at, stance_words().marks(words, known), figures)
