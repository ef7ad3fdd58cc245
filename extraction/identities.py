"""Stable ids for names, however they are spelled."""

import re
from functools import cache, lru_cache
from typing import Final

from extraction.text import normalise
from extraction.vocabulary import bare, load

# Foreign g and the like are spelled several ways; ids forget the difference (سيرجي, سيرغي).
ONE_LETTER: Final = str.maketrans("غقڤپ", "ججفب")
HONORIFICS: Final = re.compile(r"^(?:السيد|السيده|الدكتور|الدكتوره|الشيخ|الاستاذ|الاستاذه)\s")


@cache
def ids() -> dict[str, str]:
    """The lexicon's ids of persons, states and bodies by normalised name."""
    known: dict[str, str] = {}
    for entries in (load("people"), load("states"), load("organisations")["names"]):
        for identifier, spellings in entries.items():
            known.update({normalise(spelling): identifier for spelling in spellings})
    return known


@cache
def _states() -> dict[str, str]:
    """The first name of each state by any of its names."""
    return {normalise(name): names[0] for names in load("states").values() for name in names}


def state_name(stem: str) -> str:
    """A state's own name where its capital stands for it.

    >>> state_name("موسكو")
    'روسيا'
    """
    return _states().get(stem, stem)


@lru_cache(maxsize=1 << 14)
def identifier(name: str) -> str:
    """A stable id for a name: the lexicon's, or the name's own letters without article and spelling variants.

    >>> identifier("سيرجي لافروف"), identifier("سيرغي لافروف")
    ('sergey-lavrov', 'sergey-lavrov')
    >>> identifier("النقابة المهنية"), identifier("نقابة مهنية")
    ('نجابه-مهنيه', 'نجابه-مهنيه')
    """
    plain = HONORIFICS.sub("", normalise(name))
    if plain in ids():
        return ids()[plain]
    return "-".join(bare(word) for word in re.findall(r"\w+", plain)).translate(ONE_LETTER) or "unknown"
