"""A statement in the making: ranges of tokens, filled in by one step after the other.

What is made for each cue or statement is a class with an ``__init__`` of its own, here and in the other modules:
compiled, it is made in a tenth of the time that a data class or a named tuple takes.
"""

from collections.abc import Collection, Container

from extraction.quotations import Quotations
from extraction.tokens import Tokens
from extraction.vocabulary import Verb
from schemas.statement import Act, Field, Kind, Speaker

Range = tuple[int, int]


class Reading:
    """One field as the steps see it. ``speakers`` are the words of those who speak in the article's body."""

    surnames: Container[str] = ()
    speakers: Collection[tuple[str, ...]] = ()

    def __init__(
        self,
        field: Field,
        tokens: Tokens,
        quotations: Quotations,
        names: dict[str, list[tuple[tuple[str, ...], int]]],
    ) -> None:
        self.field: Field = field
        self.tokens = tokens
        self.quotations = quotations
        self.names = names


class Draft:
    """Token ranges, ends exclusive.

    ``quote`` is the mark that opens the content and ``last`` the one that closes an infixed cue's, or -1. ``gender``
    and ``number`` are what the cue's form says of its subject, ``""`` where it says nothing. ``outer`` is the draft
    whose content holds this one, ``relayed`` one that only passes this one on, ``witness`` the one who is named behind
    all of the sentence and says no more than it.
    """

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
    witness: "Draft | None" = None
    kind: Kind = "indirect"
    speaker: Speaker | None = None

    def __init__(self, cue: Range, lemma: str, act: Act, rules: list[str]) -> None:
        self.cue = cue
        self.lemma = lemma
        self.act: Act = act
        self.rules = rules
        self.chain: list[Speaker] = []

    @property
    def start(self) -> int:
        """Where the draft's own words begin: its speaker or its cue."""
        return min(self.cue[0], self.mention[0]) if self.mention else self.cue[0]
