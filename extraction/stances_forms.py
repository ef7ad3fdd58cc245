"""The forms in which the words of ``lexicon/stances.yaml`` turn up, in plain spelling."""

from collections.abc import Iterable, Sequence
from typing import Final

from extraction.text import normalise
from extraction.topics_terms import POSSESSIVES

PERFECT: Final = ("", "ت", "وا", "نا", "تا")
IMPERFECT: Final = ("", "ون", "وا", "ان", "ين", "ن")
ADJECTIVE: Final = ("", "ا", "ه", "ون", "ين", "ان", "ات")
PARTICIPLE: Final = ("", "ا", "ه", "ون", "ين", "ان")
SHORT_NOUN: Final = ("", "ها", "هم", "نا")
NOUN: Final = ("", "ا", "ات", *POSSESSIVES)


def cells(cell: str) -> list[str]:
    """The stems in a cell of a row, ``a/b``; none in ``-``."""
    return [] if cell == "-" else normalise(cell).split("/")


def exact(text: str) -> list[str]:
    """The text as it stands."""
    return [normalise(text)]


def adjective(text: str) -> list[str]:
    """The forms of an adjective by gender and number; a phrase stands as it is."""
    stem = normalise(text)
    return [stem] if " " in stem or len(stem) <= 3 or text.endswith("ة") else [stem + ending for ending in ADJECTIVE]


def noun(text: str) -> list[str]:
    """The forms of a noun with its owners; a phrase stands as it is, a short noun takes no ending like another word's.

    >>> noun("خطورة")[:2], noun("خط أحمر")
    (['خطوره', 'خطورات'], ['خط احمر'])
    """
    stem = normalise(text)
    if " " in stem or stem.startswith("ال"):
        return [stem]
    if text.endswith("ة"):
        return [stem, stem[:-1] + "ات", *(f"{stem[:-1]}ت{owner}" for owner in POSSESSIVES)]
    return [stem + ending for ending in (SHORT_NOUN if len(stem) <= 3 else NOUN)]


def owned(text: str) -> list[str]:
    """A verbal noun with its owners; a final hamza sits on a seat before them.

    >>> owned("استياء")[:3], owned("رفض")[0]
    (['استياءه', 'استياوه', 'استيايه'], 'رفضه')
    """
    stem = normalise(text)
    seats = [stem, stem[:-1] + "و", stem[:-1] + "ي"] if stem.endswith("ء") else [stem]
    return [seat + owner for owner in POSSESSIVES for seat in seats]


def conjugated(row: Sequence[str], persons: str) -> list[str]:
    """Perfect and imperfect of a verb in all persons, the imperfect with the given prefixes."""
    perfect, imperfect = map(cells, row)
    stems = [person + stem for person in persons for stem in imperfect]
    return with_endings(perfect, PERFECT) + with_endings(stems, IMPERFECT)


def with_endings(stems: Iterable[str], endings: Iterable[str]) -> list[str]:
    """Each stem with each ending, on the first word of a phrase."""
    return [" ".join([first + ending, *rest]) for first, *rest in map(str.split, stems) for ending in endings]
