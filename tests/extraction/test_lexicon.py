"""Linguists' data: every list says what belongs in it, nothing stands twice, and what it names is known."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from extraction import vocabulary
from extraction.text import normalise
from schemas.statement import Act, MediumKind

FILES = (
    "acts",
    "boilerplate",
    "cues",
    "documents",
    "grammar",
    "media",
    "names",
    "organisations",
    "people",
    "states",
    "titles",
)
FRAMES = {"clause", "object", "label", "told", "ب", "ل", "الي", "علي", "عن", "من", "في", "حول"}


def lists(name: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of words in a file, by the name that leads to it."""
    waiting = [(name, vocabulary.load(name))]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            yield path, value
        elif isinstance(value, dict):
            waiting += [(f"{path}.{key}", inner) for key, inner in value.items()]


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_belongs_in_it(name: str) -> None:
    """The criterion stands on top, where a linguist sees it before the words."""
    text = (Path(vocabulary.FOLDER) / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert "criterion" in text.lower()


@pytest.mark.parametrize("name", [name for name in FILES if name != "cues"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    """Variants of spelling are one word: the text is normalised, so one of them is enough."""
    for path, words in lists(name):
        twice = [word for word, count in Counter(map(normalise, words)).items() if count > 1]
        assert not twice, f"{path}: {' '.join(twice)}"


def test_at_least_250_cues_cover_the_acts() -> None:
    """Cue verbs are known by their act and frame, each lemma once, and no act is without a verb."""
    verbs = [verb for verb, _ in vocabulary.cue_verbs()]
    nominal = vocabulary.load("grammar")["nominal"]
    assert len(verbs) + len(nominal) >= 250
    assert not [lemma for lemma, count in Counter(verb.lemma for verb in verbs).items() if count > 1]
    assert {verb.act for verb in verbs} == set(get_args(Act)) - {"other"}
    assert set().union(*(verb.frame for verb in verbs)) <= FRAMES


def test_principal_parts_are_words_or_absent() -> None:
    """An imperfect begins with ي, and nothing is two words."""
    for verb, parts in vocabulary.cue_verbs():
        assert " " not in verb.lemma
        assert not parts.imperfect or parts.imperfect.startswith("ي"), verb.lemma


def test_acts_and_media_are_of_the_events_kinds() -> None:
    """The lists are keyed by the closed sets of the events."""
    assert set(vocabulary.load("acts")) <= set(get_args(Act))
    assert set(vocabulary.load("media")["occasions"]) <= set(get_args(MediumKind))


@pytest.mark.parametrize("name", ["people", "states"])
def test_an_id_stands_for_one(name: str) -> None:
    """No name leads to two ids."""
    names = Counter(normalise(spelling) for _, spellings in lists(name) for spelling in set(map(normalise, spellings)))
    assert not [spelling for spelling, count in names.items() if count > 1]


def test_women_bear_given_names() -> None:
    """The names of women are among the given names, so that a mistyped one is found."""
    names = vocabulary.load("names")
    assert not set(names["women"]) - {*names["given"], *names["ambiguous"]}


def test_masculine_states_are_states() -> None:
    """A state that takes masculine verbs is one of those that the lexicon has."""
    states = {name for names in vocabulary.load("states").values() for name in names}
    assert not set(vocabulary.load("grammar")["masculine_states"]) - states
