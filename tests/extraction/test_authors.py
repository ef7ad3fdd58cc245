"""Whose words stand in a document or are said on an occasion, where the cue before فيه has no subject."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

BEFORE = "قال الوزير سالم الحمدي إن السد آمن. "
CASES = {
    "who issued it": ("وأصدرت جمعية النخيل، التي تضم فلاحين، بيانا قالت فيه إن الماء شحيح.", "جمعية النخيل"),
    "who had issued it": ("وكان رئيس البلدية كمال السالمي قد نشر أمس تدوينة قال فيها إن الجسر مغلق.", "كمال السالمي"),
    "who was between being and having": (
        "وكان النائب كمال السالمي، وجه في الجلسة رسالة قال فيها إنه سيستقيل.",
        "كمال السالمي",
    ),
    "whose it is": ("وتابع الحضور تعليقا لرئيس البلدية كمال السالمي، نشر أمس، قال فيه إن القرار خطير.", "كمال السالمي"),
    "whose it is past an adjective": (
        "وانتقدت الصحف التصريحات الأخيرة لكمال السالمي، المكلف بالنقل والتي قال فيها إن الجسر مغلق.",
        "كمال السالمي",
    ),
    "a document that the pronoun does not fit": (
        "وأصدر النادي بيانا في أعقاب تصريحات كمال السالمي قال فيه إن المباراة مؤجلة.",
        "النادي",
    ),
    "an occasion that somebody held": ("ونظم المحتجون وقفة أمام المقر طالبوا خلالها بالحوار.", "المحتجون"),
    "what stands in it, in the sentence after": (
        "وأصدرت وزارة الصحة بلاغا حول اللقاح. وجاء فيه أن العدد كاف.",
        "وزارة الصحة",
    ),
    "from whom it is": ("وتلقى المجلس رسالة رسمية من الرئيس كمال السالمي يطلب فيها عقد جلسة.", "كمال السالمي"),
    "an object behind the pronoun": ("ونشر الحزب بيانا أعلن فيه مقاطعة الانتخابات.", "الحزب"),
    "a letter is to somebody": ("ووجه رسالة للنائب كمال السالمي قال فيها إنه يدعمه.", "سالم الحمدي"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_document_has_the_words_of_who_issued_it(case: str) -> None:
    """The speaker is who issued the document, held the occasion, or to whom it belongs; not who spoke last."""
    text, expected = CASES[case]
    found = Extractor().statements(Article(uri="urn:test:authors", bodies=(Body(value=BEFORE + text),)))
    assert found[-1].speaker.name == expected
