"""Topics as people read them: with labels, definitions, and the numbers of all time."""

from msgspec import Struct, field

from extraction.topics_lexicon import Topic
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


class Definition(Struct, frozen=True, kw_only=True):
    """What a text must name to be on the topic: the lists of its lexicon entry.

    ``not_`` (``not`` in JSON) are look-alikes that do not count; ``both`` are topics that are this one when together.
    """

    names: list[str]
    terms: list[str]
    adjectives: list[str]
    not_: list[str] = field(name="not")
    targets: list[str]
    both: list[str]
    medtop: str | None


def label(topic: Topic | None) -> Label | None:
    """The label of a topic of the lexicon."""
    return Label(topic.ar, topic.en) if topic else None


def definition(topic: Topic) -> Definition:
    """The lists of a topic of the lexicon."""
    counting = [term for term in topic.terms if not (term.not_ or term.target)]
    return Definition(
        names=[term.text for term in counting if term.form == "name"],
        terms=[term.text for term in counting if term.form == "noun"],
        adjectives=[term.text for term in counting if term.form == "nisba"],
        not_=[term.text for term in topic.terms if term.not_],
        targets=[term.text for term in topic.terms if term.target],
        both=list(topic.both),
        medtop=topic.medtop,
    )


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
