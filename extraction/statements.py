"""From a finished draft to the event."""

import hashlib
from dataclasses import dataclass

from extraction import media, tags
from extraction.drafts import Draft, Range, Reading
from extraction.facts import StatementFacts
from extraction.memory import span_of
from extraction.names import identifier
from extraction.rules import fired
from extraction.stances import StanceJudge
from extraction.topics import Around, TopicIndex, hits
from schemas.article import Article
from schemas.statement import Cue, Extractor, Kind, Medium, Speaker, Statement


@dataclass(slots=True)
class Writer:
    """Writes the statements of one article. ``occurrences`` tells two alike apart."""

    article: Article
    topics: TopicIndex
    judge: StanceJudge
    made_by: Extractor
    around: Around
    occurrences: dict[str, int]

    def statement(self, reading: Reading, draft: Draft) -> Statement:
        """The event of a draft."""
        content, speaker = span_of(reading, draft.content), draft.speaker
        cue = self._cue(reading, draft)
        if speaker is None:
            raise ValueError("a draft is written only after its speaker is resolved")
        tokens = reading.tokens
        said = hits(tokens, *draft.content)
        topics = self.topics.of(tokens, draft.content[0], said, self.around)
        facts = StatementFacts(
            tokens=tokens,
            cue=draft.cue,
            content=draft.content,
            lemma=draft.lemma,
            act=draft.act,
            negated=draft.negated,
            speaker_name=speaker.name,
            topics=topics,
            hits=said,
        )
        return Statement(
            id=self._id(reading, cue.text, content.text),
            article_uri=self.article.uri,
            article_version=self.article.version or 1,
            source=self.article.source,
            published=self.article.version_created or self.article.first_created,
            field=reading.field,
            speaker=speaker,
            attribution=tuple(draft.chain),
            addressee=_addressee(reading, draft.addressee),
            cue=cue,
            kind=kind_of(reading, draft),
            content=content,
            medium=_medium(reading, draft.medium),
            topics=topics,
            stances=self.judge.judge(facts),
            cluster=digest(" ".join(word for word in reading.tokens.words[slice(*draft.content)] if word[0].isalnum())),
            rules=fired(draft),
            confidence=draft.confidence,
            extractor=self.made_by,
        )

    def _cue(self, reading: Reading, draft: Draft) -> Cue:
        span = span_of(reading, draft.cue)
        return Cue(lemma=draft.lemma, act=draft.act, text=span.text, start=span.start, end=span.end)

    def _id(self, reading: Reading, cue: str, content: str) -> str:
        base = digest(self.article.uri, reading.field, cue, content)
        count = self.occurrences[base] = self.occurrences.get(base, -1) + 1
        return digest(base, str(count)) if count else base


def digest(*parts: str) -> str:
    """A short, stable name for some text."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def kind_of(reading: Reading, draft: Draft) -> Kind:
    """How much of the content stands in quotation marks, or that it is a stand without a saying verb."""
    if draft.verb is not None and draft.verb.position and draft.aspect != "a":
        return "position"
    quotation, (start, end) = reading.quotations.at.get(draft.quote), draft.content
    if quotation is not None and (quotation.close < 0 or quotation.close >= end - 1):
        return "direct"
    marks = any(tag & tags.QUOTE for tag in reading.tokens.tags[start : end + 1])
    return "mixed" if (marks or quotation is not None) and _quotes(reading, start, end) else "indirect"


def _quotes(reading: Reading, start: int, end: int) -> bool:
    """Whether words are quoted between two tokens, rather than names in quotation marks."""
    quotations = reading.quotations
    if start - 1 in quotations.at or any(start <= stray <= end for stray in quotations.strays):
        return True
    return any(k in quotations.at and not named(reading, k) for k in range(start, end))


def named(reading: Reading, k: int) -> bool:
    """Whether the marks at ``k`` are round a name: a body, a party, an outlet or a title stands before them."""
    quotation, tokens = reading.quotations.at[k], reading.tokens
    if quotation.close < 0 or quotation.close - k > 5 or k == 0:
        return False
    inner, before = tokens.tags[k + 1], tokens.tags[k - 1]
    if tokens.words[k + 1].isascii():
        return True
    if tokens.words[k + 2].startswith("و") and not inner & tags.DEFINITE:
        return False  # a predicate of two words: القرار "خطير وغريب"
    if quotation.close - k <= 3 and not before & (tags.CUE | tags.COMPLEMENTISER | tags.PUNCTUATION):
        if inner & tags.DEFINITE and (before & (tags.DEFINITE | tags.MASDAR) or tokens.words[k - 1] == "ب"):
            return False  # an adjective of the noun before it, or what it is called: القرار "الجائر"
        if (inner | tokens.tags[k + 2]) & (tags.DEFINITE | tags.GIVEN | tags.STATE):
            return True
    heads = tags.BODY | tags.OUTLET | tags.DOCUMENT | tags.OCCASION | tags.ROLE | tags.GROUP | tags.STATE
    return bool(before & heads)


def _medium(reading: Reading, medium: Range | None) -> Medium | None:
    if medium is None:
        return None
    span = span_of(reading, medium)
    return Medium(kind=media.kind_of(reading.tokens, medium), text=span.text, start=span.start, end=span.end)


def _addressee(reading: Reading, addressee: Range | None) -> Speaker | None:
    if addressee is None:
        return None
    span = span_of(reading, addressee)
    return Speaker(id=identifier(span.text), name=span.text, kind="organization", mention=span)
