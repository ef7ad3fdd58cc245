"""The normalised view: variants meet, and every stretch leads back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.chunks import chunks
from extraction.text import NormalisedText, normalise
from extraction.tokens import Tokens

ODD = "أإآٱىئؤةًٌَُِّْٰـ\u200f\u202b\ufeffﻻﷲﷺکیگ٣۴،؛؟ “”«»\u00a0\r\n\u2028𝒜"
CHUNKS = chunks()  # made before the first example, whose time is limited
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=80)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أكّد", "اكد"),
        ("إيران", "ايران"),
        ("مستشفى", "مستشفي"),
        ("الحكومة", "الحكومه"),
        ("فهماً", "فهما"),
        ("العـــربية", "العربية"),
        ("ی", "ي"),
        ("ﻻ", "لا"),
        ("مسؤول", unicodedata.normalize("NFD", "مسؤول")),
        ("٢٠١٥", "2015"),
        ("قال\u200f:", "قال:"),
    ],
)
def test_spelling_variants_meet(one: str, other: str) -> None:
    """Two spellings of one word have one normalised form."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("قال", "قيل"), ("علم", "عمل"), ("رأي", "راي ة")])
def test_different_words_stay_different(one: str, other: str) -> None:
    """Normalising loses no letter."""
    assert normalise(one) != normalise(other)


@given(TEXTS)
def test_every_stretch_leads_back(text: str) -> None:
    """A stretch of the view, taken back to the original and normalised again, is that stretch."""
    view = NormalisedText(text)
    for start in range(len(view.normal)):
        assert 0 <= view.start(start) < view.end(start + 1) <= len(text)
        again = NormalisedText(view.slice(start, len(view.normal))).normal
        assert again.endswith(view.normal[start:])
        assert len(again) - len(view.normal[start:]) <= 20


@given(TEXTS)
def test_offsets_grow(text: str) -> None:
    """Later in the view is never earlier in the original."""
    view = NormalisedText(text)
    starts = [view.start(i) for i in range(len(view.normal))]
    assert starts == sorted(starts)


@given(TEXTS)
def test_words_are_stretches_of_the_view(text: str) -> None:
    """Words are remembered by what stands between blanks; they are still those of the whole text, and lead back."""
    view, tokens = NormalisedText(text), Tokens(text, CHUNKS)
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        assert view.normal.startswith(word, start)
        assert tokens.text.span(start, start + len(word)) == view.span(start, start + len(word))
    assert "".join(tokens.words).split() == "".join(view.normal.split(" ")).split()


def test_marks_belong_to_the_letter_before_them() -> None:
    """The end of a word takes its last letter's marks along."""
    view = NormalisedText("فهماً متبادلاً.")
    assert view.slice(0, 4) == "فهماً"
    assert view.slice(5, 12) == "متبادلاً"
