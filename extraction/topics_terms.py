"""Terms in running Arabic text: whole words, with the article, proclitics, possessives and plurals by construction.

Each word is searched once for all terms of all topics, and what it is or begins is remembered; what stands around a
find decides whether it is a word of its own.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from extraction.text import TOKEN, normalise

Sort = Literal["name", "noun", "nisba"]

ARTICLE: Final = "ال"
CONJUNCTIONS: Final = ("", "و", "ف")
PREPOSITIONS: Final = ("", "ب", "ك", "ل")
INDEFINITE: Final = frozenset(c + p for c in CONJUNCTIONS for p in PREPOSITIONS)
DEFINITE: Final = frozenset(c + p + ARTICLE for c in CONJUNCTIONS for p in PREPOSITIONS[:3]) | {
    c + "لل" for c in CONJUNCTIONS
}
ANY: Final = INDEFINITE | DEFINITE
LONGEST_PROCLITIC: Final = max(map(len, ANY))

POSSESSIVES: Final = ("ه", "ها", "هم", "هما", "هن", "نا", "كم")
BARE: Final = frozenset({""})
NISBA: Final = frozenset({"", "ا", "ه", "ون", "ين", "ان", "ات", "تان", "تين", "و"})
# Short nouns take none of the endings that would make another word of them: أمن is not آمنة.
SHORT_NOUN: Final = frozenset({"", "ها", "هم", "نا"})
NOUN: Final = frozenset({"", "ا", "ات", "ون", "ين", "ان", "ي", "و", *POSSESSIVES, *("ات" + p for p in POSSESSIVES)})
TEH_MARBUTA: Final = frozenset(
    {"ه", "ات", "تان", "تين", "تا", "تي", *("ت" + p for p in POSSESSIVES), *("ات" + p for p in POSSESSIVES)}
)
LONGEST_SUFFIX: Final = max(map(len, NOUN | TEH_MARBUTA | NISBA))


class Term(NamedTuple):
    """A phrase of a topic. ``not_`` marks a look-alike, ``target`` a thing that one is for or against."""

    topic: str
    text: str
    form: Sort
    not_: bool = False
    target: bool = False


class Form(NamedTuple):
    """One way to write a term: its tokens, and what may stand before the first and after the last of them."""

    stems: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    term: Term


class Find(NamedTuple):
    """A term in a word, at ``[start, end)`` of it, or its first stem there, the other ``stems`` in the words after it.

    ``after`` may follow the last of these.
    """

    start: int
    end: int
    term: Term
    stems: tuple[str, ...]
    after: frozenset[str]


class Terms(NamedTuple):
    """What a word is by itself, and what it begins by the ``phrase_key`` of the next stem."""

    own: tuple[Find, ...]
    phrases: dict[str, list[Find]]


NO_TERMS: Final = Terms((), {})


class TermIndex:
    """Finds terms in words.

    >>> index = TermIndex([Term("war", "حرب", "noun"), Term("iraq", "العراق", "name")])
    >>> [[find.term.topic for find in index.terms(word).own] for word in ("وللحرب", "في", "العراق", "اعراق")]
    [['war'], [], ['iraq'], []]
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        by_stem: dict[str, list[Form]] = {}
        for form in (form for term in terms for form in _forms(term)):
            by_stem.setdefault(form.stems[0], []).append(form)
        self._forms = list(by_stem.values())
        self._automaton = AhoCorasick(list(by_stem))
        self._seconds = {phrase_key(stem) for forms in self._forms for form in forms for stem in form.stems[1:2]}

    def terms(self, word: str) -> Terms:
        """What ``word`` is and begins."""
        own: list[Find] = []
        phrases: dict[str, list[Find]] = {}
        for find in self._matches(word):
            (phrases.setdefault(phrase_key(find.stems[0]), []) if find.stems else own).append(find)
        return Terms(tuple(sorted(own, key=_place)), phrases) if own or phrases else NO_TERMS

    def continues(self, word: str) -> tuple[str, ...]:
        """The keys of the phrases of which ``word`` may be the second."""
        return tuple(key for key in dict.fromkeys((word[:4], word[:2])) if key in self._seconds)

    def _matches(self, word: str) -> Iterator[Find]:
        for pattern, start, end in self._automaton.find_matches_as_indexes(word, overlapping=True):
            before = _letters_before(word, start)
            if before in ANY:
                after = letters_after(word, end)
                for form in self._forms[pattern]:
                    whole = end == len(word) if len(form.stems) > 1 else after in form.after
                    if whole and before in form.before:
                        # A look-alike bars with its ending: القوة القاهرة holds all of القاهرة.
                        yield Find(start, end + len(after) * form.term.not_, form.term, form.stems[1:], form.after)


def phrase_key(stem: str) -> str:
    """The first letters of a phrase's second word, by which it is looked up: four, or two where it is short."""
    return stem[:4] if len(stem) >= 4 else stem[:2]


def _place(find: Find) -> tuple[int, int, bool]:
    """Text order, the longer first, a look-alike before a term of its length."""
    return find.start, -find.end, not find.term.not_


def _letters_before(text: str, start: int) -> str:
    """The letters that stand between the start of the word and ``start``, no more than could be proclitics."""
    first = start
    while first > 0 and start - first <= LONGEST_PROCLITIC and text[first - 1].isalpha():
        first -= 1
    return text[first:start]


def letters_after(text: str, end: int) -> str:
    """The letters from ``end`` to the end of the word, no more than could be an ending."""
    last = end
    while last < len(text) and last - end <= LONGEST_SUFFIX and text[last].isalpha():
        last += 1
    return text[end:last]


def _forms(term: Term) -> Iterator[Form]:
    """Every way in which a term is written.

    A definite term is found definite only, an indefinite one both ways. A phrase of indefinite words is made
    definite as noun and adjective, and as construct.

    >>> [(" ".join(f.stems), f.before == DEFINITE) for f in _forms(Term("budget", "قانون مالي", "noun"))]
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


def _form(term: Term, words: list[str], before: frozenset[str]) -> Form:
    stem = normalise(" ".join(words))
    after = BARE
    if term.form != "name" and (len(words) == 1 or term.text.endswith("ة")):
        stem, after = _ending(term, stem)
    return Form(tuple(TOKEN.findall(stem)), before, after, term)


def _ending(term: Term, stem: str) -> tuple[str, frozenset[str]]:
    """What stays of a stem in all its forms, and what may follow it."""
    if term.form == "nisba":
        return stem, NISBA
    if term.text.endswith("ة"):
        return stem[:-1], TEH_MARBUTA
    return stem, NOUN if len(stem) > 3 else SHORT_NOUN
