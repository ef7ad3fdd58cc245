"""One normalised view of a text with an exact way back: spelling variants meet, offsets stay true.

The character table is compiled from ``camel_tools.utils``: its cleaning map and its normalisers of alef, yeh
and teh marbuta. Diacritics, tatweel and invisible marks go; Persian letters, presentation forms, Arabic-Indic
digits and Arabic punctuation become their plain kin. Text and lexicon go through the same table.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from camel_tools.utils.charmap import CharMapper  # type: ignore[import-untyped]  # ships no types
from camel_tools.utils.normalize import (  # type: ignore[import-untyped]  # ships no types
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
)

ARABIC_BLOCKS: Final = ((0x0600, 0x0700), (0x0750, 0x0780), (0x08A0, 0x0900), (0xFB50, 0xFE00), (0xFE70, 0xFF00))
LATIN_CAPITALS: Final = range(0x41, 0x5B)
INVISIBLE: Final = (0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
BLANKS: Final = (0x09, 0x0D, *range(0x1C, 0x20), 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
LINE_BREAKS: Final = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)
# The cleaning map drops this vowel letter of Kurdish and Uighur; hamza on a seat is left to its seat, so that
# composed and decomposed spellings meet.
HAND_MADE: Final = {0x06D5: "ه", 0x0624: "و", 0x0626: "ي", 0x06AD: "ق", 0x06A8: "ق"}
# Blanks that texts often have, and all line breaks.
PARTING: Final = (("\t", " "), ("\r", " "), ("\u00a0", " "), *((chr(code), "\n") for code in LINE_BREAKS))
# A word with its numbers, a mark or a line break.
TOKEN: Final = re.compile(r"[^\W_]+(?:[.,:/][0-9]+)*|[^\w\s]|_|\n\s*")


def _plain(code: int, clean: CharMapper) -> str:
    """What one Arabic character becomes."""
    char = chr(code)
    if unicodedata.category(char) in ("Mn", "Cf", "Cn") or char == "\u0640":
        return ""
    cleaned = clean(unicodedata.normalize("NFKC", char)) or char
    simple: str = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(cleaned)))
    return simple.translate(HAND_MADE)


@cache
def character_table() -> dict[int, str]:
    """What becomes of each character; ``""`` where it goes. Those that it lacks stay as they are.

    Common characters that stay are in it too: ``str.translate`` is slow on those that its table lacks.

    >>> [character_table()[ord(c)] for c in "أىةیگ٣،ﻻ"]
    ['ا', 'ي', 'ه', 'ي', 'ك', '3', ',', 'لا']
    """
    clean = CharMapper.builtin_mapper("arclean")
    table = {code: _plain(code, clean) for block in ARABIC_BLOCKS for code in range(*block)}
    table |= {code: chr(code).lower() for code in LATIN_CAPITALS}
    table |= dict.fromkeys(range(0x0300, 0x0370), "") | dict.fromkeys(INVISIBLE, "")
    table |= dict.fromkeys(BLANKS, " ") | dict.fromkeys(LINE_BREAKS, "\n") | HAND_MADE
    return {code: chr(code) for code in range(0x20, 0x7F)} | table


@cache
def _resized() -> re.Pattern[str]:
    """Matches the characters whose number changes: those that go and those that become several."""
    odd = "".join(chr(code) for code, plain in character_table().items() if len(plain) != 1)
    return re.compile(f"[{re.escape(odd)}]")


@cache
def _space() -> str:
    """A pattern for characters of which nothing or only white space is left."""
    gone = "".join(chr(code) for code, plain in character_table().items() if not plain.strip())
    return f"[\\n{re.escape(gone)}]*"


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(_space())


@cache
def _break() -> re.Pattern[str]:
    """Matches a line break with the white space after it."""
    return re.compile(rf"(\n{_space()})")


def lines(text: str) -> list[str]:
    r"""A text in parts: the white space that it begins with, a line, a line break, a line, and so on by turns.

    A line break has the white space after it, that of empty lines too. The parts are as long as the text, with
    ``\n`` for all that parts lines and a blank for most that parts words.

    >>> lines(" أولا:\r\n\r\nثانيا\u2028ثالثا")
    [' ', 'أولا: ', '\n \n', 'ثانيا', '\n', 'ثالثا']
    """
    for char, instead in PARTING:
        text = text.replace(char, instead)
    match = _leading().match(text)
    first = match.end() if match else 0
    return [text[:first], *_break().split(text[first:])]


def plain(text: str) -> str:
    """``text`` through the character table."""
    return text.translate(character_table())


# The names of an article return in it, and in others.
@lru_cache(maxsize=1 << 14)
def normalise(term: str) -> str:
    """A term in the spelling of the normalised view, runs of white space made one blank.

    >>> normalise("الأُمَم  المتّحدة")
    'الامم المتحده'
    """
    return " ".join(plain(term).split())


class Way:
    """The way from a normalised view back to ``original``.

    ``shifts`` are pairs: a normalised index, and from there on the original offset minus the normalised index.
    """

    __slots__ = ("_at", "_shift", "original")

    def __init__(self, original: str, shifts: Iterable[tuple[int, int]]) -> None:
        self.original = original
        pairs = list(shifts)
        self._at = [at for at, _ in pairs]
        self._shift = [0, *(shift for _, shift in pairs)]

    def start(self, index: int) -> int:
        """The original offset of the normalised character at ``index``."""
        return index + self._shift[bisect_right(self._at, index)] if self._at else index

    def end(self, index: int) -> int:
        """The original offset just after the normalised character before ``index``, its marks included."""
        if index <= 0 or not self._at:
            return max(index, 0)
        n = bisect_right(self._at, index - 1)
        after = index + self._shift[n]
        if n == len(self._at) or self._at[n] != index:
            return after
        while after < len(self.original) and unicodedata.category(self.original[after]) == "Mn":
            after += 1
        return after

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a stretch of the normalised view."""
        return self.start(start), self.end(end)

    def slice(self, start: int, end: int) -> str:
        """The original text of a stretch of the normalised view."""
        return self.original[self.start(start) : self.end(end)] if end > start else ""


class NormalisedText(Way):
    """``normal`` is the view of a text to search; ``start``, ``end`` and ``slice`` lead back to ``original``.

    >>> text = NormalisedText("قالَ إنّه")
    >>> text.normal, text.slice(4, 7)
    ('قال انه', 'إنّه')
    """

    __slots__ = ("normal", "shifts")

    def __init__(self, original: str) -> None:
        normal = plain(original)
        self.normal = original if normal == original else normal  # of two alike, the one that stays in reach
        self.shifts = tuple(_shifts(original))
        super().__init__(original, self.shifts)


def _shifts(original: str) -> Iterator[tuple[int, int]]:
    """Pairs (normalised index from which a shift holds, original offset minus normalised index)."""
    table, shift = character_table(), 0
    for match in _resized().finditer(original):
        at, length = match.start(), len(table[ord(original[match.start()])])
        for k in range(1, length):
            yield at - shift + k, shift - k
        shift += 1 - length
        yield at + 1 - shift, shift
