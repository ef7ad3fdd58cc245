"""Terms in running Arabic text: whole words, with the article, proclitics, possessives and plurals by construction.

All terms of all topics are found in one pass; what stands around a find decides whether it is a word of its own.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from extraction.text import normalise

Form = Literal["name", "noun", "nisba"]

ARTICLE = "ال"
CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("", "ب", "ك", "ل")
INDEFINITE = frozenset(c + p for c in CONJUNCTIONS for p in PREPOSITIONS)
DEFINITE = frozenset(c + p + ARTICLE for c in CONJUNCTIONS for p in PREPOSITIONS[:3]) | {c + "لل" for c in CONJUNCTIONS}
ANY = INDEFINITE | DEFINITE
LONGEST_PROCLITIC = max(map(len, ANY))

POSSESSIVES = ("ه", "ها", "هم", "هما", "هن", "نا", "كم")
BARE = frozenset({""})
NISBA = frozenset({"", "ا", "ه", "ون", "ين", "ان", "ات", "تان", "تين", "و"})
# Short nouns take none of the endings that would make another word of them: أمن is not آمنة.
SHORT_NOUN = frozenset({"", "ها", "هم", "نا"})
NOUN = frozenset({"", "ا", "ات", "ون", "ين", "ان", "ي", "و", *POSSESSIVES, *("ات" + p for p in POSSESSIVES)})
TEH_MARBUTA = frozenset(
    {"ه", "ات", "تان", "تين", "تا", "تي", *("ت" + p for p in POSSESSIVES), *("ات" + p for p in POSSESSIVES)}
)
LONGEST_SUFFIX = max(map(len, NOUN | TEH_MARBUTA | NISBA))


class Term(NamedTuple):
    """A phrase of a topic. ``not_`` marks a look-alike, ``target`` a thing that one is for or against."""

    topic: str
    text: str
    form: Form
    not_: bool = False
    target: bool = False


class Hit(NamedTuple):
    """A term found at ``[start, end)`` of a normalised text, its clitics left out."""

    start: int
    end: int
    term: Term


class _Form(NamedTuple):
    """One way to write a term: the letters searched, and what may stand before and after them."""

    stem: str
    before: frozenset[str]
    after: frozenset[str]
    term: Term


class TermIndex:
    """Finds terms in normalised text.

    >>> index = TermIndex([Term("war", "حرب", "noun"), Term("iraq", "العراق", "name")])
    >>> [hit.term.topic for hit in index.hits("وللحرب في العراق اعراق")]
    ['war', 'iraq']
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._forms: list[list[_Form]] = []
        stems: dict[str, list[_Form]] = {}
        for form in (form for term in terms for form in _forms(term)):
            stems.setdefault(form.stem, []).append(form)
        self._forms = list(stems.values())
        self._automaton = AhoCorasick(list(stems))

    def hits(self, normal: str) -> tuple[Hit, ...]:
        """The terms of ``normal`` in text order, those that stand in a look-alike left out."""
        barred: dict[str, int] = {}
        kept: list[Hit] = []
        for hit in sorted(self._matches(normal), key=_place):
            if hit.term.not_:
                barred[hit.term.topic] = max(hit.end, barred.get(hit.term.topic, 0))
            elif hit.end > barred.get(hit.term.topic, 0):
                kept.append(hit)
        return tuple(kept)

    def _matches(self, normal: str) -> Iterator[Hit]:
        for pattern, start, end in self._automaton.find_matches_as_indexes(normal, overlapping=True):
            before = _letters_before(normal, start)
            if before in ANY:
                after = _letters_after(normal, end)
                for form in self._forms[pattern]:
                    if before in form.before and after in form.after:
                        # A look-alike bars with its ending: القوة القاهرة holds all of القاهرة.
                        yield Hit(start, end + len(after) * form.term.not_, form.term)


def _place(hit: Hit) -> tuple[int, int, bool]:
    """Text order, the longer first, a look-alike before a term of its length."""
    return hit.start, -hit.end, not hit.term.not_


def _letters_before(text: str, start: int) -> str:
    """The letters that stand between the start of the word and ``start``, no more than could be proclitics."""
    first = start
    while first > 0 and start - first <= LONGEST_PROCLITIC and text[first - 1].isalpha():
        first -= 1
    return text[first:start]


def _letters_after(text: str, end: int) -> str:
    last = end
    while last < len(text) and last - end <= LONGEST_SUFFIX and text[last].isalpha():
        last += 1
    return text[end:last]


def _forms(term: Term) -> Iterator[_Form]:
    """Every way in which a term is written.

    A definite term is found definite only, an indefinite one both ways. A phrase of indefinite words is made
    definite as noun and adjective, and as construct.

    >>> [(f.stem, f.before == DEFINITE) for f in _forms(Term("budget", "قانون مالي", "noun"))]
    [('قانون مالي', False), ('قانون المالي', False), ('قانون المالي', True)]
    """
    words = term.text.split()
    if words[0].startswith(ARTICLE):
        yield _form(term, [words[0][2:], *words[1:]], DEFINITE)
    elif len(words) > 1 and not any(word.startswith(ARTICLE) for word in words) and term.form != "name":
        yield _form(term, words, INDEFINITE)
        yield _form(term, [words[0], *(ARTICLE + word for word in words[1:])], INDEFINITE)
        yield _form(term, [words[0], *(ARTICLE + word for word in words[1:])], DEFINITE)
    else:
        yield _form(term, words, ANY)


def _form(term: Term, words: list[str], before: frozenset[str]) -> _Form:
    stem = normalise(" ".join(words))
    if term.form == "name" or (len(words) > 1 and not term.text.endswith("ة")):
        return _Form(stem, before, BARE, term)
    if term.form == "nisba":
        return _Form(stem, before, NISBA, term)
    if term.text.endswith("ة"):
        return _Form(stem[:-1], before, TEH_MARBUTA, term)
    return _Form(stem, before, NOUN if len(stem) > 3 else SHORT_NOUN, term)
