"""What stands between blanks in a text: its words, and the way from them back to the text; remembered once seen."""

from functools import cache
from typing import Any

from extraction.text import TOKEN, NormalisedText
from extraction.topics_lexicon import Topic, own_topics
from extraction.vocabulary import LONGEST_REMEMBERED, MEMO_LIMIT, Vocabulary, Word, vocabulary


class Chunk:
    """The ``words`` of a stretch of text, with their tags, and where in its normalised view each begins.

    ``length`` is that of the view, ``shift`` how much longer the stretch itself is, ``shifts`` are those of ``Way``.
    ``tags`` are numbers; compiled code that knew so would make each anew where it only passes them on.
    """

    __slots__ = ("length", "shift", "shifts", "starts", "tags", "words")

    def __init__(self, text: NormalisedText, words: list[Word], starts: tuple[int, ...], tags: tuple[Any, ...]) -> None:
        self.words = tuple(words)
        self.tags = tags
        self.starts = starts
        self.length = len(text.normal)
        self.shift = len(text.original) - len(text.normal)
        self.shifts = text.shifts


class Chunks(dict[str, Word | Chunk]):
    """From what stands between blanks, or a line break, to its words; what is unknown is analysed once.

    Most is one word as long as it is written, and remembered as that: there is less to reach for.
    Past MEMO_LIMIT nothing more is remembered.
    """

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = known
        self.names = known.names
        self._numbers: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __missing__(self, chunk: str) -> Word | Chunk:
        analysed = self.analysed(chunk)
        alone = len(analysed.words) == 1 and not analysed.shifts and analysed.length == len(analysed.words[0].text)
        made = analysed.words[0] if alone else analysed
        if len(self) < MEMO_LIMIT and len(chunk) < LONGEST_REMEMBERED:
            self[chunk] = made
        return made

    def analysed(self, chunk: str) -> Chunk:
        """The words of a stretch of text, and where they are."""
        text = NormalisedText(chunk)
        found = list(TOKEN.finditer(text.normal))
        words = [self._vocabulary.word(match[0]) for match in found]
        return Chunk(
            text,
            words,
            starts=self._shared(tuple([match.start() for match in found])),
            tags=self._shared(tuple([word.tags for word in words])),
        )

    def _shared(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """The same numbers, kept once: they are few, and so stay in the processor's reach."""
        return self._numbers.setdefault(numbers, numbers)


@cache
def chunks(people: tuple[str, ...] = (), topics: tuple[Topic, ...] = own_topics()) -> Chunks:
    """The process's own, one for each set of a user's people and topics."""
    return Chunks(vocabulary(people, topics))
