"""Direct, mixed, indirect: quotation marks round words count, those round names do not."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = [
    ('قال الوزير إن "السد آمن".', "direct"),
    ("قال الوزير إن السد آمن.", "indirect"),
    ('قال الوزير إن القرار "خطير وغريب".', "mixed"),
    ('دعا الوزير إلى سحب القرار "الجائر" فورا.', "mixed"),
    ('قال الوزير إن حركة "الصنوبر" انسحبت.', "indirect"),
    ('حذر الوزير من خلافات "نداء الصنوبر".', "indirect"),
    ('قال الوزير إن السفينة "Marsa" غرقت.', "indirect"),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_the_kind_follows_the_quotation_marks(text: str, kind: str) -> None:
    """Words in marks make a statement direct or mixed; names, titles and Latin letters in marks do not."""
    (statement,) = Extractor().statements(Article(uri="urn:test:kinds", bodies=(Body(value=text),)))
    assert statement.kind == kind
