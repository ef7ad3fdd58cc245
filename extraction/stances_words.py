"""The words that take a side, compiled from ``lexicon/stances.yaml``, and where they stand in a text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal, NamedTuple

import yaml

from extraction.stances_forms import PARTICIPLE, adjective, cells, conjugated, exact, noun, owned, with_endings
from extraction.stances_phrases import GAP, WIDEST_GAP, end_behind_gap, end_of
from extraction.text import normalise
from extraction.topics_lexicon import LEXICON, Loader
from schemas.statement import Polarity

Kind = Literal[
    "verb", "we", "noun", "definite_noun", "performative", "decision", "aim", "must", "commitment", "denial", "value",
    "attribute", "failing", "gain", "purpose", "negation", "condition", "own_side", "other_side", "no_side",
]  # fmt: skip

FLIPPED: Final[Mapping[Polarity, Polarity]] = {"support": "oppose", "oppose": "support", "neutral": "neutral"}
DENIABLE: Final = ("verb", "we", "noun", "commitment", "value", "gain")
# What an article makes of a word: a noun that says which stand, an attribute of what is spoken of.
DEFINED: Final[Mapping[Kind, Kind]] = {"noun": "definite_noun", "verb": "definite_noun", "value": "attribute"}
# Cues that say what something is called, by their lemmas.
LABELS: Final = frozenset(("وصف", "شبه", "عد", "وصم", "نعت"))
# What counts only where it is asserted.
ASSERTED: Final = ("value", "attribute", "failing", "gain", "aim")
# A negation reaches the word after it and the one after that, لم يكن ناجحا, but for those that carry nothing.
REACH: Final = 2
CARRIES_NOTHING: Final = frozenset(("في", "هناك"))
# It carries a negation on to the words behind it: لم تسجل أي حالات تقصير.
ANY: Final = frozenset(("اي", "ايه"))
OF_ONE_WORD: Final = frozenset(("غير", "الغير", "وغير", "والغير"))
# A condition reaches this far: what is praised or blamed under it is not asserted.
HYPOTHETICAL: Final = 6
# So many words into an account of facts one word of praise or blame is a detail of it.
DEEP: Final = 9
# Before an evil in spite of which a thing is so.
CONCESSIONS: Final = frozenset(("رغم", "ورغم", "برغم", "الرغم"))
GOVERNING: Final = frozenset(("من", "الي", "بسبب", "نتيجه", "جراء", "حد", "بمثابه"))
CLITICS: Final = ("و", "ف", "ب", "ل", "وب", "ول", "س", "وس", "فس", "بال", "ال", "وال", "فال", "لل", "ولل", "وبال")
CLITICS_BY_LETTER: Final = {letter: [clitic for clitic in CLITICS if clitic[0] == letter] for letter in "وفبلسا"}
# Before a word of two letters only these stand: بحث is no urging, but ولم is a negation.
JOINING: Final = ("و", "ف", "ال", "وال")
FUTURE: Final = frozenset(("س", "وس", "فس"))
FROM: Final = "من"
# How a definite word begins, and one that says more of the definite word before it.
DEFINITES: Final = ("ال", "وال", "بال", "لل", "غير")
ATTRIBUTES: Final = ("ال", "وال", "غير")
CALLED: Final = ("بال", "لل")
ARTICLES: Final = CLITICS[-6:]
PERSONS: Final = "يتنا"


class Sense(NamedTuple):
    """What a word or phrase does, and for which side; a neutral value counts only where it is denied.

    ``article`` says that it does so with an article too.
    """

    kind: Kind
    polarity: Polarity
    article: bool = False


Phrase = tuple[tuple[str, ...], Sense]
Phrases = dict[str, list[Phrase]]
Senses = tuple[Phrases, Sense | None]
NO_SENSES: Final[Senses] = ({}, None)


class Mark:
    """A sense at the words ``[first, last]`` of a text, the negation before it worked in."""

    __slots__ = ("first", "kind", "last", "polarity")

    def __init__(self, kind: Kind, polarity: Polarity, first: int, last: int) -> None:
        self.kind: Kind = kind
        self.polarity: Polarity = polarity
        self.first = first
        self.last = last


class StanceWords:
    """The compiled lexicon.

    >>> words = StanceWords()
    >>> words.cue("ادان"), words.cue("قال")
    ('oppose', 'neutral')
    >>> [(mark.kind, mark.polarity) for mark in words.read("ونرفض هذا الخط الاحمر".split())]
    [('we', 'oppose'), ('value', 'oppose')]
    >>> [(mark.kind, mark.polarity) for mark in words.read("اجراء غير مبرر".split())]
    [('negation', 'neutral'), ('value', 'oppose')]
    >>> [(mark.kind, mark.first, mark.last) for mark in words.read("تتحمل البلديه كامل المسووليه".split())]
    [('value', 0, 3)]
    """

    def __init__(self) -> None:
        lists = yaml.load((LEXICON / "stances.yaml").read_text(encoding="utf-8"), Loader)  # noqa: S506 (a safe loader)
        self._words: dict[str, Sense] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._cues: dict[str, Polarity] = {}
        self.light = frozenset(normalise(text) for text in lists["light"])
        self.passing_on, self.deeming, self.threatening, self.wondering = (frozenset(lists[name]) for name in CUES)
        self.bearers = frozenset(normalise(text) for text in lists["bearers"])
        self.doubts = frozenset(normalise(text) for text in lists["doubts"])
        self.coming_about = frozenset(normalise(text) for text in lists["coming_about"])
        self.offices = {normalise(office): frozenset(map(normalise, held)) for office, held in lists["offices"].items()}
        self.measures = frozenset(form for row in lists["measure_verbs"] for form in conjugated(row, "يت"))
        self._carriers = frozenset(normalise(text) for text in lists["carriers"])
        self._rescues = frozenset(normalise(text) for text in lists["rescues"])
        self._endings = frozenset(normalise(text) for text in lists["endings"])
        self._asides = frozenset(normalise(text) for text in lists["asides"])
        for name, kind, forms in FORMS:
            self._add_list(name, lists[name], kind, forms)
        for name, kind in VERBS:
            for polarity, rows in lists[name].items():
                for row in rows:
                    self._add(conjugated(row, "يتن"), Sense(kind, polarity))
        for text in lists["pledge_verbs"]:
            stems = [person + cell for person in ("سي", "ست", "سن", "ن", "سا") for cell in cells(text)]
            self._add(with_endings(stems, ("", "ون")), Sense("commitment", "support"))
        for polarity, rows in lists["verbs"].items():
            for row in rows:
                self._add_stand(row, polarity)
        for name, kind, forms in LAST_FORMS:
            self._add_list(name, lists[name], kind, forms)

    def cue(self, lemma: str) -> Polarity:
        """The side that a cue takes by itself; ``lemma`` is normalised."""
        return self._cues.get(lemma, "neutral")

    def marks(self, words: list[str], known: list[tuple[int, Senses]]) -> list[Mark]:
        """The marks on ``words``, in order, by the numbers and senses of those that have any.

        The words of a phrase count once.
        """
        found: list[Mark] = []
        after, denied, supposed = 0, -REACH - 1, -HYPOTHETICAL - 1
        for index, (phrases, sense) in known:
            if index < after:
                continue
            phrase = self._phrase(phrases, words, index) if phrases else None
            meant, width = phrase or (sense, 1)
            if meant:
                denied = index if meant.kind == "negation" else denied
                meant = _measured(meant, words[index - 1 : index])
                supposed = index if meant.kind == "condition" else supposed
                reach = 1 if meant.kind == "attribute" else _reach(words, denied)
                mark = _mark(meant, index, width, denied=0 < index - denied <= reach)
                told = mark.kind in ASSERTED and (index - supposed <= HYPOTHETICAL or self._undone(mark, words))
                if not told:
                    found.append(mark)
                after = index + width
        return found

    def read(self, words: list[str]) -> list[Mark]:
        """The marks on any words."""
        return self.marks(words, [(n, self.senses(word)) for n, word in enumerate(words)])

    def _phrase(self, phrases: Phrases, words: list[str], index: int) -> tuple[Sense, int] | None:
        """The longest phrase that stands at ``index``, and how many words wide it is."""
        first = index + 1
        if first < len(words) and words[first] in self._asides:
            first += 1
        if first >= len(words):
            return None
        for second in (words[first], words[first][0]):
            if second in phrases and (found := _continued(phrases[second], words, first)):
                return found[0], first - index + found[1]
        return self._gapped(phrases[GAP], words, index) if GAP in phrases else None

    def _gapped(self, phrases: list[Phrase], words: list[str], index: int) -> tuple[Sense, int] | None:
        """A phrase whose subject stands inside it: ``تتحمل الحكومة المسؤولية``."""
        for rest, sense in phrases:
            if end := end_behind_gap(words, index + 1, rest):
                return sense, end - index
        return None

    def ended(self, words: list[str], index: int) -> bool:
        """Whether the words before the one at ``index`` end or hinder it: ``رفع`` العقوبات, ``القضاء على`` الفساد.

        Nouns that only carry it may stand between: ``مكافحة ظاهرة`` الفساد.
        """
        while index > 1 and any(stem in self._carriers for stem, _ in _stems(words[index - 1])):
            index -= 1
        before = words[max(0, index - 2) : index]
        phrases = (" ".join([stem, *before[n + 1 :]]) for n in range(len(before)) for stem, _ in _stems(before[n]))
        return any(phrase in self._endings for phrase in phrases)

    def _undone(self, mark: Mark, words: list[str]) -> bool:
        """Whether an evil is named as what is worked against, or in spite of what: ``لتلافي النقص``, ``رغم النقص``."""
        spite = not CONCESSIONS.isdisjoint(words[max(0, mark.first - 2) : mark.first])
        noun = _noun(words, mark.first)
        return spite or (mark.polarity == "oppose" and (self.ended(words, noun) or self._rescued(words, noun)))

    def _rescued(self, words: list[str], index: int) -> bool:
        """Whether somebody is kept from the evil at ``index``: ``حماية السكان من`` الخطر."""
        while index > 1 and words[index - 1] in self._carriers:
            index -= 1
        before = words[max(0, index - 1 - WIDEST_GAP) : index - 1] if index and words[index - 1] == FROM else ()
        return any(stem in self._rescues for word in before for stem, _ in _stems(word))

    def senses(self, word: str) -> Senses:
        """The phrases that a word may begin, by the next word and the longest first, and its own sense."""
        phrases: Phrases = {}
        stems = list(_stems(word))
        found = [phrase for stem, _ in stems if stem in self._phrases for phrase in self._phrases[stem]]
        for rest, sense in sorted(found, key=lambda phrase: -len(phrase[0])):
            if rest[0] == GAP:
                phrases.setdefault(GAP, []).append((rest[1:], sense))
                continue
            for second in {rest[0], "ال" + rest[0]} if len(rest[0]) > 1 else rest[0]:
                phrases.setdefault(second, []).append((rest, sense))
        own = self._sense(word, stems)
        return (phrases, own) if phrases or own else NO_SENSES

    def _sense(self, word: str, stems: Sequence[tuple[str, str]]) -> Sense | None:
        for stem, clitic in stems:
            sense = self._words.get(stem)
            if sense and clitic in FUTURE and sense.kind == "noun":
                continue
            if sense and (clitic not in ARTICLES or sense.article or (clitic in CALLED and sense.kind == "value")):
                return sense
            if sense and sense.kind in DEFINED:
                return sense._replace(kind=DEFINED[sense.kind])
        return next(
            (sense for stem in _without_object(word) if (sense := self._words.get(stem)) and _verbal(sense)), None
        )

    def _add(self, forms: Iterable[str], sense: Sense) -> None:
        for form in forms:
            first, *rest = form.split()
            if rest:
                self._phrases.setdefault(first, []).append((tuple(rest), sense))
            else:
                self._words.setdefault(first, sense)

    def _add_list(self, name: str, entries: Any, kind: Kind, forms: Callable[[str], list[str]]) -> None:
        for text, polarity in _entries(entries):
            article = name in DEFINITE or (name == "judging_adjectives" and polarity == "oppose")
            self._add(forms(text), Sense(kind, polarity, article))

    def _add_stand(self, row: Sequence[str], polarity: Polarity) -> None:
        """The third person's past narrates and takes no side, so it is a cue alone; ``نا`` speaks for us."""
        perfect, _, participle, verbal_noun = map(cells, row)
        for lemma in (*perfect, *verbal_noun):
            self._cues.setdefault(lemma, polarity)
        self._add(with_endings(perfect, ("نا",)), Sense("we", polarity))
        self._add((person + stem for person in "نا" for stem in cells(row[1])), Sense("we", polarity))
        self._add(conjugated(["-", row[1]], "يت"), Sense("verb", polarity))
        if verbal_noun:
            self._add({*noun(row[3]), *owned(row[3])}, Sense("noun", polarity))
        self._add(with_endings(participle, PARTICIPLE), Sense("verb", polarity))


@cache
def stance_words() -> StanceWords:
    """The process's own stance words."""
    return StanceWords()


def judged(marks: Iterable[Mark], *kinds: Kind, account: bool = False) -> Polarity:
    """What praise and blame of these kinds come to: the greater part decides, an equal part takes no side.

    In an ``account`` of facts one word deep in it judges nothing.

    >>> judged([Mark("value", "oppose", 0, 0), Mark("value", "support", 2, 2), Mark("value", "oppose", 5, 5)], "value")
    'oppose'
    >>> deep = [Mark("value", "oppose", DEEP, DEEP)]
    >>> judged(deep, "value"), judged(deep, "value", account=True)
    ('oppose', 'neutral')
    """
    found = [mark for mark in marks if mark.kind in kinds]
    if account and len(found) == 1 and found[0].first >= DEEP:
        return "neutral"
    sides = [mark.polarity for mark in found]
    praise, blame = sides.count("support"), sides.count("oppose")
    return "oppose" if blame > praise else "support" if praise > blame else "neutral"


def _noun(words: Sequence[str], n: int) -> int:
    """The definite noun of which the word at ``n`` is an attribute, or to which it is joined; else the word itself.

    >>> _noun("الخروج من الوضع السيي".split(), 3), _noun("المحتوي غير الملايم".split(), 2), _noun("وضع سيي".split(), 1)
    (2, 0, 1)
    """
    while n > 0 and words[n].startswith(ATTRIBUTES) and words[n - 1].startswith(DEFINITES):
        n -= 1
    return n


def _entries(entries: Any) -> Iterator[tuple[str, Polarity]]:
    """Texts with their polarity; a bare list takes no side."""
    sides: Mapping[Polarity, Sequence[str]] = entries if isinstance(entries, dict) else {"neutral": entries}
    return ((text, polarity) for polarity, texts in sides.items() for text in texts)


# Lists whose words say the same with an article.
DEFINITE: Final = ("denied_values", "failings", "gains")
# Lists of cues' lemmas.
CUES: Final = ("passing_on", "deeming", "threatening", "wondering")

FORMS: Final[tuple[tuple[str, Kind, Callable[[str], list[str]]], ...]] = (
    ("no_side", "no_side", exact),
    ("negations", "negation", exact),
    ("conditions", "condition", exact),
    ("own_side", "own_side", exact),
    ("other_side", "other_side", exact),
    ("must", "must", exact),
    ("commitments", "commitment", exact),
    ("denials", "denial", exact),
    ("heads", "noun", noun),
    ("judging_adjectives", "value", adjective),
    ("judging_nouns", "value", noun),
    ("wronged", "value", adjective),
    ("denied_values", "value", adjective),
    ("failings", "failing", noun),
    ("gains", "gain", noun),
)


VERBS: Final[tuple[tuple[str, Kind], ...]] = (
    ("judging_verbs", "value"),
    ("failing_verbs", "failing"),
    ("gain_verbs", "gain"),
)
# Words of these lists are often in one of those above, which take the clearer side.
LAST_FORMS: Final[tuple[tuple[str, Kind, Callable[[str], list[str]]], ...]] = (
    ("performatives", "performative", noun),
    ("decisions", "decision", exact),
    ("aims", "aim", noun),
    ("purposes", "purpose", exact),
)


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """The word, then what is left of it without each of its possible proclitics, with the proclitic."""
    yield word, ""
    for clitic in CLITICS_BY_LETTER.get(word[0], ()):
        stem = word[len(clitic) :] if word.startswith(clitic) else ""
        if len(stem) >= (2 if clitic in JOINING else 3) and (clitic not in FUTURE or stem[0] in PERSONS):
            yield stem, clitic


def _without_object(word: str) -> Iterator[str]:
    """The verb left of a word when its object pronoun goes: ``ونرفضها``."""
    for pronoun in ("ها", "هم", "ه"):
        if word.endswith(pronoun) and len(word) >= 5:
            for stem, clitic in _stems(word[: -len(pronoun)]):
                if clitic not in ARTICLES:
                    yield stem


def _verbal(sense: Sense) -> bool:
    return sense.kind in ("we", "commitment")


def _continued(phrases: list[Phrase], words: list[str], first: int) -> tuple[Sense, int] | None:
    """The first of the phrases whose other words stand after the one at ``first``, and how many words it has."""
    for rest, sense in phrases:
        if end := end_of(rest, words, first + 1):
            return sense, end - first
    return None


def _reach(words: list[str], negation: int) -> int:
    """How many words after a negation the last one stands that it denies: ``ليس في وضع مريح``, but ``غير مسبوق``."""
    if negation < 0 or words[negation] in OF_ONE_WORD:
        return 1
    after = words[negation + 1 : negation + 2 + REACH]
    any_of = next((n for n, word in enumerate(after, 1) if word in ANY), 0)
    return any_of + REACH if any_of else REACH + sum(word in CARRIES_NOTHING for word in after[:REACH])


def _measured(sense: Sense, before: list[str]) -> Sense:
    """A definite judgement that a preposition governs is what there is: درجة من الفشل, تعرض إلى التهميش."""
    return sense._replace(kind="value") if sense.kind == "attribute" and not GOVERNING.isdisjoint(before) else sense


def _mark(sense: Sense, index: int, width: int, *, denied: bool) -> Mark:
    polarity = sense.polarity
    if denied and sense.kind == "attribute" and polarity != "oppose":
        sense, polarity = sense._replace(kind="value"), "oppose"
    elif denied and sense.kind == "value":
        polarity = "neutral" if polarity == "oppose" else "oppose"
    elif denied and sense.kind in DENIABLE:
        polarity = FLIPPED[polarity]
    return Mark(sense.kind, polarity, index, index + width - 1)
