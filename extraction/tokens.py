"""A field's text as words, each with what the lexicon knows of it."""

import re

from extraction import tags
from extraction.text import NormalisedText
from extraction.vocabulary import Vocabulary

TOKEN = re.compile(r"[^\W_]+(?:[.,:/][0-9]+)*|\n\s*|[^\w\s]|_")


APOSTROPHES = frozenset("'’‘`")
ALI = frozenset(("علي", "وعلي", "لعلي"))


class Tokens:
    """Parallel lists, one entry a token; positions are those of the normalised view.

    ``sentence[i]`` is the number of the sentence that token ``i`` stands in.
    """

    __slots__ = ("ends", "found", "sentence", "starts", "tags", "text", "words")

    def __init__(self, text: NormalisedText, vocabulary: Vocabulary) -> None:
        self.text = text
        matches = [match.span() for match in TOKEN.finditer(text.normal)]
        normal = text.normal
        self.starts = [start for start, _ in matches]
        self.ends = [end for _, end in matches]
        self.words = [normal[start:end] for start, end in matches]
        self.found = [vocabulary[word] for word in self.words]
        self.tags = [word.tags for word in self.found]
        for i in [i for i, word in enumerate(self.words) if word in ALI]:
            self.tags[i] = self._ali(i)
        for i in [i for i, word in enumerate(self.words) if word in APOSTROPHES]:
            if self._inside_word(i):
                self.tags[i] = tags.PUNCTUATION
        self.sentence = _sentences(self.tags)

    def _inside_word(self, i: int) -> bool:
        """Whether the mark at ``i`` is an apostrophe: letters touch it on both sides."""
        joined = i > 0 and self.ends[i - 1] == self.starts[i]
        return joined and self.text.normal[self.ends[i] : self.ends[i] + 1].isalnum() and self.words[i - 1].isalnum()

    def _ali(self, i: int) -> int:
        """The name علي or the preposition على: by its last letter, unless a name around it says otherwise."""
        before = self.tags[i - 1] if i else 0
        after = self.tags[i + 1] if i + 1 < len(self.tags) else 0
        name = tags.GIVEN | tags.ROLE | tags.PARTICLE
        dotted = self.text.original[self.text.end(self.ends[i]) - 1] == "ي"
        named = bool(before & name or after & tags.PARTICLE or before & (tags.NISBA | tags.CUE)) and dotted
        named = named or bool(before & tags.GIVEN and after & (tags.NISBA | tags.PARTICLE))
        return self.tags[i] & ~(tags.PREPOSITION if named else tags.GIVEN | tags.AMBIGUOUS)

    def __len__(self) -> int:
        return len(self.words)

    def between(self, i: int, j: int) -> str:
        """The original text from token ``i`` up to token ``j``, exclusive."""
        return self.text.slice(self.starts[i], self.ends[j - 1]) if j > i else ""


def _sentences(found: list[int]) -> list[int]:
    """Sentence numbers; a run of closing marks belongs to the sentence that it closes."""
    numbers, number, ended = [], 0, False
    for tag in found:
        if ended and not tag & (tags.BREAK | tags.QUOTE):
            number, ended = number + 1, False
        numbers.append(number)
        ended = ended or bool(tag & tags.BREAK)
    return numbers
