"""What a page says about itself: nobody in the news said it."""

from functools import cache
from itertools import chain

from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.vocabulary import load


@cache
def starts() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The openings of such paragraphs by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for term in load("boilerplate")["starts"]:
        words = tuple(normalise(term).split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@cache
def labels() -> frozenset[str]:
    """Words that a page puts before a colon: شاهد, عاجل."""
    return frozenset(map(normalise, load("boilerplate")["labels"]))


@cache
def impersonal() -> frozenset[str]:
    """Words that open a formula without a speaker: يذكر أن, تجدر الإشارة."""
    words = {normalise(term) for term in load("boilerplate")["impersonal"] if " " not in term}
    return frozenset(words | {"و" + word for word in words})


def covered(tokens: Tokens) -> frozenset[int]:
    """The tokens of boilerplate paragraphs."""
    known, firsts = starts(), tokens.paragraphs
    opened = [n for n, i in enumerate(firsts) if tokens.words[i] in known and _boilerplate(tokens, i)]
    ends = [*firsts[1:], tokens.size]
    return frozenset(chain.from_iterable(range(firsts[n], ends[n]) for n in opened))


def _boilerplate(tokens: Tokens, i: int) -> bool:
    return any(tuple(tokens.words[i : i + len(words)]) == words for words in starts().get(tokens.words[i], ()))
