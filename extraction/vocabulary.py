"""The lexicon, compiled: for any word of the normalised view, what it can be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from extraction import tags
from extraction.compiled import forms
from extraction.morphology import Aspect, Form, Parts
from extraction.shapes import shape
from extraction.stances_words import NO_SENSES, Senses, stance_words
from extraction.text import normalise
from extraction.topics_lexicon import Topic, own_topics
from extraction.topics_terms import NO_TERMS, TermIndex, Terms
from extraction.unsettled import WORDS as UNSETTLED
from schemas.statement import Act

FOLDER: Final = Path(__file__).parent / "lexicon"
MEMO_LIMIT: Final = 200_000
# What is longer is no word, and not remembered.
LONGEST_REMEMBERED: Final = 40
PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
ARTICLES: Final = ("ال", "وال", "بال", "كال", "فال", "وبال", "فبال", "لل", "ولل", "فلل")
POSSESSIVES: Final = ("هما", "ها", "هم", "هن", "نا", "ه", "ي")
NUMERAL: Final = re.compile(r"[0-9]")
CLOSED: Final = (
    tags.PREPOSITION
    | tags.ADVERB
    | tags.NEGATION
    | tags.SUBORDINATOR
    | tags.AUXILIARY
    | tags.MODAL
    | tags.ISSUED
    | tags.QUANTIFIER
)
NAMES: Final = tags.GIVEN | tags.AMBIGUOUS | tags.PARTICLE
# What a word is no longer with an article on it.
UNDEFINED: Final = NAMES | CLOSED | tags.OUTLET_NAME | tags.STATE | tags.PRONOUN
# What the letters of a word tell of it only where the lexicon does not: أستاذة is no verbal noun with a pronoun.
SHAPED: Final = tags.MASDAR | tags.MASDAR_MASCULINE | tags.OWNED | tags.DEFINITE
CLITIC_TAGS: Final = {"و": tags.AND, "ف": tags.AND, "ب": tags.BY, "ل": tags.TO, "ك": tags.LIKE}


class Verb(NamedTuple):
    """One cue verb of the lexicon."""

    lemma: str
    act: Act
    frame: frozenset[str]
    position: bool = False
    strict: bool = False
    goes_on: bool = False
    opinion: bool = False


class Reading(NamedTuple):
    """What a form of a cue verb says of its subject."""

    verb: Verb
    aspect: Aspect
    gender: str
    number: str
    pronoun: str


@dataclass(slots=True, eq=False)
class Word:
    """One word: its letters, tags, the word without its proclitics (its article stays), its readings as a cue.

    ``bare`` is the word without its article too.

    ``terms`` are those of topics that it is or begins, ``continues`` the keys of those that it may go on with;
    ``senses`` what it does for a side.
    """

    text: str
    tags: int
    stem: str
    bare: str
    continues: tuple[str, ...]
    readings: tuple[Reading, ...] = ()
    terms: Terms = NO_TERMS
    senses: Senses = NO_SENSES


@cache
def load(name: str) -> Any:
    """A lexicon file of ours."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def cue_verbs() -> Iterator[tuple[Verb, Parts]]:
    """The cue verbs with their principal parts, in the order of the file."""
    for group in load("cues"):
        flags = {name: group.get(name, False) for name in ("position", "strict", "goes_on", "opinion")}
        for perfect, others in group["verbs"].items():
            parts = ("" if part == "-" else part for part in others)
            yield Verb(perfect, group["act"], frozenset(group["frame"]), **flags), Parts(perfect, *parts)


GRAMMAR: Final = {
    "complementiser": tags.COMPLEMENTISER,
    "preposition": tags.PREPOSITION,
    "relative": tags.RELATIVE,
    "subordinator": tags.SUBORDINATOR,
    "negation": tags.NEGATION,
    "auxiliary": tags.AUXILIARY,
    "pronoun": tags.PRONOUN,
    "demonstrative": tags.DEMONSTRATIVE,
    "quantifier": tags.QUANTIFIER,
    "time": tags.TIME,
    "adverb": tags.ADVERB,
    "issued": tags.ISSUED,
    "modal": tags.MODAL,
    "adjective": tags.ADJECTIVE,
    "aside": tags.ASIDE,
    "verbal_noun": tags.MASDAR | tags.MASDAR_MASCULINE,
    "impersonal": tags.IMPERSONAL,
    "prepositional_pronoun": tags.PREPOSITION | tags.PRONOUN,
}


def _terms() -> Iterator[tuple[str, int]]:
    """Every term of the noun lists with its tag."""
    for name, tag in GRAMMAR.items():
        yield from ((term, tag) for term in load("grammar")[name])
    for role, plural in (titles := load("titles"))["roles"].items():
        yield from role_forms(role, plural)
    yield from ((term, tags.ROLE) for term in titles["honorifics"])
    for role, plural in titles["women"].items():
        yield from ((role, tags.ROLE | tags.FEMININE), (plural, tags.ROLE | tags.FEMININE | tags.PLURAL))
    yield from ((term, tags.GROUP | tags.PLURAL) for term in titles["groups"])
    yield from ((term, tags.ANONYMOUS) for term in titles["anonymous"])
    names = load("names")
    yield from ((term, tags.GIVEN) for term in names["given"])
    yield from ((term, tags.AMBIGUOUS) for term in names["ambiguous"])
    yield from ((term, tags.PARTICLE) for term in names["particles"])
    known = {*map(normalise, names["ambiguous"]), *map(normalise, titles["roles"])}
    for terms in load("people").values():
        # A name is known as a whole, for the everyday words in it: بان كي مون, but not بأن.
        yield from ((term, tags.GIVEN) for term in terms)
        yield from ((word, tags.GIVEN) for term in terms for word in term.split() if normalise(word) not in known)
    masculine = load("grammar")["masculine_states"]
    for terms in load("states").values():
        yield from ((term, tags.STATE | tags.FEMININE * (term not in masculine)) for term in terms)
    organisations = load("organisations")
    yield from ((term, tags.BODY) for term in organisations["heads"])
    for terms in organisations["names"].values():
        yield from ((term, tags.BODY) for term in terms)
    media = load("media")
    for terms in media["occasions"].values():
        yield from ((term, tags.OCCASION) for term in terms)
    yield from ((term, tags.OUTLET) for term in media["outlets"])
    yield from ((term, tags.OUTLET_NAME) for term in media["outlet_names"])
    documents = load("documents")
    yield from ((term, tags.DOCUMENT) for term in documents["written"])
    yield from ((term, tags.SAME) for term in documents["same"])


def role_forms(role: str, plural: str) -> Iterator[tuple[str, int]]:
    """A role's masculine, feminine, plural and dual.

    >>> [form for form, _ in role_forms("وزير", "وزراء")]
    ['وزير', 'وزيرة', 'وزيرات', 'وزيرا', 'وزيري', 'وزيران', 'وزراء']
    """
    base = role.removesuffix("ة")
    yield role, tags.ROLE | (tags.FEMININE if role.endswith("ة") else 0)
    yield base + "ة", tags.ROLE | tags.FEMININE
    yield base + "ات", tags.ROLE | tags.FEMININE | tags.PLURAL
    yield from ((base + ending, tags.DUAL) for ending in ("ا", "ي") if len(base) > 3)
    yield from ((base + ending, tags.ROLE | tags.DUAL) for ending in ("ان",) if len(base) > 3)
    broken = (plural,) if plural != "-" else (base + "ون", base + "ين", base + "و")
    yield from ((form, tags.ROLE | tags.PLURAL) for form in broken)


@dataclass(frozen=True)
class Compiled:
    """What is looked up: single words, names of several words by their first, forms of cue verbs."""

    words: dict[str, int]
    names: dict[str, list[tuple[tuple[str, ...], int]]]
    forms: dict[str, list[Form]]
    verbs: list[Verb] = field(default_factory=list)


def compile_terms(
    terms: Iterable[tuple[str, int]],
) -> tuple[dict[str, int], dict[str, list[tuple[tuple[str, ...], int]]]]:
    """Single words with their tags, and names of several words by their first word, the longest first."""
    words: dict[str, int] = {}
    names: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for term, tag in terms:
        first, *rest = normalise(term).split()
        if rest and tag & (tags.SPEAKING | tags.AMBIGUOUS):
            names.setdefault(first, []).append(((first, *rest), tag))
        elif not rest:
            words[first] = words.get(first, 0) | tag
    for found in names.values():
        found.sort(key=lambda name: -len(name[0]))
    return words, names


def compile_lexicon(people: Iterable[str] = ()) -> Compiled:
    """Compile the YAML files, with a user's ``people`` among the names, and inflect the cue verbs."""
    pairs = list(cue_verbs())
    own = ((word, tags.GIVEN) for name in people for word in name.split())
    words, names = compile_terms(chain(_terms(), own))
    return Compiled(words, names, forms([parts for _, parts in pairs]), [verb for verb, _ in pairs])


class Vocabulary:
    """From words of the normalised view to what they can be; what is unknown is analysed once.

    Past MEMO_LIMIT nothing more is remembered.
    """

    def __init__(self, compiled: Compiled, topics: Iterable[Topic]) -> None:
        self._terms = TermIndex(term for topic in topics for term in topic.terms)
        self._stances = stance_words()
        self._known: dict[str, Word] = {}
        self.names = compiled.names
        self._words, self._forms, self._verbs = compiled.words, compiled.forms, compiled.verbs

    def word(self, word: str) -> Word:
        """What a word, a mark or a line break is."""
        known = self._known.get(word)
        if known is None:
            known = self._analyse(word)
            known.tags |= tags.UNSETTLED if word in UNSETTLED else 0
            if len(self._known) < MEMO_LIMIT and len(word) < LONGEST_REMEMBERED:
                self._known[word] = known
        return known

    def _analyse(self, word: str) -> Word:
        continues = self._terms.continues(word)
        continuing = tags.CONTINUING if continues else 0
        if not word[0].isalnum():
            return Word(word, _punctuation(word) | continuing, word, word, continues)
        if NUMERAL.match(word):
            return Word(word, tags.NUMBER | continuing, word, word, continues)
        readings, joined = self._readings(word)
        found, stem = self._noun(word)
        shown = shape(stem) & ~(SHAPED if found & tags.SPEAKING else 0)
        found |= (tags.CUE if readings else 0) | (tags.NOMINAL if nominal_lemma(word) else 0) | joined
        found |= shown | (tags.NAMED if stem in self.names else 0) | _bare(word, found, readings)
        found |= tags.EVALUATIVE if {word, stem, stem.removeprefix("ال")} & _evaluative() else 0
        terms, senses = self._terms.terms(word), self._stances.senses(word)
        found |= (tags.TOPICAL if terms.own else 0) | (tags.PHRASAL if terms.phrases else 0)
        found |= continuing | (tags.SIDED if any(senses) else 0)
        return Word(word, found, stem, bare(stem), continues, readings, terms, senses)

    def _readings(self, word: str) -> tuple[tuple[Reading, ...], int]:
        """The word's readings as a cue, and the tag of its و or ف if it has one."""
        forms, joined = self._forms.get(word, []), 0
        if not forms and len(word) > 3 - (word[0] == "و") and word[0] in "وف":  # وحث, not فرد
            forms, joined = self._forms.get(word[1:], []), tags.AND
        if any(form.aspect == "n" and form.pronoun == "0" for form in forms):
            # إدانة is not أدانه: a verb with ه is told from its own verbal noun only by its place.
            forms = [form for form in forms if form.pronoun != "3ms" or form.aspect == "n"]
        return tuple(Reading(self._verbs[form.verb], *form[1:]) for form in forms), joined if forms else 0

    def _noun(self, word: str) -> tuple[int, str]:
        """Tags of the word as a noun or particle, and its stem."""
        best = (_dual(self._words.get(word, 0)), word)
        for letters in (*PROCLITICS[1:], *ARTICLES):
            if not word.startswith(letters) or len(word) < len(letters) + 2:
                continue
            found, stem = self._without(word[len(letters) :], letters)
            plural = letters in ("ول", "فل") and best[0] & tags.SPEAKING  # ولايات
            if found and not plural and (not best[0] or "ل" in letters[1:] or letters == "ال"):
                best = (found | best[0] | _clitics(letters), stem)
        if best[0]:
            return best
        return self._owned(word) or _unknown(word)

    def _without(self, rest: str, letters: str) -> tuple[int, str]:
        """Tags and stem of what is left without a proclitic; names keep their article."""
        article = letters.endswith(("ال", "لل"))
        stem = f"ال{rest}" if article else rest
        found = self._words.get(stem, 0)
        if article and found & tags.ADJECTIVE:
            found |= self._words.get(rest, 0) & tags.ROLE  # المكلف is an adjective of rank, and one who speaks
        found = found or (self._words.get(rest, 0) & ~UNDEFINED if article else _dual(self._words.get(rest, 0)))
        if "ك" in letters:
            found &= ~NAMES  # كامل is a name of its own
        if not found and stem in self.names:
            found = tags.NAMED
        return found | (tags.DEFINITE if article and found else 0), stem

    def _owned(self, word: str) -> tuple[int, str] | None:
        """Tags of a noun with a possessive pronoun: بيانها, كلمته."""
        for ending in POSSESSIVES:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                base = word[: -len(ending)]
                for stem in (base, base[:-1] + "ه" if base.endswith("ت") else base):
                    found, core = self._possessed(stem)
                    if found:
                        return found | tags.OWNED | tags.DEFINITE, core
        return None

    def _possessed(self, stem: str) -> tuple[int, str]:
        kinds = tags.ROLE | tags.BODY | tags.OCCASION | tags.DOCUMENT | tags.OUTLET | tags.GROUP | tags.MASDAR
        for letters in PROCLITICS:
            if stem.startswith(letters) and (found := self._words.get(stem[len(letters) :], 0) & kinds):
                return found | _clitics(letters), stem[len(letters) :]
        return 0, stem


def _dual(found: int) -> int:
    """The two of a role in the construct, which take no article: وزيري المالية, not السلطاني."""
    return found | tags.ROLE if found & tags.DUAL else found


def bare(stem: str) -> str:
    """A stem without its article.

    >>> bare("الوزير"), bare("وزير")
    ('وزير', 'وزير')
    """
    return stem[2:] if stem.startswith("ال") and len(stem) > 4 else stem


def _bare(word: str, found: int, readings: tuple[Reading, ...]) -> int:
    """Tags of an attached preposition on a word that the lexicon does not know: بإطلاق, لوقف."""
    known = tags.SPEAKING | tags.FUNCTION | tags.PREPOSITION | tags.TIME | tags.ADVERB | tags.PARTICLE | tags.NAMED
    if word[0] not in "بل" or found & known or 1 < len(word) <= 4 or any(r.aspect in "pi" for r in readings):
        return 0
    return tags.BARE_BY if word[0] == "ب" else tags.BARE_TO


@cache
def _evaluative() -> frozenset[str]:
    """The words of the lexicon's acts, of pairs the first."""
    return frozenset(normalise(term).split()[0] for terms in load("acts").values() for term in terms)


def _punctuation(mark: str) -> int:
    if mark in "\"“”«»„‟‹›❝❞＂〝〞‘’‚‛`'":
        return tags.PUNCTUATION | tags.QUOTE
    return tags.PUNCTUATION | (tags.BREAK if mark[0] in ".!?\n…" else 0)


def _clitics(letters: str) -> int:
    """Tags of proclitic letters.

    >>> _clitics("ولل") == tags.AND | tags.TO | tags.DEFINITE
    True
    """
    found = 0
    if letters.endswith(("ال", "لل")):
        found = tags.DEFINITE | (tags.TO if letters.endswith("لل") else 0)
        letters = letters[:-2]
    for letter in letters:
        found |= CLITIC_TAGS[letter]
    return found


def _unknown(word: str) -> tuple[int, str]:
    """Only an article tells the proclitics of a word that the lexicon does not know."""
    for letters in ("وبال", "فبال", "ولل", "فلل", "وال", "بال", "كال", "فال", "لل", "ال"):
        if word.startswith(letters) and len(word) >= len(letters) + 3:
            return _clitics(letters), "ال" + word[len(letters) :]
    return 0, word


def nominal_lemma(word: str) -> str:
    """The dictionary form of a nominal cue, or ``""``.

    >>> nominal_lemma("ووفقا"), nominal_lemma("بحسب"), nominal_lemma("قال")
    ('وفق', 'حسب', '')
    """
    lemmas = load("grammar")["nominal"]
    return lemmas.get(word) or (lemmas.get(word[1:], "") if word[0] == "و" else "")


@cache
def vocabulary(people: tuple[str, ...] = (), topics: tuple[Topic, ...] = own_topics()) -> Vocabulary:
    """The process's own vocabulary, one for each set of a user's people and topics."""
    return Vocabulary(compile_lexicon(people), topics)
