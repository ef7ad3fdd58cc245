"""Definite nouns that take up one who has spoken: الهيئة after هيئة الانتخابات, whoever is told of between."""

from extraction.drafts import Range, Reading
from extraction.heard import Hearing
from extraction.indexes import root
from extraction.text import normalise
from extraction.vocabulary import bare
from schemas.statement import Speaker


def heard_body(hearing: Hearing, reading: Reading, mention: Range) -> Speaker | None:
    """The last body heard whose name begins with the head of a mention, and has its other words and more."""
    words = _stems(reading, mention)
    for heard in reversed(hearing.heard):
        name = [bare(word) for word in normalise(heard.speaker.name).split()]
        if heard.speaker.kind != "organization" or name[:1] != words[:1] or len(name) <= len(words):
            continue
        joint = name[1][0] == "و"  # الشركة والنقابة are two
        if not joint and {root(word) for word in words} <= {root(word) for word in name}:
            return heard.speaker
    return None


def fuller(speaker: Speaker, reading: Reading, part: Range) -> bool:
    """Whether a part of the text has all words of a speaker's name, and so says no less of them."""
    return {bare(word) for word in normalise(speaker.name).split()} <= set(_stems(reading, part))


def _stems(reading: Reading, part: Range) -> list[str]:
    return [found.bare for found in reading.tokens.found[slice(*part)]]
