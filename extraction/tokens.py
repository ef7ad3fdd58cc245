"""A field's text as words, each with what the lexicon knows of it."""

from bisect import bisect_left, bisect_right
from functools import cache
from typing import Any, Final

from extraction import tags
from extraction.chunks import Chunks
from extraction.text import Way, lines, normalise
from extraction.unsettled import ALI, CLUB, DIVINE, FM, FOLDED, LETTERS, LI, MIDFIELD, MOTHER, NEW, ON_HIM, SHORT, SONS
from extraction.vocabulary import Word, load
from schemas.statement import Span

# No sentence is longer: text without full stops is cut, so that work on a sentence stays bounded.
LONGEST: Final = 400
# Characters of a long paragraph that count as around a token.
STRETCH: Final = 800
HEADS: Final = tags.ROLE | tags.BODY | tags.DOCUMENT | tags.OUTLET | tags.GROUP
# What may be in the words of a foreign name.
NAME_LIKE: Final = tags.GIVEN | tags.NISBA | tags.TOPICAL | tags.PHRASAL | tags.CONTINUING
NAMING: Final = tags.GIVEN | tags.AMBIGUOUS | tags.PARTICLE
MARKED: Final = tags.CUE | tags.NOMINAL | tags.QUOTE | tags.BREAK | HEADS | NAMING


@cache
def bound() -> frozenset[str]:
    """Words that make a given name with الله or الدين after them."""
    return frozenset(normalise(word) for word in load("names")["bound"])


class Tokens:
    """Parallel lists, one entry a token; positions are those of the normalised view.

    ``sentence[i]`` is the number of the sentence that token ``i`` stands in; ``first`` the token that each sentence
    begins with, ``last`` the one that ends it: its full stop or line break, or the end of the text; ``marked`` the
    tokens that some step starts from; ``paragraphs`` the first token of each paragraph.
    """

    __slots__ = (
        "_keeps_yeh",
        "_undotted",
        "first",
        "found",
        "last",
        "marked",
        "paragraphs",
        "sentence",
        "size",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(self, text: str, chunks: Chunks) -> None:
        self.found: list[Word] = []
        self.words: list[str] = []
        self.tags: list[int] = []
        self.starts: list[int] = []
        self.text = self._read(text, chunks)
        # Asked once: a text without them is long to search.
        self._keeps_yeh = "ى" in text
        self._undotted = "\u0639\u0644\u0649" in text
        self.size = len(self.found)
        unsettled = self.having(tags.UNSETTLED)
        for i in unsettled:
            self._retag(i)
        for i in unsettled:
            if self.words[i] in SHORT:
                self._abbreviate(i)
        self.marked = self.having(MARKED)
        breaks = [i for i in self.marked if self.tags[i] & tags.BREAK and not self._spelled_out(i)]
        self.sentence, self.first, self.last = _sentences(self.tags, breaks)
        firsts = (0, *(i + 1 for i in breaks if self.words[i][0] == "\n"))
        self.paragraphs = [i for i in firsts if i < self.size]

    def _read(self, text: str, chunks: Chunks) -> Way:
        """Take the words of a text; the way from them back to it."""
        before, *parts = lines(text)
        place, shift = 0, 0
        shifts: list[tuple[int, int]] = []
        if before:
            space = chunks.analysed(before)
            place, shift, shifts = space.length, space.shift, list(space.shifts)
        found, words, starts = self.found, self.words, self.starts
        known: list[Any] = self.tags
        for n, part in enumerate(parts):
            for piece in [part] if n % 2 else part.split(" "):
                chunk = chunks[piece]
                if isinstance(chunk, Word):
                    found.append(chunk)
                    words.append(chunk.text)
                    known.append(chunk.tags)
                    starts.append(place)
                    place += len(chunk.text) + 1
                    continue
                for word in chunk.words:
                    found.append(word)
                    words.append(word.text)
                for tag in chunk.tags:
                    known.append(tag)  # noqa: PERF402 (compiled, extend takes three times as long for a few)
                for start in chunk.starts:
                    starts.append(place + start)
                for start, more in chunk.shifts:
                    shifts.append((place + start, shift + more))
                place += chunk.length + 1
                shift += chunk.shift
            place -= 1
        return Way(text, shifts)

    def having(self, mask: int) -> list[int]:
        """The tokens that have any of the tags in ``mask``."""
        return [i for i, tag in enumerate(self.tags) if tag & mask]

    def _abbreviate(self, i: int) -> None:
        """A full stop after a title's first letter ends no sentence: د. سالم, م. ليلى."""
        dotted = i + 2 < self.size and self.words[i + 1] == "." and self.starts[i + 1] == self.end(i)
        if dotted and self.words[i + 2][0].isalpha() and not (i and self._counts(i - 1)):
            self.tags[i] = tags.ROLE
            self.tags[i + 1] = tags.PUNCTUATION

    def _spelled_out(self, i: int) -> bool:
        """Whether a full stop between spoken letters ends no sentence; it makes a name of them: سي.إن.إن, أ.ف.ب."""
        if self.words[i] != "." or not self.tight(i) or self.words[i + 1] not in LETTERS:
            return False
        if spelled := self.words[i - 1] in LETTERS:
            self.tags[i - 1] = self.tags[i + 1] = tags.OUTLET_NAME
            self.tags[i] = tags.PUNCTUATION
        return spelled

    def _counts(self, i: int) -> bool:
        """Whether what is written small after token ``i`` is a unit: 35 م د."""
        return bool(self.tags[i] & tags.NUMBER) or len(self.words[i].rstrip(".,-()")) == 1

    def _retag(self, i: int) -> None:
        """Give a token the tags that its neighbours leave it."""
        word = self.words[i]
        if word in DIVINE:
            self._bind(i)
        elif word == MOTHER:
            self.tags[i] = self._mother(i)
        elif word == SONS:
            self.tags[i] = self._sons(i)
        elif word == MIDFIELD:
            played = i > 0 and self.words[i - 1].removeprefix("و") in ("خط", "لاعب")
            self.tags[i] &= ~tags.PREPOSITION if played else -1
        elif word in (NEW, ON_HIM):
            self.tags[i] = self._by_its_end(i)
        elif word in CLUB:
            self.tags[i] &= ~tags.CUE if self._dotted(i) else -1
        elif word in FOLDED or word == LI:
            for k in range(i, i + 1 + (word == LI)) if self._foreign(i) else ():
                self.tags[k] = tags.GIVEN
        elif word not in SHORT:
            self.tags[i] = self._ali(i) if word in ALI else self._apostrophe(i)

    def _by_its_end(self, i: int) -> int:
        """What a word is by its last letter, which the view folds: حديثه or حديثة, عليه or the name علية."""
        rounded = self.last_letter(i) == "ة"
        if self.words[i] == NEW:
            return self.tags[i] & (~tags.ADVERB if rounded else -1)
        return tags.GIVEN if rounded else self.tags[i] & ~tags.GIVEN

    def _bind(self, i: int) -> None:
        """A word that stands before الله or الدين in names is one with it: ضيف الله."""
        if i and self.words[i - 1] in bound():
            self.tags[i - 1] = tags.GIVEN

    def _mother(self, i: int) -> int:
        """A mother, by the name or by the number of her children behind the word: أم سالم, قالت أم لثلاثة أطفال."""
        following = self.tags[i + 1] if i + 1 < self.size else 0
        if following & tags.GIVEN and not (i and self.words[i - 1] == FM):
            return tags.PARTICLE | tags.GIVEN
        hers = i > 0 and self.tags[i - 1] & tags.CUE and following & (tags.TO | tags.BARE_TO)
        return tags.ROLE | tags.FEMININE if hers else self.tags[i]

    def _foreign(self, i: int) -> bool:
        """Whether a word that is folded into a function word or a verb is a foreign name: آنا, روي, لي جيان."""
        word, written = self.words[i], self.between(i, i + 1)
        if word == LI:
            return i + 2 < self.size and not any(tag & ~NAME_LIKE for tag in self.tags[i + 1 : i + 3])
        return written[0] == "آ" or (word[0] == "ر" and self._dotted(i))

    def _dotted(self, i: int) -> bool:
        """Whether the last letter is a dotted ي in a text that keeps it apart from ى."""
        return self.last_letter(i) == "ي" and self._keeps_yeh

    def _sons(self, i: int) -> int:
        """Sons behind a name or a comma and before a name are a family's name: عماد أولاد جبريل."""
        before, following = self.tags[i - 1] if i else 0, self.tags[i + 1] if i + 1 < self.size else 0
        named = following & tags.GIVEN and (before & (tags.GIVEN | tags.CUE) or (i and self.words[i - 1] == ","))
        return tags.PARTICLE | tags.GIVEN if named else self.tags[i]

    def _apostrophe(self, i: int) -> int:
        return tags.PUNCTUATION if self._inside_word(i) else self.tags[i]

    def _inside_word(self, i: int) -> bool:
        """Whether the mark at ``i`` is an apostrophe: letters touch it on both sides."""
        return self.tight(i) and self.words[i + 1][0].isalnum() and self.words[i - 1].isalnum()

    def _ali(self, i: int) -> int:
        """The name علي or the preposition على: by its last letter, unless a name around it says otherwise."""
        before = self.tags[i - 1] if i else 0
        after = self.tags[i + 1] if i + 1 < len(self.tags) else 0
        name = tags.GIVEN | tags.ROLE | tags.PARTICLE
        dotted = self.last_letter(i) == "ي"
        named = bool(before & name or after & tags.PARTICLE or before & (tags.NISBA | tags.CUE)) and dotted
        named = named or (dotted and bool(before & tags.DEFINITE and after & tags.DEFINITE) and self._undotted)
        apposed = dotted and i > 0 and self.words[i - 1] == "," and bool(after & tags.DEFINITE)
        named = named or (apposed and self._undotted)  # رئيس الحركة، علي العريض
        had = i + 2 < self.size and self.tags[i + 2] & (tags.AUXILIARY | tags.COMPLEMENTISER)
        titled = dotted and before & tags.DEFINITE and after & tags.DEFINITE and after & tags.NISBA and had
        named = named or bool(titled)  # مدير عام التوزيع علي الطرفي قد
        named = named or bool(before & tags.GIVEN and after & (tags.NISBA | tags.PARTICLE))
        named = named or bool(after & tags.COMPLEMENTISER and dotted and not before & (tags.CUE | tags.DEFINITE))
        return self.tags[i] & ~(tags.PREPOSITION if named else tags.GIVEN | tags.AMBIGUOUS)

    def tight(self, i: int) -> bool:
        """Whether the mark at ``i`` is written into a word, as a hyphen in a name."""
        joined = i > 0 and self.end(i - 1) == self.starts[i]
        return joined and i + 1 < self.size and self.starts[i + 1] == self.end(i)

    def end(self, i: int) -> int:
        """Where token ``i`` ends in the normalised view."""
        return self.starts[i] + len(self.words[i])

    def last_letter(self, i: int) -> str:
        """The letter that token ``i`` ends with as it is written: the view folds ة into ه and ى into ي."""
        return self.text.original[self.text.end(self.end(i)) - 1]

    def paragraph(self, i: int) -> tuple[int, int]:
        r"""The tokens of the paragraph around token ``i``, or of the stretch of it around ``i`` where it is long.

        >>> from extraction.chunks import chunks
        >>> tokens = Tokens("أولا\nثانيا وثالثا\nرابعا", chunks())
        >>> tokens.between(*tokens.paragraph(3))
        'ثانيا وثالثا\n'
        """
        n = bisect_right(self.paragraphs, i)
        first = self.starts[self.paragraphs[n - 1]]
        first += (self.starts[i] - first) // STRETCH * STRETCH
        last = self.paragraphs[n] if n < len(self.paragraphs) else self.size
        return bisect_left(self.starts, first), min(last, bisect_left(self.starts, first + STRETCH))

    def span(self, i: int, j: int) -> Span:
        """The original text from token ``i`` up to token ``j``, exclusive, with its offsets."""
        start, end = self.text.span(self.starts[i], self.end(j - 1))
        return Span(text=self.text.original[start:end], start=start, end=end)

    def between(self, i: int, j: int) -> str:
        """The original text from token ``i`` up to token ``j``, exclusive."""
        return self.text.slice(self.starts[i], self.end(j - 1)) if j > i else ""


def _with_forced(breaks: list[int], size: int) -> list[int]:
    """Breaks with more of them where they stand too far apart."""
    made: list[int] = []
    last = 0
    for i in (*breaks, size):
        made += range(last + LONGEST, i, LONGEST)
        made += [i] if i < size else []
        last = i
    return made


def _sentences(found: list[int], breaks: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Sentence numbers, starts and ends; a run of closing marks belongs to the sentence that it closes."""
    numbers: list[int] = []
    first: list[int] = []
    last: list[int] = []
    start, size = 0, len(found)
    for i in breaks if size <= LONGEST else _with_forced(breaks, size):
        if i < start:
            continue
        stop = i + 1
        while stop < size and found[stop] & (tags.BREAK | tags.QUOTE):
            stop += 1
        numbers += [len(last)] * (stop - start)
        first.append(start)
        last.append(i)
        start = stop
    if start < size:
        numbers += [len(last)] * (size - start)
        first.append(start)
        last.append(size)
    return numbers, first, last
