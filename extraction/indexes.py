"""What a field says of names, looked up by their words."""

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN, UNNAMED, known_name, verbal
from extraction.identities import ONE_LETTER
from extraction.names import founded, name_part, starts_name
from extraction.nouns import subject_end
from extraction.persons import name_end
from extraction.text import normalise
from extraction.tokens import HEADS, NAMING, Tokens
from extraction.unsettled import DIVINE
from extraction.vocabulary import bare, load

# So many consonants tell a name, however its vowels are written.
CONSONANTS: Final = 4
ENDINGS: Final = ("يون", "يين", "يه", "ات", "ه", "ي")
SHORTEST: Final = 4
SHORTEST_MISSPELT: Final = 5
# Alone and definite, the head of the state, whoever presided before.
PRESIDENT: Final = "رييس"
# So many phrases with the same head are looked at before and after a mention.
BEFORE: Final = 8
AFTER: Final = 4
LONG_VOWELS: Final = str.maketrans("", "", "اوي")


class Index:
    """What one field says of names: full names by each of their words and in order, noun phrases by their head.

    ``alike`` has the words of names in one spelling. ``places`` (where each word stands) and ``brought`` (what
    ``introduced`` answered) are filled when asked for: an article may name a thousand people a thousand times.
    """

    __slots__ = ("alike", "brought", "full", "heads", "names", "places", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.full: dict[str, Range] = {}
        self.alike: dict[str, Range] = {}
        self.heads: dict[str, list[int]] = {}
        self.names: list[Range] = []
        self.places: dict[str, list[int]] = {}
        self.brought: dict[str, Range | None] = {}


def index(reading: Reading) -> Index:
    """Collect a field's names and titled noun phrases."""
    tokens, made, past = reading.tokens, Index(reading), 0
    for k in tokens.marked:
        tag = tokens.tags[k]
        if tag & HEADS:
            _note(made.heads, tokens.found[k].bare, k)
        if k < past or not tag & NAMING or not starts_name(tokens, k):
            continue
        past = max(_past(tokens, k), k + known_name(reading, k))
        if past - k > 1:
            made.names.append((k, past))
            words = tokens.words[k:past]
            # لو دريان and لودريان, عبد الله and عبدالله: a name may be written in one word elsewhere.
            for word in (*words, *(first + second for first, second in pairwise(words))):
                made.full.setdefault(word, (k, past))
                made.alike.setdefault(one_spelling(word), (k, past))
    return made


def _note(places: dict[str, list[int]], word: str, k: int) -> None:
    """Add a place of a word; ``setdefault`` would take an exception, compiled, for each new one."""
    if (known := places.get(word)) is not None:
        known.append(k)
    else:
        places[word] = [k]


def learn(made: Index, part: Range) -> None:
    """Remember a full name that only its title told, for later mentions of one word of it."""
    if part[1] - part[0] > 1:
        for word in made.reading.tokens.words[part[0] : part[1]]:
            made.alike.setdefault(one_spelling(word), part)


def _past(tokens: Tokens, k: int) -> int:
    """Where the full name at ``k`` ends, before a verb that an auxiliary tells of: ولم تكن هاجر ترغب.

    The word is no name's beginning where it is God's name or "was born".
    """
    if tokens.words[k] in DIVINE or tokens.words[k] == "ولد":
        return k + 1
    end = name_end(tokens, k, tokens.size)
    told = k > 0 and tokens.tags[k - 1] & tags.AUXILIARY and end == k + 2
    verb = told and tokens.words[k + 1][0] in "يت" and not tokens.tags[k + 1] & (tags.GIVEN | tags.AMBIGUOUS)
    return k + 1 if verb else end


@lru_cache(maxsize=1 << 14)
def one_spelling(word: str) -> str:
    """A name's word without what its spelling varies in: foreign letters, an origin's article, a long word's vowels.

    >>> one_spelling("سيرغي") == one_spelling("سيرجي"), one_spelling("الزمالي") == one_spelling("زمالي")
    (True, True)
    >>> one_spelling("قورتولموش") == one_spelling("قرتولموش"), one_spelling("سالم") == one_spelling("سليم")
    (True, False)
    """
    plain = (bare(word) if word.endswith("ي") else word).translate(ONE_LETTER)
    core = plain[:1] + plain[1:].translate(LONG_VOWELS)
    return core if len(core) >= CONSONANTS else plain


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """A word without the ending of an adjective or a plural, if a title's complement is told in both ways.

    >>> root("ثقافه") == root("ثقافيه"), root("وزير") == root("وزاره"), root("ناطق") == root("متحدث")
    (True, False, True)
    """
    word = min(word, twins().get(word, word))
    ending = next((ending for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) >= SHORTEST), "")
    return word.removesuffix(ending)


def places_of(made: Index, word: str) -> list[int]:
    """Where a word stands in the field."""
    if not made.places:
        for k, other in enumerate(made.reading.tokens.words):
            _note(made.places, other, k)
    return made.places.get(word, [])


def last_named(made: Index, k: int) -> Range | None:
    """The full name that stands last before token ``k``."""
    at = bisect_left(made.names, (k, k))
    return made.names[at - 1] if at else None


def introduced(made: Index, word: str) -> Range | None:
    """A first name and the family name ``word``, with an article or without, where a title or a comma leads to them."""
    if word not in made.brought:
        made.brought[word] = _introduced(made, word)
    return made.brought[word]


def _introduced(made: Index, word: str) -> Range | None:
    tokens = made.reading.tokens
    for form in (word, bare(word) if bare(word) != word else f"ال{word}"):
        for k in places_of(made, form):
            family = not tokens.tags[k] & tags.DEFINITE or bool(tokens.tags[k] & tags.NISBA)
            if k > 1 and _first_name(tokens, k - 1, family):
                return k - 1, k + 1
    return None


def _first_name(tokens: Tokens, k: int, family: bool) -> bool:
    """Whether the word at ``k`` can be a first name: the lexicon has it for one, or does not know it, after a title.

    ``family`` says that what follows has the shape of a family name.
    """
    tag, before = tokens.tags[k], tokens.tags[k - 1]
    if tag & (tags.GIVEN | tags.AMBIGUOUS):
        return not tag & (tags.BY | tags.TO | tags.PREPOSITION)
    titled = before & (tags.ROLE | tags.NISBA | tags.STATE | tags.DEFINITE) and not before & (tags.CUE | tags.RELATIVE)
    known = (UNNAMED & ~tags.FEMININE) | tags.DEFINITE | tags.MASDAR | tags.DEMONSTRATIVE
    return family and not tag & known and not verbal(tokens, k) and bool(titled or tokens.words[k - 1] == ",")


def phrase_at(made: Index, k: int, named: bool) -> Range | None:
    """The noun phrase with its head at ``k``: with a person's name in it or before it, or else of two words or more."""
    reading, tokens = made.reading, made.reading.tokens
    end = subject_end(reading, k, tokens.size)
    if named:
        if end > k and name_part(reading, (k, end)) is not None:
            return k, end
        start = _named_before(made, k)
        return (start, end) if start >= 0 and end > k else None
    if tokens.tags[k] & tags.DEFINITE and k + 1 < end and tokens.tags[k + 1] & (tags.TO | tags.BY):
        return None  # تقييم الوزارة للمخاطر
    end = _body_end(tokens, k, end)
    return (k, end) if end - k > 1 else None


def _named_before(made: Index, k: int) -> int:
    """Where the full name begins that the role at ``k`` is in apposition to, else -1: أحمد سالم، أستاذ الاقتصاد."""
    at = bisect_left(made.names, (k, k))
    start, end = made.names[at - 1] if at else (-1, -1)
    comma = end == k - 1 and made.reading.tokens.words[k - 1] == ","
    return start if end == k or comma else -1


def _body_end(tokens: Tokens, k: int, end: int) -> int:
    """Where the name of a body ends before a person or another body: حركة الأمل، سالم الحمدي.

    What stands in marks behind a person is said of him: الرجل "متورط".
    """
    if tokens.tags[k] & tags.ROLE and not founded(tokens.tags[k]):
        quoted = (j for j in range(k + 1, end) if tokens.tags[j] & tags.QUOTE and tokens.tags[j - 1] & tags.DEFINITE)
        return next(quoted, end)
    for j in range(k + 1, end):
        tag = tokens.tags[j]
        if (
            tokens.words[j] == ","
            or (tag & tags.GIVEN and (not tag & tags.AMBIGUOUS or _person_follows(tokens, j)))
            or (tag & tags.AND and tag & tags.BODY)
        ):
            return j - bool(tokens.tags[j - 1] & tags.QUOTE)
    return end


def _person_follows(tokens: Tokens, k: int) -> bool:
    """Whether a given name that is an everyday word too begins a person's name after a body: الحركة راشد الغنوشي."""
    family = tokens.tags[k + 1] if k + 1 < tokens.size else 0
    named = family & tags.GIVEN or (family & tags.DEFINITE and family & tags.NISBA)
    return bool(tokens.tags[k - 1] & tags.DEFINITE and named and not tokens.tags[k] & tags.DEFINITE)


def recall(indexes: list[Index], reading: Reading, mention: Range, named: bool = False) -> tuple[Reading, Range] | None:
    """The fuller noun phrase with the same words: before the mention, in the other field, or after it.

    ``named`` asks for one with a person's name.
    """
    words = _roots(reading, mention)
    return _matching(indexes, (reading, mention), reading.tokens.found[mention[0]].bare, words, named)


def called(indexes: list[Index], reading: Reading, mention: Range, noun: str) -> tuple[Reading, Range] | None:
    """The noun phrase with a person's name of which ``noun`` is the head: المحامي سالم الحمدي for محاميه."""
    return _matching(indexes, (reading, mention), noun, {root(noun)}, named=True)


def misspelt(indexes: list[Index], reading: Reading, mention: Range) -> tuple[Reading, Range] | None:
    """The noun phrase for which a lone unknown word stands that is its head with two letters swapped: النابئة."""
    tokens, start = reading.tokens, mention[0]
    known = KNOWN | tags.AND | tags.BY | tags.TO | tags.CUE
    if mention[1] - start > 1 or tokens.tags[start] & (known | tags.DEFINITE) != tags.DEFINITE:
        return None
    word = tokens.found[start].bare
    if tokens.words[start] in reading.surnames or len(word) < SHORTEST_MISSPELT:
        return None
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    nouns = [noun for noun in swapped if noun != word and any(noun in made.heads for made in indexes)]
    ways = ((noun, named) for noun in nouns for named in (True, False))
    found = (_matching(indexes, (reading, mention), noun, {root(noun)}, named) for noun, named in ways)
    return next((part for part in found if part is not None), None)


def _matching(
    indexes: list[Index], place: tuple[Reading, Range], stem: str, words: set[str], named: bool
) -> tuple[Reading, Range] | None:
    """The noun phrase nearest to a mention with such a head and such words, ``named`` or longer than the mention."""
    reading, mention = place
    twin = twins().get(stem)
    order = sorted(indexes, key=lambda made: made.reading is not reading)
    for made in order:
        same = made.reading is reading
        k = mention[0] if same else 0
        places = _around(made.heads.get(stem, []), k)
        if twin in made.heads:
            places = sorted((*places, *_around(made.heads[twin], k)))
        at = bisect_left(places, k)
        itself = same and places[at : at + 1] == [mention[0]]
        before = sorted(places[max(0, at - BEFORE) : at], key=lambda k: (_told_of(made, k), -k))
        for k in (*before, *places[at + itself : at + AFTER]):
            part = phrase_at(made, k, named)
            if part is None or (same and part == mention):
                continue
            fits = words <= _roots(made.reading, (k, part[1]))
            if fits and (named or part[1] - k > mention[1] - mention[0]):
                return made.reading, part
    return None


def _roots(reading: Reading, part: Range) -> set[str]:
    """The words of a part of the text as ``root`` has them."""
    return {root(found.bare) for found in reading.tokens.found[part[0] : part[1]]}


def _around(places: list[int], k: int) -> list[int]:
    """Those of a word's places that are near enough to token ``k`` to be looked at."""
    at = bisect_left(places, k)
    return places[max(0, at - BEFORE) : at + AFTER + 1]


def _told_of(made: Index, k: int) -> bool:
    """Whether an outlet is only told or an owner at ``k``, so that another is rather meant: تصريح لوكالة النجم."""
    tag = made.reading.tokens.tags[k]
    return bool(tag & tags.OUTLET and tag & tags.TO)


def named_later(made: Index, mention: Range) -> Range | None:
    """The name with which a role without one is taken up later: وزيرة الأسرة, then الوزيرة سميرة المرابط.

    الرئيس alone is the head of the state, whoever presided before.
    """
    tokens = made.reading.tokens
    stem, words = tokens.found[mention[0]].bare, _roots(made.reading, mention)
    places = made.heads.get(stem, []) if stem != PRESIDENT else []
    after = bisect_left(places, mention[1])
    for k in places[after : after + AFTER]:
        part = phrase_at(made, k, named=True) if tokens.tags[k] & tags.DEFINITE else None
        name = name_part(made.reading, part) if part else None
        if name and name[0] > k and _roots(made.reading, (k, name[0])) <= words:
            return name
    return None


@cache
def twins() -> dict[str, str]:
    """The other word for an office: متحدث for ناطق, ناطق for متحدث."""
    pairs = [(normalise(first), normalise(second)) for first, second in load("titles")["twins"].items()]
    return {**dict(pairs), **{second: first for first, second in pairs}}
