"""Names and titles: who is meant, however the name is written."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "a surname in one word and in two": (
        'قال الوزير مارك لو بيران إن السد آمن.\nوأضاف لوبيران أن "الماء نظيف".',
        ["مارك لو بيران", "مارك لو بيران"],
    ),
    "a name of God's servant in one word": (
        "قال المدير عبد الله الحمدان إن المصنع جاهز.\nوأكد عبدالله أن العمال عادوا.",
        ["عبد الله الحمدان", "عبد الله الحمدان"],
    ),
    "a participle after a name that ends as a plural does": (
        'قال أوبراين أمام مجلس المدينة إن الوباء ينتشر. وأضاف أن "الدواء قليل"، مؤكدا أن الأطباء تعبوا.',
        ["أوبراين"] * 3,
    ),
    "another title of the one member heard": (
        "قال النائب سالم الحمدي إن السد آمن.\nوأكد النائب السابق عن حزب الصنوبر أن الماء نظيف.",
        ["سالم الحمدي"] * 2,
    ),
    "a title of somebody else": (
        "قال النائب سالم الحمدي إن السد آمن.\nوأكد الطبيب السابق في مستشفى الصنوبر أن الماء نظيف.",
        ["سالم الحمدي", "الطبيب السابق في مستشفى الصنوبر"],
    ),
    "another person who shares no word": (
        "قال الوزير مارك لو بيران إن السد آمن.\nوأضاف سالم الحمدي أن الماء نظيف.",
        ["مارك لو بيران", "سالم الحمدي"],
    ),
    "a title with a body that it belongs to": (
        "حذر مسؤول الشؤون الصحية في الأمم المتحدة، مارك لوبيران، من أن الوباء ينتشر.",
        ["مارك لوبيران"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_speaker_is_the_fullest_name(case: str) -> None:
    """Every statement has its speaker by the most informative name of the article."""
    text, speakers = CASES[case]
    found = Extractor().statements(Article(uri="urn:test:names", bodies=(Body(value=text),)))
    assert [statement.speaker.name for statement in found] == speakers
