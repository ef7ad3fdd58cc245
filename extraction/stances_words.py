"""The words that take a side, compiled from ``lexicon/stances.yaml``, and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import yaml

from extraction.text import normalise
from extraction.topics_lexicon import LEXICON, Loader
from extraction.topics_terms import POSSESSIVES
from schemas.statement import Polarity

Kind = Literal[
    "verb", "we", "noun", "head", "performative", "must", "commitment", "denial", "value", "negation", "condition",
    "own_side",
]  # fmt: skip

LISTS: Mapping[str, Kind] = {
    "heads": "head",
    "performatives": "performative",
    "must": "must",
    "commitments": "commitment",
    "denials": "denial",
    "values": "value",
    "denied_values": "value",
    "negations": "negation",
    "conditions": "condition",
    "own_side": "own_side",
}
FLIPPED: Mapping[Polarity, Polarity] = {"support": "oppose", "oppose": "support", "neutral": "neutral"}
DENIABLE = ("verb", "we", "noun", "head", "commitment", "value")
# A negation reaches the word after it and the one after that: لم يكن ناجحا.
REACH = 2
WORD = re.compile(r"[^\W\d_]+")
CLITICS = ("و", "ف", "ال", "وال", "فال", "بال", "لل", "وبال", "ولل", "ب", "ل", "ك", "وب", "ول", "س", "وس")
IMPERFECT = ("", "ون", "وا", "ان", "ين", "ن")
PARTICIPLE = ("", "ا", "ه", "ون", "ين", "ان", "ات")
SHORT_WORD = ("", "ها", "هم", "نا")


class Sense(NamedTuple):
    """What a word or phrase does, and for which side. A neutral value counts only where it is denied."""

    kind: Kind
    polarity: Polarity


class Word(NamedTuple):
    """A word of a normalised text, at ``[start, end)``."""

    text: str
    start: int
    end: int


class Mark(NamedTuple):
    """A sense at the words ``[first, last]`` of a text, the negation before it worked in."""

    kind: Kind
    polarity: Polarity
    first: int
    last: int


class StanceWords:
    """The compiled lexicon.

    >>> words = StanceWords()
    >>> words.cue("أدان"), words.cue("قال")
    ('oppose', 'neutral')
    >>> [mark[:2] for mark in words.marks(split("ونرفض تجاوز هذا الخط الاحمر"))]
    [('we', 'oppose'), ('value', 'oppose')]
    >>> [mark[:2] for mark in words.marks(split("قرار غير مقبول"))]
    [('negation', 'neutral'), ('value', 'oppose')]
    """

    def __init__(self) -> None:
        lists = yaml.load((LEXICON / "stances.yaml").read_text(encoding="utf-8"), Loader)  # noqa: S506 (a safe loader)
        self._words: dict[str, Sense] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        self._cues: dict[str, Polarity] = {}
        for polarity, rows in lists.pop("verbs").items():
            for row in rows:
                self._add_verb(row, polarity)
        self._endings = frozenset(normalise(text) for text in lists.pop("endings"))
        for name, entries in lists.items():
            for text, polarity in _entries(entries):
                self._add(_inflected(text), Sense(LISTS[name], polarity))
        self.sense = lru_cache(maxsize=1 << 14)(self._sense)
        self._phrases_of = lru_cache(maxsize=1 << 14)(self._find_phrases)

    def cue(self, lemma: str) -> Polarity:
        """The side that a cue takes by itself."""
        return self._cues.get(normalise(lemma), "neutral")

    def marks(self, words: Sequence[Word]) -> list[Mark]:
        """The senses in a text, in order; the words of a phrase count once."""
        found: list[Mark] = []
        index, denied = 0, -REACH - 1
        while index < len(words):
            sense, width = self._at(words, index)
            if sense:
                denied = index if sense.kind == "negation" else denied
                found.append(_mark(sense, index, width, denied=0 < index - denied <= REACH))
            index += width
        return found

    def ended(self, words: Sequence[Word], index: int) -> bool:
        """Whether the words before the one at ``index`` end or hinder it: ``رفع`` العقوبات, ``القضاء على`` الفساد."""
        before = [word.text for word in words[max(0, index - 2) : index]]
        phrases = (" ".join([stem, *before[n + 1 :]]) for n in range(len(before)) for stem in _stems(before[n]))
        return any(phrase in self._endings for phrase in phrases)

    def _at(self, words: Sequence[Word], index: int) -> tuple[Sense | None, int]:
        """The longest phrase that begins at a word, else the word's own sense; and how many words wide."""
        for rest, sense in self._phrases_of(words[index].text):
            following = words[index + 1 : index + 1 + len(rest)]
            if len(following) == len(rest) and all(map(_stands_for, following, rest)):
                return sense, 1 + len(rest)
        return self.sense(words[index].text), 1

    def _sense(self, word: str) -> Sense | None:
        return next((self._words[stem] for stem in _stems(word) if stem in self._words), None)

    def _find_phrases(self, word: str) -> list[tuple[tuple[str, ...], Sense]]:
        found = [phrase for stem in _stems(word) for phrase in self._phrases.get(stem, ())]
        return sorted(found, key=lambda phrase: -len(phrase[0]))

    def _add(self, forms: Iterable[str], sense: Sense) -> None:
        for form in forms:
            first, *rest = form.split()
            if rest:
                self._phrases.setdefault(first, []).append((tuple(rest), sense))
            else:
                self._words.setdefault(first, sense)

    def _add_verb(self, row: Sequence[str], polarity: Polarity) -> None:
        """Past tense in the third person narrates and takes no side, so it is a cue alone; ``نا`` speaks for us."""
        perfect, imperfect, participle, noun = ([] if cell == "-" else normalise(cell).split("/") for cell in row)
        for lemma in (*perfect, *noun):
            self._cues.setdefault(lemma, polarity)
        for person in "نا":
            self._add((f"{person}{form}" for form in _with_endings(imperfect, ("",))), Sense("we", polarity))
        self._add(_with_endings(perfect, ("نا",)), Sense("we", polarity))
        for person in "يت":
            self._add((f"{person}{form}" for form in _with_endings(imperfect, IMPERFECT)), Sense("verb", polarity))
        self._add(_with_endings(participle, PARTICIPLE), Sense("verb", polarity))
        if row[3] != "-":
            self._add(_inflected(row[3]), Sense("noun", polarity))


def split(normal: str) -> list[Word]:
    """The words of a normalised text.

    >>> [word.text for word in split("قال: نعم 7!")]
    ['قال', 'نعم']
    """
    return [Word(match[0], match.start(), match.end()) for match in WORD.finditer(normal)]


def _entries(entries: Any) -> Iterator[tuple[str, Polarity]]:
    """Texts with their polarity; a bare list takes no side."""
    sides: Mapping[Polarity, Sequence[str]] = entries if isinstance(entries, dict) else {"neutral": entries}
    return ((text, polarity) for polarity, texts in sides.items() for text in texts)


def _inflected(text: str) -> list[str]:
    """The forms of a noun or adjective; a phrase, a short word and a form with an article stand as they are.

    >>> _inflected("خطورة")[:2], _inflected("خط أحمر")
    (['خطوره', 'خطورات'], ['خط احمر'])
    """
    stem = normalise(text)
    if " " in stem or stem.startswith("ال"):
        return [stem]
    if text.endswith("ة"):
        return [stem, stem[:-1] + "ات", *(f"{stem[:-1]}ت{owner}" for owner in POSSESSIVES)]
    return [stem + ending for ending in (SHORT_WORD if len(stem) <= 3 else (*PARTICIPLE, *POSSESSIVES))]


def _with_endings(stems: Iterable[str], endings: Iterable[str]) -> list[str]:
    """Each stem with each ending, on the first word of a phrase."""
    return [" ".join([first + ending, *rest]) for first, *rest in map(str.split, stems) for ending in endings]


def _stems(word: str) -> Iterator[str]:
    """The word, then what is left of it without proclitics, then without an object pronoun."""
    yield word
    for clitic in CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 2:
            yield word[len(clitic) :]
    for pronoun in ("ها", "هم", "ه"):
        if word.endswith(pronoun) and len(word) >= 5:
            yield word[: -len(pronoun)]


def _stands_for(word: Word, text: str) -> bool:
    """Whether a word continues a phrase; a phrase may end in a proclitic or leave out the article."""
    return word.text in (text, "ال" + text) or (len(text) == 1 and word.text.startswith(text))


def _mark(sense: Sense, index: int, width: int, *, denied: bool) -> Mark:
    polarity = sense.polarity
    if denied and sense.kind == "value":
        polarity = "neutral" if polarity == "oppose" else "oppose"
    elif denied and sense.kind in DENIABLE:
        polarity = FLIPPED[polarity]
    return Mark(sense.kind, polarity, index, index + width - 1)
