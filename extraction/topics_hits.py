"""Where the topics' terms stand in a field."""

from extraction import tags
from extraction.tokens import Tokens
from extraction.topics_terms import Find, Term, letters_after


class Hit:
    """A term found at ``[start, end)`` of a normalised text, its clitics left out, in its tokens ``[first, last]``."""

    __slots__ = ("end", "first", "last", "start", "term")

    def __init__(self, start: int, end: int, first: int, last: int, term: Term) -> None:
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.term = term


class Hits:
    """The terms in a field's tokens, found once for all of its statements.

    >>> from extraction.chunks import chunks
    >>> hits = Hits(Tokens("حقوق الإنسان في العراق", chunks()))
    >>> [hit.term.topic for hit in hits.all()], [hit.term.topic for hit in hits.within(3, 4)]
    (['human-rights', 'iraq'], ['iraq'])
    """

    __slots__ = ("_all", "_sentences", "_tokens")

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._sentences: dict[int, list[Hit]] = {}
        self._all: list[Hit] | None = None

    def within(self, start: int, end: int) -> list[Hit]:
        """The terms in the tokens ``[start, end)`` in text order, those that stand in a look-alike left out."""
        if start >= end:
            return []
        sentence = self._tokens.sentence
        found = [hit for n in range(sentence[start], sentence[end - 1] + 1) for hit in self._of_sentence(n)]
        found = [hit for hit in found if start <= hit.first and hit.last < end]
        return _without_look_alikes(found) if any(hit.term.not_ for hit in found) else found

    def all(self) -> list[Hit]:
        """The terms of the whole field."""
        if self._all is None:
            self._all = self.within(0, self._tokens.size)
        return self._all

    def _of_sentence(self, n: int) -> list[Hit]:
        """The terms that begin in a sentence, found when they are first asked for: few sentences say something."""
        if n not in self._sentences:
            self._sentences[n] = _in_sentence(self._tokens, n)
        return self._sentences[n]


def _in_sentence(tokens: Tokens, n: int) -> list[Hit]:
    hits: list[Hit] = []
    stop = tokens.first[n + 1] if n + 1 < len(tokens.first) else tokens.size
    for k in range(tokens.first[n], stop):
        tag = tokens.tags[k]
        goes_on = tag & tags.PHRASAL and k + 1 < tokens.size and tokens.tags[k + 1] & tags.CONTINUING
        if goes_on and (wider := _phrases(tokens, k)):
            hits += sorted(_own(tokens, k) + wider, key=_place)
        elif tag & tags.TOPICAL:
            hits += _own(tokens, k)
    return hits


def _own(tokens: Tokens, k: int) -> list[Hit]:
    """The terms that the word at ``k`` is; part of a person's name is none."""
    if _of_person(tokens, k):
        return []
    place = tokens.starts[k]
    return [Hit(place + start, place + end, k, k, term) for start, end, term, _, _ in tokens.found[k].terms.own]


def _of_person(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` goes on with a person's name after a given name: سالم التونسي, سالم رمضان."""
    if not k or not tokens.tags[k - 1] & tags.GIVEN:
        return False
    family = tags.NISBA if tokens.words[k].startswith("ال") else 0
    return bool(tokens.tags[k] & (tags.GIVEN | tags.AMBIGUOUS | family))


def _phrases(tokens: Tokens, k: int) -> list[Hit]:
    """The phrases that begin in token ``k``, by the letters that the next word may have of their second stem."""
    phrases = tokens.found[k].terms.phrases
    keys = [key for key in tokens.found[k + 1].continues if key in phrases]
    return [hit for key in keys for find in phrases[key] if (hit := _phrase(tokens, k, find))]


def _phrase(tokens: Tokens, k: int, find: Find) -> Hit | None:
    """The phrase that begins in token ``k``, if the tokens after it go on with it."""
    last, stem = k + len(find.stems), find.stems[-1]
    if last >= tokens.size or not tokens.words[last].startswith(stem):
        return None
    after = letters_after(tokens.words[last], len(stem))
    if after not in find.after or tuple(tokens.words[k + 1 : last]) != find.stems[:-1]:
        return None
    end = tokens.starts[last] + len(stem) + len(after) * find.term.not_
    return Hit(tokens.starts[k] + find.start, end, k, last, find.term)


def _place(hit: Hit) -> tuple[int, int, bool]:
    """Text order, the longer first, a look-alike before a term of its length."""
    return hit.start, -hit.end, not hit.term.not_


def _without_look_alikes(found: list[Hit]) -> list[Hit]:
    barred: dict[str, int] = {}
    kept: list[Hit] = []
    for hit in found:
        if hit.term.not_:
            barred[hit.term.topic] = max(hit.end, barred.get(hit.term.topic, 0))
        elif hit.end > barred.get(hit.term.topic, 0):
            kept.append(hit)
    return kept
