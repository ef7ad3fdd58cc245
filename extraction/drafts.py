"""A statement in the making: ranges of tokens, filled in by one step after the other."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field

from extraction.quotations import Quotations
from extraction.tokens import Tokens
from extraction.vocabulary import Verb
from schemas.statement import Act, Field, Kind, Speaker

Range = tuple[int, int]


@dataclass(slots=True)
class Reading:
    """One field as the steps see it. ``speakers`` are the words of those who speak in the article's body."""

    field: Field
    tokens: Tokens
    quotations: Quotations
    names: Mapping[str, list[tuple[tuple[str, ...], int]]]
    surnames: Container[str] = ()
    speakers: Collection[tuple[str, ...]] = ()


@dataclass(slots=True)
class Draft:
    """Token ranges, ends exclusive.

    ``quote`` is the mark that opens the content and ``last`` the one that closes an infixed cue's, or -1. ``gender``
    and ``number`` are what the cue's form says of its subject, ``""`` where it says nothing. ``outer`` is the draft
    whose content holds this one, ``relayed`` one that only passes this one on.
    """

    cue: Range
    lemma: str
    act: Act
    rules: list[str]
    verb: Verb | None = None
    aspect: str = ""
    gender: str = ""
    number: str = ""
    mention: Range | None = None
    content: Range = (0, 0)
    quote: int = -1
    medium: Range | None = None
    addressee: Range | None = None
    relay: Range | None = None
    form: str = "clause"
    relative: bool = False
    marker: int = 0
    last: int = -1
    final: bool = False
    dropped: bool = False
    negated: bool = False
    confidence: float = 1.0
    outer: "Draft | None" = None
    relayed: "Draft | None" = None
    kind: Kind = "indirect"
    speaker: Speaker | None = None
    chain: list[Speaker] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the draft's own words begin: its speaker or its cue."""
        return min(self.cue[0], self.mention[0]) if self.mention else self.cue[0]
