"""Where the phrases of ``lexicon/stances.yaml`` end in a text."""

from typing import Final

# Where a phrase of the lexicon may hold up to so many other words.
GAP: Final = "…"
WIDEST_GAP: Final = 4


def end_of(rest: tuple[str, ...], words: list[str], at: int) -> int:
    """Where a phrase ends whose words but the first stand from ``at`` on, or behind its gap; 0 where they don't.

    >>> end_of(("ندخر", "…", "جهدا"), "لن ندخر اي جهدا".split(), 2), end_of(("ندخر", "مالا"), "لن ندخر جهدا".split(), 2)
    (4, 0)
    """
    for n in range(1, len(rest)):
        if rest[n] == GAP:
            return end_behind_gap(words, at, rest[n + 1 :])
        if at >= len(words) or not _stands_for(words[at], rest[n]):
            return 0
        at += 1
    return at


def end_behind_gap(words: list[str], at: int, rest: tuple[str, ...]) -> int:
    """Where ``rest`` ends if it stands behind a gap of some words that begins at ``at``, or else 0."""
    for n in range(at + 1, min(at + 1 + WIDEST_GAP, len(words) - len(rest) + 1)):
        if all(map(_stands_for, words[n : n + len(rest)], rest)):
            return n + len(rest)
    return 0


def _stands_for(word: str, text: str) -> bool:
    """Whether a word continues a phrase; a phrase may end in a proclitic or leave out the article."""
    return word in (text, "ال" + text) or (len(text) == 1 < len(word) - 1 and word.startswith(text))
