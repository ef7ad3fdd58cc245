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
from schemas.statement import Polarity, Span, Stance

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


class Judged(NamedTuple):
    """A statement's content at offset ``at`` of its field, and what was read in it."""

    facts: StatementFacts
    text: NormalisedText
    reading: Reading
    side: Side
    joined: Sequence[Mark]

    def span(self, start: int, end: int) -> Span:
        """The field's span of a stretch of the normalised content."""
        at, first, last = self.facts.content_start, self.text.start(start), self.text.end(end)
        return Span(text=self.text.original[first:last], start=at + first, end=at + last)

    def words(self, first: int, last: int) -> Span:
        """The field's span of the words ``[first, last]``."""
        return self.span(self.reading.places[first][0], self.reading.places[last][1])


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
        reading = self._reading(facts, text.normal)
        judged = Judged(facts, text, reading, side_of(reading), _joined(reading))
        hits: dict[str, list[Hit]] = {}
        for hit in found:
            hits.setdefault(hit.term.topic, []).append(hit)
        return tuple(self._stance(judged, topic, hits.get(topic, ())) for topic in facts.topics)

    def _reading(self, facts: StatementFacts, normal: str) -> Reading:
        return read(
            self._words,
            normal,
            act=facts.act,
            cue=_cue_side(self._words.cue(_normalised(facts.cue_lemma)), negated=facts.negated),
            gap=_normalised(facts.field_text[max(facts.cue_end, facts.content_start - GAP) : facts.content_start]),
            speaker=_normalised(facts.speaker_name),
        )

    def _stance(self, judged: Judged, topic: str, hits: Sequence[Hit]) -> Stance:
        side = _coordinated(judged, hits) or judged.side
        if side.polarity == "neutral":
            return Stance(topic=topic, target=self._label(topic), polarity="neutral")
        ended = next((hit for hit in hits if hit.term.target and self._ended(judged, hit)), None)
        target = _whole_words(judged, ended) if ended else _target(judged, side, hits)
        return Stance(
            topic=topic,
            target=target or self._label(topic),
            polarity=FLIPPED[side.polarity] if ended else side.polarity,
            evidence=_evidence(judged, side),
            score=side.score if hits else round(side.score * AROUND, 2),
        )

    def _label(self, topic: str) -> str:
        """The topic's Arabic label; a subject of the desk's own has none but its id."""
        known = self._topics.topics.get(topic)
        return known.ar if known else topic.removeprefix("subject:")

    def _ended(self, judged: Judged, hit: Hit) -> bool:
        return self._words.ended(judged.reading.words, _word_at(judged, hit.start))


def _cue_side(polarity: Polarity, *, negated: bool) -> Polarity:
    """Who does not support opposes; who does not oppose may be neutral."""
    if not negated:
        return polarity
    return "oppose" if polarity == "support" else "neutral"


def _joined(reading: Reading) -> list[Mark]:
    """The stands that ``و`` joins to what stands before them."""
    stands = (mark for mark in reading.marks if mark.kind in ("we", "verb", "noun") and mark.first > 0)
    return [mark for mark in stands if reading.words[mark.first].startswith("و")]


def _coordinated(judged: Judged, hits: Sequence[Hit]) -> Side | None:
    """The stand joined just before a topic's words: ``(دعا إلى) الحوار ورفض العنف`` opposes the violence."""
    if not hits or not judged.joined:
        return None
    at = _word_at(judged, hits[0].start)
    near = [mark for mark in judged.joined if mark.last < at <= mark.last + NEAR]
    return Side(near[-1].polarity, 0.7, near[-1]) if near else None


def _word_at(judged: Judged, offset: int) -> int:
    """The number of the word that holds ``offset``."""
    return bisect_right(judged.reading.places, offset, key=lambda place: place[0]) - 1


def _target(judged: Judged, side: Side, hits: Sequence[Hit]) -> str:
    """The phrase that the side is toward: what follows the evidence; a judgement follows its subject."""
    judging = side.evidence is not None and side.evidence.kind in JUDGING
    if judging and hits:
        return _whole_words(judged, hits[0])
    first = side.evidence.last + 1 if side.evidence and not judging else 0
    words = judged.reading.words
    while first < len(words) and words[first] in PREPOSITIONS:
        first += 1
    last = min(first + TARGET, len(words)) - 1
    if hits and last < (at := _word_at(judged, hits[0].end - 1)) <= first + FAR_TARGET:
        last = at
    return _unbroken(judged.words(first, last).text) if first <= last else ""


def _unbroken(phrase: str) -> str:
    """The phrase up to its first punctuation mark."""
    return BREAK.split(phrase, maxsplit=1)[0].strip() or phrase


def _whole_words(judged: Judged, hit: Hit) -> str:
    return judged.words(_word_at(judged, hit.start), _word_at(judged, hit.end - 1)).text


def _evidence(judged: Judged, side: Side) -> Span:
    """The words that show the side: in the content, or the cue."""
    if side.evidence:
        return judged.words(side.evidence.first, side.evidence.last)
    start, end = judged.facts.cue_start, judged.facts.cue_end
    return Span(text=judged.facts.field_text[start:end], start=start, end=end)
