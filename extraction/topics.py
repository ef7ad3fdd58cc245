"""Which topics a statement is on: by its content; weaker, by its paragraph, the headline and the desk's subjects."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from extraction.text import normalise
from extraction.topics_hits import Hit
from extraction.topics_lexicon import Topic, own_topics
from extraction.user_lexicon import UserLexicon
from schemas.article import Subject

# What the content names is a topic; a nisba in the content (a French minister) only where it returns or the headline
# has it too; what is mentioned in passing around the content is none.
NAMED: Final = 4
NISBA: Final = 2
ENOUGH: Final = 3
# Where the content names nothing, it is on what headline and paragraph, or the body, are on, a few topics at most.
FALLBACK: Final = 2
HEADLINE: Final = 2
SLUG_LENGTH: Final = 80

MEDTOP: Final = re.compile(r"(?:medtop:|mediatopic/)(\d{8})\b")


class Around(NamedTuple):
    """What an article says around its statements: topics with their weights in the headline, the desk's own topics."""

    headline: dict[str, int]
    desk: tuple[str, ...]


class TopicIndex:
    """Topics of statements. ``lexicon`` is a user's own YAML file: its topics add to ours or take their place.

    >>> from extraction.chunks import chunks
    >>> from extraction.tokens import Tokens
    >>> from extraction.topics_hits import Hits
    >>> index = TopicIndex()
    >>> hits = Hits(Tokens("قال الوزير إنه يجب خفض أسعار النفط", chunks()))
    >>> index.of(hits.within(3, 7), hits.all, index.around([], ()))
    ('oil',)
    """

    def __init__(self, lexicon: Path | None = None) -> None:
        known = (*own_topics(), *UserLexicon.read(lexicon).topics)
        self.topics: Mapping[str, Topic] = {topic.id: topic for topic in known}
        self._pairs = [(topic.id, topic.both) for topic in self.topics.values() if topic.both]
        self._subjects = {key: topic.id for topic in self.topics.values() for key in _subject_keys(topic)}

    def of(self, said: list[Hit], near: Callable[[], list[Hit]], around: Around) -> tuple[str, ...]:
        """The topic ids of a statement, the strongest first.

        ``said`` are the terms of its content, ``near`` gives those around it; ``around`` is its article's.
        """
        weights, above = self._weights(said), around.headline
        chosen = {topic: weight for topic, weight in weights.items() if weight >= ENOUGH or topic in above}
        if not chosen:
            chosen = _fallback(weights, self._weights(near()), above)
        strongest = _strongest(chosen)
        return (*strongest, *[topic for topic in around.desk if topic not in chosen])

    def around(self, headline: list[Hit], subjects: Sequence[Subject]) -> Around:
        """What counts for all statements of an article."""
        return Around(self._weights(headline), tuple(dict.fromkeys(self._of_subjects(subjects))))

    def _weights(self, found: list[Hit]) -> dict[str, int]:
        """How heavily each topic is mentioned, in the order of the first mentions."""
        weights: dict[str, int] = {}
        ends: dict[str, int] = {}
        for hit in found:
            topic = hit.term.topic
            # A term inside a longer one of the same topic counts with it.
            if hit.start >= ends.get(topic, 0):
                ends[topic] = hit.end
                weights[topic] = weights.get(topic, 0) + (NISBA if hit.term.form == "nisba" else NAMED)
        for pair, both in self._pairs if len(weights) > 1 else ():
            if both[0] in weights and weights.keys() >= set(both):
                weights[pair] = weights.get(pair, 0) + sum(weights[topic] for topic in both)
        return weights

    def _of_subjects(self, subjects: Sequence[Subject]) -> Iterator[str]:
        for subject in subjects:
            keys = (_medtop(subject.uri), *(normalise(text) for text in (subject.name, subject.uri) if text))
            known = next((self._subjects[key] for key in keys if key in self._subjects), None)
            if topic := known or _foreign(subject):
                yield topic


def _strongest(strengths: dict[str, int]) -> list[str]:
    return sorted(strengths, key=strengths.__getitem__, reverse=True) if len(strengths) > 1 else list(strengths)


def _fallback(said: dict[str, int], near: dict[str, int], above: dict[str, int]) -> dict[str, int]:
    """The few topics of headline and surroundings that a content is on which names none."""
    around = dict(said)
    for found, factor in ((above, HEADLINE), (near, 1)):
        for topic, weight in found.items():
            around[topic] = around.get(topic, 0) + factor * weight
    return {topic: around[topic] for topic in _strongest(around)[:FALLBACK]}


def _subject_keys(topic: Topic) -> set[str]:
    """What an article's desk may call the topic, normalised."""
    named = (term.text for term in topic.terms if not term.not_ and term.form != "nisba")
    return {topic.id, normalise(topic.ar), normalise(topic.en), *map(normalise, named), *filter(None, [topic.medtop])}


def _medtop(uri: str | None) -> str | None:
    match = MEDTOP.search(uri or "")
    return f"medtop:{match[1]}" if match else None


def _foreign(subject: Subject) -> str | None:
    """The id of a subject that is none of our topics: its Media Topic, or its name under ``subject:``.

    >>> _foreign(Subject(name="بطولة الشطرنج | 2031"))
    'subject:بطوله-الشطرنج-2031'
    """
    slug = re.sub(r"[\W_]+", "-", normalise(subject.name or subject.uri or "")).strip("-")[:SLUG_LENGTH]
    return _medtop(subject.uri) or (f"subject:{slug}" if slug else None)
