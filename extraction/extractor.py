"""The one way in: an article's statements."""

from pathlib import Path

from extraction import contents, media
from extraction.chunks import chunks
from extraction.drafts import Draft, Reading
from extraction.memory import Memory
from extraction.nesting import bounded
from extraction.quotations import Quotations
from extraction.retelling import with_sides
from extraction.stances import StanceJudge
from extraction.statements import Writer
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.topics import TopicIndex
from extraction.topics_hits import Hits
from extraction.user_lexicon import UserLexicon
from schemas.article import Article
from schemas.statement import Extractor as Maker
from schemas.statement import Field, Statement


class Extractor:
    """Finds the statements of articles. Built once per process; ``lexicon`` is a user's own YAML file."""

    version = "0.1.0"

    def __init__(self, lexicon: Path | None = None) -> None:
        people = UserLexicon.read(lexicon).people
        self._people = {normalise(name): person for person in people for name in (person.name, *person.also)}
        self._topics = TopicIndex(lexicon)
        self._chunks = chunks(tuple(self._people), tuple(self._topics.topics.values()))
        self._judge = StanceJudge(self._topics.topics)
        self._made_by = Maker(name="tasrih", version=self.version)

    def statements(self, article: Article) -> list[Statement]:
        """The statements of ``article`` in text order, headline first; none where it is canceled."""
        if article.canceled:
            return []
        texts: tuple[tuple[Field, str], ...] = (("headline", article.headline), ("body", article.body))
        readings = [self._reading(field, text) for field, text in texts if text]
        memory = Memory(readings, self._people)
        for reading in readings:
            reading.surnames = memory.surnames
        found = in_order(readings)
        memory.resolve(found)
        for n, (reading, draft) in enumerate(found):
            following = found[n + 1][1].start if n + 1 < len(found) and found[n + 1][0] is reading else None
            finish(reading, draft, following)
        return self._written(article, readings, found)

    def _written(
        self, article: Article, readings: list[Reading], found: list[tuple[Reading, Draft]]
    ) -> list[Statement]:
        hits = {reading.field: Hits(reading.tokens) for reading in readings}
        headline = hits["headline"].all() if "headline" in hits else []
        around = self._topics.around(headline, article.subjects)
        writer = Writer(
            article, topics=self._topics, judge=self._judge, made_by=self._made_by, hits=hits, around=around
        )
        return with_sides([writer.statement(reading, draft) for reading, draft in found], found)

    def _reading(self, field: Field, text: str) -> Reading:
        tokens = Tokens(text, self._chunks)
        return Reading(field, tokens, Quotations(tokens), self._chunks.names)


def in_order(readings: list[Reading]) -> list[tuple[Reading, Draft]]:
    """The drafts of all fields in text order. The body is read first: its speakers tell whose a headline's colon is."""
    found: list[tuple[Reading, Draft]] = []
    for reading in reversed(readings):
        spoken = [(seen.tokens, draft.mention) for seen, draft in found if draft.mention]
        reading.speakers = [tuple(tokens.words[start:end]) for tokens, (start, end) in spoken]
        found = [*((reading, draft) for draft in bounded(reading)), *found]
    return found


def finish(reading: Reading, draft: Draft, following: int | None) -> None:
    """Give a draft its medium and addressee."""
    end = contents.sentence_end(reading.tokens, max(draft.content[1] - 1, draft.cue[0]))
    media.assign(reading, draft, min(end, following) if following is not None else end)
    draft.addressee = draft.addressee or media.addressee(reading, draft)
