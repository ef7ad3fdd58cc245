"""Who is told: named without the preposition, and only where somebody is."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "a reporter with a name": (
        "قال الوزير سالم الحمدي لمراسلتنا نسرين الراوي إن السد آمن.",
        ("نسرين الراوي", "person"),
    ),
    "reporters": ("قال الوزير للصحفيين إن السد آمن.", ("الصحفيين", "anonymous")),
    "a body called upon": ("دعا الوزير الحكومة إلى فتح الجسر.", ("الحكومة", "organization")),
    "a noun's own complement": ("قال الوزير على هامش انعقاد الدورة لمجلس الحركة إن السد آمن.", None),
    "nobody": ("قال الوزير إن السد آمن.", None),
}


@pytest.mark.parametrize("case", CASES)
def test_the_addressee_is_who_was_told(case: str) -> None:
    """The addressee is named as one would call them, with their kind."""
    text, expected = CASES[case]
    (statement,) = Extractor().statements(Article(uri="urn:test:addressee", bodies=(Body(value=text),)))
    told = statement.addressee
    assert (None if told is None else (told.name, told.kind)) == expected
