"""Whose relation or companion speaks, where only a pronoun says whose."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "a relation of the one named": (
        "أوقفت الشرطة سالم الحمدي أمس. وأكدت طليقته أن الباب كان مفتوحا.",
        ["طليقة سالم الحمدي"],
    ),
    "a relation of a woman": (
        "غادرت ليلى الكامل المدينة مع سالم الحمدي. وأكد شقيقها أن الباب كان مفتوحا.",
        ["شقيق ليلى الكامل"],
    ),
    "one of the companions of somebody without a name": (
        "عثرت الدورية على الفتى أمس. وأكد أحد رفاقه أن القارب قديم.",
        ["أحد رفاق الفتى"],
    ),
    "a member of a body": (
        "تتكون الخلية من خمسة رجال. واعترف أحد عناصرها بأن القارب مسروق.",
        ["أحد عناصر الخلية"],
    ),
    "the lawyer, who is named after": (
        "توفي الصياد كمال السالمي أمس، كما أعلن محاميه. ونشر المحامي سالم الحمدي تفاصيل الحادث.",
        ["سالم الحمدي"],
    ),
    "a woman's title without a pronoun": (
        "توفي الصياد كمال السالمي أمس. وأكدت شقيقة الصياد أن القارب قديم.",
        ["شقيقة الصياد"],
    ),
    "nobody whom the pronoun can mean": (
        "توفيت ليلى الكامل أمس. وأكد أحد رفاقه أن القارب قديم.",
        ["أحد رفاقه"],
    ),
    "two relations": (
        "توفي الصياد كمال السالمي أمس. وأكد شقيقه ووالده أن القارب قديم.",
        ["شقيقه ووالده"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_pronoun_tells_whose_relation_speaks(case: str) -> None:
    """Each speaker is told with the one to whom the pronoun gives them."""
    text, expected = CASES[case]
    found = Extractor().statements(Article(uri="urn:test:whose", bodies=(Body(value=text),)))
    assert [statement.speaker.name for statement in found] == expected
