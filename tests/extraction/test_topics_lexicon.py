from collections import Counter
from pathlib import Path

import pytest
import yaml

from extraction.chunks import Chunks
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.topics_hits import Hits
from extraction.topics_lexicon import LEXICON, MEDTOP, SLUG, Topic, own_topics
from extraction.vocabulary import Vocabulary, compile_lexicon

COMPILED = compile_lexicon()
TOPICS = own_topics()
FILES = sorted(LEXICON.glob("topics*.yaml"))
IDS = {topic.id for topic in TOPICS}


def identifier(topic: Topic) -> str:
    """Names a case by its topic."""
    return topic.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_list_says_what_belongs_in_it(path: Path) -> None:
    """The inclusion criterion stands on top of the file."""
    assert path.read_text(encoding="utf-8").startswith("# Inclusion criterion:")


def test_there_are_topics_for_the_whole_of_the_news() -> None:
    """At least 80, each with its own id and labels; the ids that others rely on are there."""
    assert len(TOPICS) >= 80
    for values in (Counter(t.id for t in TOPICS), Counter(t.ar for t in TOPICS), Counter(t.en for t in TOPICS)):
        assert values.most_common(1)[0][1] == 1
    assert {"us-russia-relations", "ukraine", "syria", "iran", "sanctions"} <= IDS


@pytest.mark.parametrize("topic", TOPICS, ids=identifier)
def test_a_topic_is_sound(topic: Topic) -> None:
    """A slug for an id, a label in each language, a well-formed Media Topic, relations of topics that exist."""
    assert SLUG.fullmatch(topic.id)
    assert any("\u0621" <= char <= "\u064a" for char in topic.ar)
    assert topic.en.isprintable()
    assert not any("\u0621" <= char <= "\u064a" for char in topic.en)
    assert topic.medtop is None or MEDTOP.fullmatch(topic.medtop)
    assert set(topic.both) <= IDS


@pytest.mark.parametrize("topic", TOPICS, ids=identifier)
def test_no_term_stands_twice(topic: Topic) -> None:
    """Terms differ after normalisation: spelling variants are met by normalising, not by listing."""
    for look_alike in (False, True):
        texts = [normalise(t.text) for t in topic.terms if t.not_ is look_alike and not t.target]
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("topic", TOPICS, ids=identifier)
def test_terms_find_and_exclusions_exclude(topic: Topic) -> None:
    """Each term finds its topic; each look-alike holds one of the terms and is not found."""
    known = Chunks(Vocabulary(COMPILED, [topic]))
    barred = {normalise(term.text) for term in topic.terms if term.not_}
    for term in topic.terms:
        tokens = Tokens(term.text, known)
        assert bool(Hits(tokens).all()) is (normalise(term.text) not in barred), term.text


def test_media_topics_are_given_once() -> None:
    """An IPTC Media Topic leads to one topic."""
    codes = Counter(topic.medtop for topic in TOPICS if topic.medtop)
    assert codes.most_common(1)[0][1] == 1


def test_stance_words_stand_once() -> None:
    """A word of the stance lexicon is in one of the lists whose words take a side, so that it takes one."""
    lists = yaml.safe_load((LEXICON / "stances.yaml").read_text(encoding="utf-8"))
    counted: Counter[str] = Counter()
    rows = {name for name in lists if name.endswith("verbs")}
    for name in set(lists) - rows - {"endings", "light", "bearers", "carriers", "doubts", "offices", "rescues"}:
        sides = lists[name] if isinstance(lists[name], dict) else {"neutral": lists[name]}
        counted.update(normalise(text) for texts in sides.values() for text in texts)
    assert [word for word, count in counted.items() if count > 1] == []


def test_every_stance_list_says_what_belongs_in_it() -> None:
    """A comment with the inclusion criterion stands before each list."""
    lines = (LEXICON / "stances.yaml").read_text(encoding="utf-8").splitlines()
    for n, line in enumerate(lines):
        if line[:1].isalpha():
            before = lines[:n][::-1]
            comment = before[: next((k for k, text in enumerate(before) if not text.startswith("#")), n)]
            assert comment[-1].startswith("# Inclusion criterion:"), line
