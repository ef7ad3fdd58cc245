"""Topics as people read them: with labels, and the numbers of all time."""

from pathlib import Path

from msgspec import Struct

from extraction.topics import TopicIndex
from schemas.topic_count import TopicCount


class Label(Struct, frozen=True):
    """A topic's name in Arabic and in English."""

    ar: str
    en: str


class ListedTopic(Struct, frozen=True, kw_only=True):
    """A topic with its counts. ``label`` is null for a topic that only the articles' own desks name."""

    topic: str
    label: Label | None
    articles: int
    statements: int
    support: int
    oppose: int
    neutral: int
    updated: str | None


def labels(lexicon: Path | None) -> dict[str, Label]:
    """The labels of our topics and of those in a user's lexicon, by topic id."""
    return {topic.id: Label(topic.ar, topic.en) for topic in TopicIndex(lexicon).topics.values()}


def listed(row: TopicCount, label: Label | None) -> ListedTopic:
    """The row of a topic, of all time and all speakers, with its label."""
    return ListedTopic(
        topic=row.topic,
        label=label,
        articles=row.articles,
        statements=row.statements,
        support=row.support,
        oppose=row.oppose,
        neutral=row.neutral,
        updated=row.updated,
    )
