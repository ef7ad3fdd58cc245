"""Any text in, never an exception, never quadratic time, and offsets that always slice to the reported text."""

import time
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extraction.extractor import Extractor
from schemas.article import Article, Body, Headline
from schemas.statement import Span, Statement

EXTRACTOR = Extractor()
PIECES = (
    "قال", "وأضاف", "مؤكدا", "الوزير", "وزيرة الصحة", "إن", "أنّه", "بأن", "إلى", "على", "في", "بيان", "«",
    "»", '"', "“", "”", "'", ":", "،", ".", "\n", " ", "\u200f", "\u202b", "ـ", "حسب", "وفق تعبيره",
    "نقلا عن", "المصدر ذاته", "عبد", "بن", "الذي", "دعا", "طالب", "بـ", "(", ")", "-", "..", "و", "ل", "ب",
    "ك", "رئيس", "ليلى الكامل", "١٢", "3.5", "UN", "قولها", "من جهته", "علي", "على هامش", "واصفا", "أدان",
    "الهجوم", "أي",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(max_size=200),
)


def article(headline: str, body: str) -> Article:
    """An article of one headline and one body."""
    return Article(uri="urn:test", headlines=(Headline(value=headline),), bodies=(Body(value=body),))


def spans(statement: Statement) -> list[Span]:
    """Every span that a statement reports."""
    named = [s for s in (statement.speaker, statement.addressee, *statement.attribution) if s is not None]
    found = [statement.content, *(s.mention for s in named if s.mention is not None)]
    found += [stance.evidence for stance in statement.stances if stance.evidence is not None]
    marked = [statement.cue] + ([statement.medium] if statement.medium else [])
    return found + [Span(text=part.text, start=part.start, end=part.end) for part in marked]


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS)
@example("قال حسب « »", "قال حسب « »")
def test_offsets_slice_to_the_text(headline: str, body: str) -> None:
    """Whatever comes in, every reported span is that stretch of the original field."""
    for statement in EXTRACTOR.statements(article(headline, body)):
        field = headline if statement.field == "headline" else body
        for span in spans(statement):
            assert 0 <= span.start < span.end <= len(field)
            assert field[span.start : span.end] == span.text


@settings(deadline=None, max_examples=50)
@given(TEXTS, TEXTS)
def test_the_same_article_gives_the_same_events(headline: str, body: str) -> None:
    """Extraction is deterministic, ids are unique, and each topic has one stance."""
    first = EXTRACTOR.statements(article(headline, body))
    assert first == EXTRACTOR.statements(article(headline, body))
    assert len({statement.id for statement in first}) == len(first)
    for statement in first:
        assert [stance.topic for stance in statement.stances] == list(statement.topics)


LONG = {
    "prose": "قال وزير المياه سالم الغامدي إن السد آمن، مؤكدا أن الأشغال تتواصل. ",
    "quotation marks": '" ',
    "opening marks": "«",
    "cues": "وقال ",
    "participles": "مؤكدا أن ",
    "no spaces": "قالالوزيرإن",
    "bidi marks": "\u200f\u202b",
    "punctuation": "،.؛:",
    "line breaks": "\n\n",
    "names": "محمد بن علي ",
    "relays": "حسب ",
    "brackets": "((",
    "diacritics": "قَالَ ",
    "commas": "الوزير، ",
    "chains": "أن محمد أعلن ",
    "surrogate pairs": "𝒜🎉",
    "short statements": "قال زيد إن لا.\n",
    "opened cues": "«قال ",
    "colons": "قال: ",
}


NAMES = ["".join(letters) for letters in product("بتثجحخدرزسشصضطعغفقكلمنهي", repeat=3)]


@pytest.mark.parametrize("piece", LONG.values(), ids=list(LONG))
def test_time_grows_with_length_only(piece: str) -> None:
    """Eight times the text takes nowhere near sixty-four times as long."""
    assert_steady(piece.__mul__)


@pytest.mark.parametrize("sentence", ["قال وزير ال{0} إن النفط مهم. ", "التقى وزير ال{0} {1} نظيره. وقال {1} إن لا.\n"])
def test_time_grows_with_length_only_where_every_name_is_new(sentence: str) -> None:
    """A thousand people are looked up as quickly as one."""
    assert_steady(lambda times: "".join(sentence.format(*NAMES[n : n + 2]) for n in range(times)), len(sentence))


def assert_steady(make: Callable[[int], str], size: int = 0) -> None:
    """The time for what ``make`` gives does not grow with its square; ``size`` is of one piece."""
    size = size or len(make(1))
    short, long = (make(length // size) for length in (12_000, 96_000))
    EXTRACTOR.statements(article("", short))
    times = []
    for text in (short, long):
        start = time.process_time()
        EXTRACTOR.statements(article("", text))
        times.append(time.process_time() - start)
    assert times[1] <= 30 * max(times[0], 0.02)


def test_a_megabyte_is_read() -> None:
    """An article of the largest size that is accepted gives its statements."""
    piece = LONG["prose"] + "واصلت الفرق أشغال الصيانة في القرى المجاورة للسد طوال أيام الأسبوع. " * 20
    assert len(EXTRACTOR.statements(article("", piece * (1_000_000 // len(piece))))) > 1000
