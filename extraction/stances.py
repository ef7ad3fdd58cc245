"""The side that a statement takes toward each of its topics: one stance for each, neutral without evidence."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extraction.facts import StatementFacts
from extraction.stances_rules import Reading, Side, read, side_of
from extraction.stances_words import FLIPPED, StanceWords
from extraction.text import NormalisedText, normalise
from extraction.topics import TopicIndex
from extraction.topics_terms import Hit
from schemas.statement import Polarity, Span, Stance

# A topic that only paragraph or headline names is judged by the whole statement, with less weight.
AROUND = 0.5
# Words of the phrase that a side is toward.
TARGET = 6
PREPOSITIONS = frozenset({"الي", "علي", "عن", "من", "ان", "في", "بان", "ب", "ل"})
# A stand joined to another one reaches this many words.
NEAR = 6
JUDGING = ("value", "denial")


class Content(NamedTuple):
    """A statement's content with its offset in the field."""

    text: NormalisedText
    at: int

    def span(self, start: int, end: int) -> Span:
        """The field's span of a stretch of the normalised content."""
        first, last = self.text.start(start), self.text.end(end)
        return Span(text=self.text.original[first:last], start=self.at + first, end=self.at + last)


class StanceJudge:
    """Judges statements; ``topics`` gives the topics' labels and terms.

    >>> judge = StanceJudge(TopicIndex())
    >>> text = "دعا الاتحاد إلى رفع العقوبات"
    >>> facts = StatementFacts(field_text=text, cue_lemma="دعا", cue_start=0, cue_end=3, act="call", negated=False,
    ...     kind="indirect", speaker_id="union", speaker_name="الاتحاد", content_start=16, content_end=28,
    ...     topics=("sanctions", "trade"))
    >>> [(stance.topic, stance.polarity, stance.target) for stance in judge.judge(facts)]
    [('sanctions', 'oppose', 'العقوبات'), ('trade', 'support', 'رفع العقوبات')]
    """

    def __init__(self, topics: TopicIndex) -> None:
        self._topics = topics
        self._words = StanceWords()

    def judge(self, facts: StatementFacts) -> tuple[Stance, ...]:
        """One stance for each of ``facts.topics``, in their order."""
        if not facts.topics:
            return ()
        content = Content(
            NormalisedText(facts.field_text[facts.content_start : facts.content_end]), facts.content_start
        )
        reading = self._reading(facts, content)
        side = side_of(reading)
        return tuple(self._stance(facts, content, reading, side, topic) for topic in facts.topics)

    def _reading(self, facts: StatementFacts, content: Content) -> Reading:
        gap = normalise(facts.field_text[facts.cue_end : facts.content_start])
        return read(
            self._words,
            content.text.normal,
            act=facts.act,
            cue=_cue_side(self._words.cue(facts.cue_lemma), negated=facts.negated),
            gap=gap,
            speaker=normalise(facts.speaker_name),
        )

    def _stance(self, facts: StatementFacts, content: Content, reading: Reading, side: Side, topic: str) -> Stance:
        hits = [hit for hit in self._topics.hits(content.text.normal) if hit.term.topic == topic]
        side = _coordinated(reading, hits) or side
        if side.polarity == "neutral":
            return Stance(topic=topic, target=self._label(topic), polarity="neutral")
        ended = next((hit for hit in hits if hit.term.target and self._ended(reading, hit)), None)
        return Stance(
            topic=topic,
            target=content.span(*(_whole_words(reading, ended) if ended else _target(reading, side, hits))).text
            or self._label(topic),
            polarity=FLIPPED[side.polarity] if ended else side.polarity,
            evidence=_evidence(facts, content, reading, side),
            score=side.score if hits else round(side.score * AROUND, 2),
        )

    def _label(self, topic: str) -> str:
        """The topic's Arabic label; a subject of the desk's own has none but its name."""
        known = self._topics.topics.get(topic)
        return known.ar if known else topic.partition(":")[2]

    def _ended(self, reading: Reading, hit: Hit) -> bool:
        return self._words.ended(reading.words, _word_at(reading, hit.start))


def _cue_side(polarity: Polarity, *, negated: bool) -> Polarity:
    """Who does not support opposes; who does not oppose may be neutral."""
    if not negated:
        return polarity
    return "oppose" if polarity == "support" else "neutral"


def _coordinated(reading: Reading, hits: Sequence[Hit]) -> Side | None:
    """The last stand joined by ``و`` before the topic: ``(دعا إلى) الحوار ورفض العنف`` opposes the violence."""
    if not hits:
        return None
    at = _word_at(reading, hits[0].start)
    joined = [
        mark
        for mark in reading.marks
        if mark.kind in ("we", "verb", "noun")
        and 0 < mark.first < at <= mark.last + NEAR
        and reading.words[mark.first].text.startswith("و")
    ]
    return Side(joined[-1].polarity, 0.7, joined[-1]) if joined else None


def _word_at(reading: Reading, offset: int) -> int:
    """The number of the word that holds ``offset``."""
    return bisect_right(reading.words, offset, key=lambda word: word.start) - 1


def _target(reading: Reading, side: Side, hits: Sequence[Hit]) -> tuple[int, int]:
    """The phrase that the side is toward, as offsets in the normalised content.

    A judgement follows its subject, so that is the topic's own words; else it is what follows the evidence.
    """
    if side.evidence and side.evidence.kind in JUDGING and hits:
        return _whole_words(reading, hits[0])
    begins = side.evidence.last + 1 if side.evidence and side.evidence.kind not in JUDGING else 0
    words = reading.words[begins:]
    while words and words[0].text in PREPOSITIONS:
        words = words[1:]
    phrase = words[:TARGET]
    return (phrase[0].start, phrase[-1].end) if phrase else (0, 0)


def _whole_words(reading: Reading, hit: Hit) -> tuple[int, int]:
    first, last = _word_at(reading, hit.start), _word_at(reading, hit.end - 1)
    return reading.words[first].start, reading.words[last].end


def _evidence(facts: StatementFacts, content: Content, reading: Reading, side: Side) -> Span:
    """The words that show the side: in the content, or the cue."""
    if side.evidence:
        return content.span(reading.words[side.evidence.first].start, reading.words[side.evidence.last].end)
    return Span(text=facts.field_text[facts.cue_start : facts.cue_end], start=facts.cue_start, end=facts.cue_end)
