"""From a finished draft to the event."""

import hashlib

from extraction import media, tags
from extraction.acts import act_of
from extraction.drafts import Draft, Range, Reading
from extraction.facts import StatementFacts
from extraction.identities import identifier
from extraction.kinds import kind_of
from extraction.marks import Marked, marked
from extraction.names import name_part, unprefixed
from extraction.rules import fired
from extraction.sentences import sentence
from extraction.speaker_kinds import kind_of as kind_of_speaker
from extraction.stances import StanceJudge
from extraction.tokens import Tokens
from extraction.topics import Around, TopicIndex
from extraction.topics_hits import Hit, Hits
from schemas.article import Article
from schemas.statement import Act, Cue, Extractor, Field, Medium, Speaker, Stance, Statement


class Writer:
    """Writes the statements of one article, in text order.

    ``occurrences`` tells two alike apart; ``sides`` are those of the statement before, with its field and speaker.
    """

    def __init__(
        self,
        article: Article,
        *,
        topics: TopicIndex,
        judge: StanceJudge,
        made_by: Extractor,
        hits: dict[Field, Hits],
        around: Around,
    ) -> None:
        self.uri, self.version, self.source = article.uri, article.version or 1, article.source
        self.published = article.version_created or article.first_created
        self.topics = topics
        self.judge = judge
        self.made_by = made_by
        self.hits = hits
        self.around = around
        self.occurrences: dict[str, int] = {}
        self.sides: tuple[Field, str, tuple[Stance, ...]] = ("headline", "", ())

    def statement(self, reading: Reading, draft: Draft) -> Statement:
        """The event of a draft."""
        tokens, (start, end), speaker = reading.tokens, draft.content, draft.speaker
        if speaker is None:
            raise ValueError("a draft is written only after its speaker is resolved")
        content, hits = tokens.span(start, end), self.hits[reading.field]
        said, terms = marked(tokens, start, end), hits.within(start, end)
        topics = self.topics.of(terms, lambda: self._near(hits, tokens.paragraph(start)), self.around)
        kind = kind_of(reading, draft)
        cue = self._cue(reading, draft, act_of(tokens, draft, said))
        facts = StatementFacts(
            tokens=tokens,
            cue=draft.cue,
            content=draft.content,
            said=said,
            lemma=draft.lemma,
            cue_act=draft.act,
            act=cue.act,
            negated=draft.negated,
            speaker_words=_described(speaker),
            topics=topics,
            hits=terms,
            kind=kind,
            nobody=speaker.kind != "person" and not speaker.role,
        )
        return Statement(
            id=self._id(reading, cue.text, content.text),
            article_uri=self.uri,
            article_version=self.version,
            source=self.source,
            published=self.published,
            field=reading.field,
            speaker=speaker,
            attribution=tuple(draft.chain),
            addressee=_addressee(reading, draft.addressee),
            cue=cue,
            kind=kind,
            content=content,
            sentence=sentence(tokens, draft),
            medium=_medium(reading, draft.medium),
            topics=topics,
            stances=self._stances(facts, reading.field, speaker),
            cluster=digest(_letters(tokens, draft.content, said)),
            rules=fired(draft),
            confidence=draft.confidence,
            extractor=self.made_by,
        )

    def _stances(self, facts: StatementFacts, field: Field, speaker: Speaker) -> tuple[Stance, ...]:
        """The sides that the statement takes, or else keeps from its speaker's statement before."""
        own = self.judge.judge(facts)
        before = self.sides[2] if self.sides[:2] == (field, speaker.id) else ()
        self.sides = (field, speaker.id, own)
        return self.judge.going_on(facts, own, before)

    def _near(self, hits: Hits, paragraph: Range) -> list[Hit]:
        """The terms of a paragraph; where neither it nor the headline has any, those of the whole body."""
        found = hits.within(*paragraph)
        return found if found or self.around.headline or "body" not in self.hits else self.hits["body"].all()

    def _cue(self, reading: Reading, draft: Draft, act: Act) -> Cue:
        span = reading.tokens.span(*draft.cue)
        return Cue(lemma=draft.lemma, act=act, text=span.text, start=span.start, end=span.end)

    def _id(self, reading: Reading, cue: str, content: str) -> str:
        base = digest(self.uri, reading.field, cue, content)
        count = self.occurrences[base] = self.occurrences.get(base, -1) + 1
        return digest(base, str(count)) if count else base


def _described(speaker: Speaker) -> str:
    """All words that describe a speaker: the name, the role and how the text calls him."""
    mention = speaker.mention.text if speaker.mention else None
    return " ".join([words for words in (speaker.name, speaker.role, mention) if words])


def _letters(tokens: Tokens, content: Range, said: Marked) -> str:
    """The words and numbers of a content, without its marks; mostly there are no numbers."""
    if not said.figures:
        return " ".join(said.words)
    return " ".join([tokens.words[k] for k in range(*content) if not tokens.tags[k] & tags.PUNCTUATION])


def digest(*parts: str) -> str:
    """A short, stable name for some text."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _medium(reading: Reading, medium: Range | None) -> Medium | None:
    if medium is None:
        return None
    span = reading.tokens.span(*medium)
    return Medium(kind=media.kind_of(reading.tokens, medium), text=span.text, start=span.start, end=span.end)


def _addressee(reading: Reading, addressee: Range | None) -> Speaker | None:
    if addressee is None:
        return None
    part = name_part(reading, addressee)
    name = unprefixed(reading, part or addressee)
    kind = kind_of_speaker(reading, addressee, named=part is not None)
    return Speaker(id=identifier(name), name=name, kind=kind, mention=reading.tokens.span(*addressee))
