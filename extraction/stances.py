"""The side that a statement takes toward each of its topics: one stance for each, neutral without evidence."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extraction.facts import StatementFacts
from extraction.stances_rules import Reading, Side, read, side_of
from extraction.stances_words import FLIPPED, Mark, StanceWords
from extraction.text import NormalisedText, normalise
from extraction.topics import TopicIndex
from extraction.topics_terms import Hit
from schemas.statement import Span, Stance

# A topic that only paragraph or headline names is judged by the whole statement, with less weight.
AROUND = 0.5
# Characters between cue and content that are looked at.
GAP = 80
# Words of the phrase that a side is toward; more, where the topic's own words begin so many words into it.
TARGET, FAR_TARGET = 6, 10
# A stand joined to another one reaches this many words.
NEAR = 6
JUDGING = ("value", "denial", "negation")
BREAK = re.compile(r"[^\w\s]")
PREPOSITIONS = frozenset({"الي", "علي", "عن", "من", "ان", "في", "بان", "ب", "ل"})


# Cues, speakers and what stands between cue and content are few.
_normalised = lru_cache(maxsize=4096)(normalise)


class Content(NamedTuple):
    """A statement's content, and what was read in it."""

    facts: StatementFacts
    text: NormalisedText
    reading: Reading

    def words(self, first: int, last: int) -> Span:
        """The field's span of the words ``[first, last]``."""
        at, places = self.facts.content_start, self.reading.places
        start, end = self.text.start(places[first][0]), self.text.end(places[last][1])
        return Span(text=self.text.original[start:end], start=at + start, end=at + end)

    def word_at(self, offset: int) -> int:
        """The number of the word that holds ``offset`` of the normalised content."""
        return bisect_right(self.reading.places, offset, key=_begin) - 1


class Shown(NamedTuple):
    """A side with the words that show it, and the phrase that follows them."""

    side: Side
    evidence: Span | None
    target: str


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
        text, found = self._topics.read(facts.field_text[facts.content_start : facts.content_end])
        content = Content(facts, text, self._reading(facts, text.normal))
        shown, joined = _shown(content, side_of(content.reading)), _joined(content.reading)
        hits: dict[str, list[Hit]] = {}
        for hit in found:
            hits.setdefault(hit.term.topic, []).append(hit)
        return tuple(self._stance(content, shown, joined, topic, hits.get(topic, ())) for topic in facts.topics)

    def _reading(self, facts: StatementFacts, normal: str) -> Reading:
        return read(
            self._words,
            normal,
            act=facts.act,
            cue=self._words.cue(_normalised(facts.cue_lemma)),
            negated=facts.negated,
            gap=_normalised(facts.field_text[max(facts.cue_end, facts.content_start - GAP) : facts.content_start]),
            speaker=_normalised(facts.speaker_name),
        )

    def _stance(
        self, content: Content, shown: Shown, joined: Sequence[Mark], topic: str, hits: Sequence[Hit]
    ) -> Stance:
        shown = (hits and joined and _coordinated(content, joined, hits[0])) or shown
        polarity = shown.side.polarity
        if polarity == "neutral":
            return Stance(topic=topic, target=self._label(topic), polarity=polarity)
        ended = next((hit for hit in hits if hit.term.target and self._ended(content, hit)), None)
        return Stance(
            topic=topic,
            target=(_whole_words(content, ended) if ended else _target(content, shown, hits)) or self._label(topic),
            polarity=FLIPPED[polarity] if ended else polarity,
            evidence=shown.evidence,
            score=shown.side.score if hits else round(shown.side.score * AROUND, 2),
        )

    def _label(self, topic: str) -> str:
        """The topic's Arabic label; a subject of the desk's own has none but its id."""
        known = self._topics.topics.get(topic)
        return known.ar if known else topic.removeprefix("subject:")

    def _ended(self, content: Content, hit: Hit) -> bool:
        return self._words.ended(content.reading.words, content.word_at(hit.start))


def _joined(reading: Reading) -> list[Mark]:
    """The stands that ``و`` joins to what stands before them."""
    stands = (mark for mark in reading.marks if mark.kind in ("we", "verb", "noun") and mark.first > 0)
    return [mark for mark in stands if reading.words[mark.first].startswith("و")]


def _coordinated(content: Content, joined: Sequence[Mark], hit: Hit) -> Shown | None:
    """The stand joined just before a topic's words: ``(دعا إلى) الحوار ورفض العنف`` opposes the violence."""
    at = content.word_at(hit.start)
    near = [mark for mark in joined if mark.last < at <= mark.last + NEAR]
    return _shown(content, Side(near[-1].polarity, 0.7, near[-1])) if near else None


def _shown(content: Content, side: Side) -> Shown:
    """The side with its evidence, in the content or else the cue, and the phrase that it is toward."""
    if side.polarity == "neutral":
        return Shown(side, None, "")
    mark, facts = side.evidence, content.facts
    if mark:
        return Shown(side, content.words(mark.first, mark.last), _phrase(content, _begins(side), TARGET))
    start, end = facts.cue_start, facts.cue_end
    cue = Span(text=facts.field_text[start:end], start=start, end=end)
    return Shown(side, cue, _phrase(content, 0, TARGET))


def _begins(side: Side) -> int:
    """The word with which the phrase begins that a side is toward: after its evidence, but a judgement follows it."""
    return side.evidence.last + 1 if side.evidence and side.evidence.kind not in JUDGING else 0


def _phrase(content: Content, first: int, length: int) -> str:
    """So many words of the content from the first that is no preposition, up to a punctuation mark."""
    words = content.reading.words
    while first < len(words) and words[first] in PREPOSITIONS:
        first += 1
    last = min(first + length, len(words)) - 1
    phrase = content.words(first, last).text if first <= last else ""
    return BREAK.split(phrase, maxsplit=1)[0].strip() or phrase


def _target(content: Content, shown: Shown, hits: Sequence[Hit]) -> str:
    """The phrase that the side is toward: the topic's own words where they are judged, else what is governed."""
    if not hits:
        return shown.target
    if shown.side.evidence and shown.side.evidence.kind in JUDGING:
        return _whole_words(content, hits[0])
    begins = _begins(shown.side)
    length = content.word_at(hits[0].end - 1) - begins + 1
    return _phrase(content, begins, length) if TARGET < length <= FAR_TARGET else shown.target


def _whole_words(content: Content, hit: Hit) -> str:
    return content.words(content.word_at(hit.start), content.word_at(hit.end - 1)).text


def _begin(place: tuple[int, int]) -> int:
    return place[0]
