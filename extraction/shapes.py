"""What the letters of a word alone tell of it."""

import re
from typing import Final

from extraction import tags

MASDAR_SHAPE: Final = re.compile(r"(است|ان|ا)..?.?ا.|است...?ا.|ت...?ي.|ت...?ي.ه|م.ا..?ه|ا...?ا.?ه?|ت.ا..")
# Verbal nouns with a possessive: استعداده, اعتذارها. Where ه could be a feminine ending (إدانة) the shape is left out.
OWNED_MASDAR: Final = re.compile(r"(?:است..ا.|ا..?.ا.|ت..ي.|ت.ا..)(?:ه|ها|هم|هما)")
# Sound plurals of persons, as far as their letters tell them from names (هاميلتون).
GROUP_SHAPE: Final = re.compile(r"م.+ون|[^يت].+يون|[^يت]ا..ون|[^يت].ا.ون")


def shape(stem: str) -> int:
    """Gender, number, the shapes of verbal nouns and adjectives of origin."""
    core = stem[2:] if stem.startswith("ال") and len(stem) > 4 else stem
    found = tags.FEMININE if core.endswith("ه") else 0
    if core.endswith(("ون", "ين", "ات")) and len(core) > 4:
        found |= tags.PLURAL
    if core.endswith("ون") and len(core) > 5 and (core != stem or GROUP_SHAPE.fullmatch(core)):
        found |= tags.GROUP
    if OWNED_MASDAR.fullmatch(core):
        return found & ~tags.FEMININE | tags.MASDAR | tags.MASDAR_MASCULINE | tags.OWNED | tags.DEFINITE
    if MASDAR_SHAPE.fullmatch(core):
        found |= tags.MASDAR | (0 if core.endswith("ه") else tags.MASDAR_MASCULINE)
    if core.endswith(("ي", "يه", "يون", "يين", "يا")) and len(core) > 3:
        found |= tags.NISBA
    return found
