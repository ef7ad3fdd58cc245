"""The side that a statement takes toward each of its topics: one stance for each, neutral without evidence."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import structs

from extraction.facts import StatementFacts
from extraction.stances_reading import Reading, Side
from extraction.stances_rules import side_of
from extraction.stances_words import FLIPPED, LABELS, Mark, stance_words
from extraction.text import normalise
from extraction.topics_hits import Hit
from extraction.topics_lexicon import Topic
from schemas.statement import Span, Stance

# A topic that only paragraph or headline names is judged by the whole statement, with less weight; so is a side kept.
AROUND: Final = 0.5
# Characters between cue and content that are looked at.
GAP: Final = 80
# Words of the phrase that a side is toward; more, where the topic's own words begin so many words into it.
TARGET: Final = 6
FAR_TARGET: Final = 10
# A stand joined to another one reaches this many words.
NEAR: Final = 6
JUDGING: Final = ("value", "denial", "negation")
BREAK: Final = re.compile(r"[^\w\s]")
PREPOSITIONS: Final = frozenset({"الي", "علي", "عن", "من", "ان", "في", "بان", "ب", "ل"})


class Content:
    """A statement's content, and what was read in it; ``at`` are the tokens of the reading's words."""

    __slots__ = ("at", "facts", "reading")

    def __init__(self, facts: StatementFacts, reading: Reading) -> None:
        self.facts = facts
        self.at = facts.said.at
        self.reading = reading

    def words(self, first: int, last: int) -> Span:
        """The field's span of the words ``[first, last]``."""
        return self.facts.tokens.span(self.at[first], self.at[last] + 1)

    def word_at(self, token: int) -> int:
        """The number of the word at a token, or before it."""
        return bisect_right(self.at, token) - 1


class Shown:
    """A side with the words that show it, and the phrase that follows them."""

    __slots__ = ("evidence", "side", "target")

    def __init__(self, side: Side, evidence: Span | None, target: str) -> None:
        self.side = side
        self.evidence = evidence
        self.target = target


class StanceJudge:
    """Judges statements; ``topics`` are the known ones by id.

    >>> from extraction.chunks import chunks
    >>> from extraction.marks import marked
    >>> from extraction.tokens import Tokens
    >>> from extraction.topics import TopicIndex
    >>> from extraction.topics_hits import Hits
    >>> tokens = Tokens("دعا الاتحاد إلى رفع العقوبات", chunks())
    >>> facts = StatementFacts(tokens=tokens, cue=(0, 1), content=(3, 5), said=marked(tokens, 3, 5), lemma="دعا",
    ...     cue_act="call", act="call", negated=False, speaker_words="الاتحاد", topics=("sanctions", "trade"),
    ...     hits=Hits(tokens).within(3, 5))
    >>> [(stance.topic, stance.polarity, stance.target) for stance in StanceJudge(TopicIndex().topics).judge(facts)]
    [('sanctions', 'oppose', 'العقوبات'), ('trade', 'support', 'رفع العقوبات')]
    """

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._topics = topics
        self._neutral = {topic: self._without_side(topic) for topic in topics}
        self._words = stance_words()

    def judge(self, facts: StatementFacts) -> tuple[Stance, ...]:
        """One stance for each of ``facts.topics``, in their order."""
        if not facts.topics:
            return ()
        content = self._content(facts)
        side, joined = side_of(content.reading), _joined(content.reading)
        if side.polarity == "neutral" and not joined:
            return tuple(self._neutral.get(topic) or self._without_side(topic) for topic in facts.topics)
        shown = _shown(content, side)
        hits: dict[str, list[Hit]] = {}
        for hit in facts.hits:
            hits.setdefault(hit.term.topic, []).append(hit)
        return tuple(self._stance(content, shown, joined, topic, hits.get(topic, ())) for topic in facts.topics)

    def going_on(
        self, facts: StatementFacts, own: tuple[Stance, ...], before: tuple[Stance, ...]
    ) -> tuple[Stance, ...]:
        """The stances of a statement that shows no side itself, with those kept that its speaker took just ``before``.

        A person who has taken a side on a topic and goes on about it keeps the side; not in a question, under a
        condition, or in an account of facts. The cue shows that the speaker goes on, so it is the evidence.
        """
        if not sided(before) or sided(own) or self._tells(facts):
            return own
        return taken_over(own, before, facts.tokens.span(*facts.cue))

    def _tells(self, facts: StatementFacts) -> bool:
        """Whether facts are told, a question is asked, or all stands under a condition."""
        supposed = any(mark.kind == "condition" and mark.first == 0 for mark in facts.said.marks)
        account = facts.said.figures or facts.lemma in self._words.passing_on
        return facts.nobody or account or supposed or facts.act == "ask"

    def _content(self, facts: StatementFacts) -> Content:
        reading = Reading(
            act=facts.act,
            derived=facts.act != facts.cue_act,
            cue_side=self._words.cue(normalise(facts.lemma)),
            negated=facts.negated,
            gap=_gap(facts),
            question=facts.tokens.words[facts.content[1] - 1] == "?",
            speaker=facts.speaker_words,
            light=self._words.light,
            words=facts.said.words,
            marks=facts.said.marks,
            label=facts.lemma in LABELS,
            passed_on=facts.lemma in self._words.passing_on,
            threat=facts.lemma in self._words.threatening,
            wonder=facts.lemma in self._words.wondering,
            deemed=facts.lemma in self._words.deeming,
            kind=facts.kind,
            nobody=facts.nobody,
            figures=facts.said.figures,
        )
        return Content(facts, reading)

    def _stance(
        self, content: Content, shown: Shown, joined: Sequence[Mark], topic: str, hits: Sequence[Hit]
    ) -> Stance:
        shown = (hits and joined and _coordinated(content, joined, hits[0])) or shown
        polarity = shown.side.polarity
        if polarity == "neutral":
            return self._without_side(topic)
        ended = next((hit for hit in hits if hit.term.target and self._ended(content, hit, shown.side.evidence)), None)
        return Stance(
            topic=topic,
            target=(_whole_words(content, ended) if ended else _target(content, shown, hits)) or self._label(topic),
            polarity=FLIPPED[polarity] if ended else polarity,
            evidence=shown.evidence,
            score=shown.side.score if hits else round(shown.side.score * AROUND, 2),
        )

    def _without_side(self, topic: str) -> Stance:
        return Stance(topic=topic, target=self._label(topic), polarity="neutral")

    def _label(self, topic: str) -> str:
        """The topic's Arabic label; a subject of the desk's own has none but its id."""
        known = self._topics.get(topic)
        return known.ar if known else topic.removeprefix("subject:")

    def _ended(self, content: Content, hit: Hit, evidence: Mark | None) -> bool:
        """Whether words before a topic's end or hinder it, other than those that show the side: ``ضد`` العقوبات."""
        at, first = content.word_at(hit.first), evidence.last + 1 if evidence else 0
        return self._words.ended(content.reading.words[first:], at - first) if first <= at else False


def sided(stances: Sequence[Stance]) -> bool:
    """Whether any of the stances takes a side."""
    return any(stance.polarity != "neutral" for stance in stances)


def taken_over(own: Sequence[Stance], others: Sequence[Stance], evidence: Span) -> tuple[Stance, ...]:
    """``own`` stances, in their order, with the sides of ``others`` on the same topics at less weight."""
    taken = {
        side.topic: structs.replace(side, evidence=evidence, score=round(side.score * AROUND, 2))
        for side in others
        if side.polarity != "neutral"
    }
    return tuple(taken.get(stance.topic, stance) for stance in own)


def _joined(reading: Reading) -> list[Mark]:
    """The stands that ``و`` joins to what stands before them."""
    stands = (mark for mark in reading.marks if mark.kind in ("we", "verb", "noun") and mark.first > 0)
    return [mark for mark in stands if reading.words[mark.first].startswith("و")]


def _coordinated(content: Content, joined: Sequence[Mark], hit: Hit) -> Shown | None:
    """The stand joined just before a topic's words: ``(دعا إلى) الحوار ورفض العنف`` opposes the violence."""
    at = content.word_at(hit.first)
    near = [mark for mark in joined if mark.last < at <= mark.last + NEAR]
    return _shown(content, Side(near[-1].polarity, 0.7, near[-1])) if near else None


def _shown(content: Content, side: Side) -> Shown:
    """The side with its evidence, in the content or else the cue, and the phrase that it is toward."""
    if side.polarity == "neutral":
        return Shown(side, None, "")
    mark, facts = side.evidence, content.facts
    if mark:
        return Shown(side, content.words(mark.first, mark.last), _phrase(content, _begins(side), TARGET))
    return Shown(side, facts.tokens.span(*facts.cue), _phrase(content, 0, TARGET))


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
    length = content.word_at(hits[0].last) - begins + 1
    return _phrase(content, begins, length) if TARGET < length <= FAR_TARGET else shown.target


def _whole_words(content: Content, hit: Hit) -> str:
    return content.words(content.word_at(hit.first), content.word_at(hit.last)).text


def _gap(facts: StatementFacts) -> str:
    """What stands between cue and content, no more of it than is looked at."""
    tokens, first, content = facts.tokens, facts.cue[1], facts.content[0]
    while first < content and tokens.starts[first] < tokens.starts[content] - GAP:
        first += 1
    return " ".join(tokens.words[first:content])
