"""The medium or occasion of a saying: where it was said, to whom, or who passes it on."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = [
    ("قال الوزير في مؤتمر صحفي إن السد آمن.", "في مؤتمر صحفي", "press_conference"),
    ("قال الوزير لوكالة الأنباء إن السد آمن.", "لوكالة الأنباء", "agency"),
    ("قال الوزير أمام مجلس النواب إن السد آمن.", "أمام مجلس النواب", "speech"),
    ("قال الوزير في إفادة للصحفيين إن السد آمن.", "في إفادة", "press_conference"),
    ("أوضح الاتحاد في تعميم أن السد آمن.", "في تعميم", "written_statement"),
    ('نقلت صحيفة المرآة عن الوزير قوله إن "السد آمن".', "صحيفة المرآة", "unknown"),
    ("ذكر بيان للوزارة أن الوزير أبلغ نظيره بأن السد آمن.", "بيان للوزارة", "written_statement"),
]
NONE = [
    "قال الوزير إن السد آمن.",
    "في الجهة المقابلة قال الوزير إن السد آمن.",
    "قال الوزير إن السد أمام مجلس النواب آمن.",
]


@pytest.mark.parametrize(("text", "medium", "kind"), CASES)
def test_a_medium_is_an_occasion_an_outlet_or_hearers(text: str, medium: str, kind: str) -> None:
    """A preposition leads it, or it stands before the cue as the one that passes the words on."""
    (statement,) = Extractor().statements(Article(uri="urn:test:media", bodies=(Body(value=text),)))
    assert statement.medium is not None
    assert statement.medium.text.startswith(medium)
    assert statement.medium.kind == kind


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_medium(text: str) -> None:
    """Sides and what the content itself names are none."""
    (statement,) = Extractor().statements(Article(uri="urn:test:media", bodies=(Body(value=text),)))
    assert statement.medium is None
