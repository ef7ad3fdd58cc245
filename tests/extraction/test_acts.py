"""The act of speech: the cue's own, or, after a neutral cue, what is openly done by what is said."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = [
    ("قال الوزير إن الجسر طوله مئة متر.", "say"),
    ("قال الوزير إنه يجب ترميم الجسر.", "call"),
    ("قال الوزير إن الوقت حان لترميم الجسر.", "say"),
    ("قال الوزير إن غلق الجسر كارثة.", "criticise"),
    ("قال الوزير إن غلق الجسر ليس كارثة.", "say"),
    ("قال الوزير إن البلدية تتحمل كامل المسؤولية.", "criticise"),
    ("قال الوزير إن العمال يرممون الجسر وفق خطة الوكالة.", "say"),
    ("قال الوزير إن الجسر مغلق بسبب غياب الصيانة.", "say"),
    ("أكد الوزير أن غلق الجسر كارثة.", "affirm"),
    ("أكد الوزير أن الوزارة ملتزمة بترميم الجسر.", "promise"),
    ("قال الوزير إن غلق الجسر سيؤدي إلى شلل المدينة.", "warn"),
    ("قال الوزير إنه لا صحة لما نشر عن الجسر.", "deny"),
    ("قال الوزير: ليس الجسر قديما.", "deny"),
    ("قال الوزير: ليست المرة الأولى التي يغلق فيها الجسر.", "say"),
    ("قال الوزير إنه كان ينبغي ترميم الجسر.", "criticise"),
    ("أكد الوزير أنه كان ينبغي ترميم الجسر.", "affirm"),
    ("قال الوزير إن الجسر الذي يربط ضفتي النهر رمم عام 2030 وعبره أمس رجل خطير.", "say"),
    ("قال الوزير إن التقرير المطلوب يخص الجسر.", "say"),
    ("قال الوزير إن المطلوب ترميم الجسر.", "call"),
    ("نبه الوزير إلى أن الجسر قديم.", "warn"),
    ("أدان الوزير ترميم الجسر.", "criticise"),
    ("وصف الوزير القرار بالخطير.", "criticise"),
    ("وصف الوزير القرار بالتاريخي.", "say"),
]


@pytest.mark.parametrize(("text", "act"), CASES)
def test_the_act_follows_the_cue_or_what_is_said(text: str, act: str) -> None:
    """Only a neutral cue takes its content's act; failings are no blame, and who affirms blame affirms."""
    (statement,) = Extractor().statements(Article(uri="urn:test:acts", bodies=(Body(value=text),)))
    assert statement.cue.act == act
