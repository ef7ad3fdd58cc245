"""What is not to be without a thing, or but by it: who says so calls for that thing."""

from collections.abc import Sequence
from typing import Final

from extraction.stances_reading import Reading, Side
from extraction.stances_words import Mark, stance_words

# How many words into the content the denial stands, and how many of them to the thing that is asked for.
HEAD: Final = 4
REACH: Final = 11
DENIALS: Final = frozenset(("لا", "لن", "ولا", "ولن"))
OF_NOUNS: Final = frozenset(("لا", "ولا"))
FUTURE: Final = frozenset(("لن", "ولن"))
WITHOUT: Final = frozenset(("دون", "بدون", "بغير"))
BUT: Final = "الا"
# Behind إلا: a condition, or a new clause, الا انه.
NO_THING: Final = frozenset(("اذا", "ان", "انه", "انها", "انهم"))
# Behind إلا: a basis, which says how a thing is to be and not what else.
BASES: Final = frozenset(("بناء", "وفق", "وفقا", "بمقتضي", "بموجب", "علي", "حسب"))
PERSONS: Final = "يتنا"


def unless(reading: Reading) -> Side | None:
    """What cannot be, will not be or is not without a thing calls for it: ``لا حل دون …``, ``لا يمكن … إلا ب…``.

    >>> from extraction.stances_rules import side
    >>> side("لا حل دون فتح الجسر"), side("الحل لا يمكن أن يأتي إلا بفتح الجسر"), side("لن نمر بدون فتح الجسر")
    ('support', 'support', 'support')
    >>> side("لا يعبر الجسر إلا التلاميذ"), side("لم يمر أحد دون تصريح"), side("لا يمكن العبور إلا إذا فتح الجسر")
    ('oppose', 'oppose', 'oppose')
    >>> side("التعاون لن يكون ممكنا إلا على أساس المساواة")
    'neutral'
    """
    if reading.act not in ("say", "affirm") and not reading.derived:
        return None
    words = reading.words
    denial = next((n for n, word in enumerate(words[:HEAD]) if word in DENIALS), None)
    if denial is None or not _of_all(words, denial):
        return None
    for n in range(denial + 2, min(denial + REACH, len(words) - 1)):
        if words[n] == BUT and words[n + 1] in BASES:
            return Side("neutral", 0.0)
        if words[n] in WITHOUT or (words[n] == BUT and words[n + 1] not in NO_THING):
            return Side("support", 0.6, Mark("must", "support", n, n))
    return None


def _of_all(words: Sequence[str], denial: int) -> bool:
    """Whether a denial is of what is possible, of the future or of a noun's being, and not only of what was."""
    following = "".join(words[denial + 1 : denial + 2])
    noun = words[denial] in OF_NOUNS and following[:1] not in PERSONS
    return noun or words[denial] in FUTURE or following in stance_words().coming_about
