"""The one way in: an article's statements."""

import hashlib
from pathlib import Path

from extraction import attributions, contents, tags
from extraction.drafts import Draft, Reading
from extraction.memory import Memory
from extraction.quotations import Quotations
from extraction.text import NormalisedText
from extraction.tokens import Tokens
from extraction.vocabulary import vocabulary
from schemas.article import Article
from schemas.statement import Cue, Field, Medium, Span, Statement
from schemas.statement import Extractor as Maker


class Extractor:
    """Finds the statements of articles. Built once per process; ``lexicon`` is a user's own YAML file."""

    version = "0.1.0"

    def __init__(self, lexicon: Path | None = None) -> None:
        self._lexicon = lexicon
        self._vocabulary = vocabulary()

    def statements(self, article: Article) -> list[Statement]:
        """The statements of ``article`` in text order, headline first; none where it is canceled."""
        if article.canceled:
            return []
        texts: tuple[tuple[Field, str], ...] = (("headline", article.headline), ("body", article.body))
        readings = [self._reading(field, text) for field, text in texts if text]
        found = [(reading, draft) for reading in readings for draft in fixed(reading)]
        Memory(readings).resolve(found)
        return [_statement(article, reading, draft) for reading, draft in found]

    def _reading(self, field: Field, text: str) -> Reading:
        tokens = Tokens(NormalisedText(text), self._vocabulary)
        return Reading(field, tokens, Quotations(tokens), self._vocabulary.names)


def fixed(reading: Reading) -> list[Draft]:
    """The drafts of a field with their contents bounded."""
    drafts = list(attributions.drafts(reading))
    kept: list[Draft] = []
    for n, draft in enumerate(drafts):
        if draft.aspect == "final":
            if any(
                other.content[1] > draft.content[0]
                and other.cue[0] < draft.cue[0]
                and reading.tokens.sentence[other.cue[0]] == reading.tokens.sentence[draft.cue[0]]
                for other in kept
            ):
                continue
            draft.content = (draft.content[0], contents.trim(reading.tokens, *draft.content, -1))
        else:
            limit = _limit(reading, draft, drafts[n + 1 :])
            contents.bound(reading, draft, limit)
        if draft.content[1] > draft.content[0]:
            kept.append(draft)
    return kept


def _limit(reading: Reading, draft: Draft, later: list[Draft]) -> int:
    tokens = reading.tokens
    end = contents.sentence_end(tokens, draft.content[0])
    for other in later:
        if other.cue[0] >= draft.content[0] and other.start < end and splits(reading, other):
            return _cut(reading, other, draft.content[0])
    quotation = reading.quotations.at.get(draft.quote)
    if quotation is not None and quotation.close > end:
        end = contents.sentence_end(tokens, quotation.close)
    return end


def splits(reading: Reading, draft: Draft) -> bool:
    """Whether the draft starts a statement of its own rather than stay a part of the words before it."""
    tokens = reading.tokens
    if draft.aspect == "a" or draft.aspect == "final":
        return True
    if draft.verb is None or not draft.verb.goes_on:
        return False
    i = draft.start
    before = tokens.tags[i - 1] if i else 0
    return (
        tokens.words[i][0] in "وف"
        or bool(before & (tags.SUBORDINATOR | tags.PUNCTUATION))
        or tokens.words[i - 1] == "و"
    )


def _cut(reading: Reading, draft: Draft, floor: int) -> int:
    tokens, k = reading.tokens, draft.start
    while k > floor and tokens.tags[k - 1] & (tags.SUBORDINATOR | tags.AUXILIARY | tags.ADVERB):
        k -= 1
    return k


def _span(reading: Reading, start: int, end: int) -> Span:
    tokens = reading.tokens
    a, b = tokens.text.start(tokens.starts[start]), tokens.text.end(tokens.ends[end - 1])
    return Span(text=tokens.text.original[a:b], start=a, end=b)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _statement(article: Article, reading: Reading, draft: Draft) -> Statement:
    content, cue = _span(reading, *draft.content), _span(reading, *draft.cue)
    tokens = reading.tokens
    medium = None
    if draft.medium:
        span = _span(reading, *draft.medium)
        medium = Medium(kind="unknown", text=span.text, start=span.start, end=span.end)
    assert draft.speaker is not None
    return Statement(
        id=_hash(article.uri, reading.field, cue.text, content.text),
        article_uri=article.uri,
        article_version=article.version or 1,
        source=article.source,
        published=article.version_created or article.first_created,
        field=reading.field,
        speaker=draft.speaker,
        cue=Cue(lemma=draft.lemma, act=draft.act, text=cue.text, start=cue.start, end=cue.end),
        kind=kind(reading, draft),
        content=content,
        medium=medium,
        cluster=_hash(" ".join(tokens.words[slice(*draft.content)])),
        rules=tuple(draft.rules),
        extractor=Maker(name="tasrih", version=Extractor.version),
    )


def kind(reading: Reading, draft: Draft) -> str:
    """How much of the content stands in quotation marks."""
    if draft.verb and draft.verb.position:
        return "position"
    quotation = reading.quotations.at.get(draft.quote)
    if draft.quote >= 0 and (quotation is None or quotation.close < 0 or quotation.close >= draft.content[1] - 1):
        return "direct"
    if any(tag & tags.QUOTE for tag in reading.tokens.tags[slice(*draft.content)]) or draft.quote >= 0:
        return "mixed"
    return "indirect"
