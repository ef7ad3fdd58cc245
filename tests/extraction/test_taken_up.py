"""Whom a definite noun takes up: one who has spoken before one whom the text only tells of."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "the ministry that has spoken, not the one told of last": (
        "حذرت وزارة الزراعة والمياه من الجفاف. ووصل وفد من وزارة الزراعة التلالية أمس. وطالبت الوزارة بالحذر.",
        ["وزارة الزراعة والمياه", "وزارة الزراعة والمياه"],
    ),
    "the body that a definite noun with an adjective takes up": (
        "قالت صحيفة المرآة التلالية إن الجسر مغلق. ورأت صحيفة الأفق أن النهر عال. وأكدت الصحيفة التلالية أن العمل جار.",
        ["صحيفة المرآة التلالية", "صحيفة الأفق", "صحيفة المرآة التلالية"],
    ),
    "a body that spoke together with others is not the body": (
        "قالت الشركة والنقابات إن الخطوط آمنة. وهددت الشركة بوقف العمل.",
        ["الشركة والنقابات", "الشركة"],
    ),
    "the source, whoever it was": (
        "ذكرت وكالة النجم أن الجسر مغلق. وقال المصدر إن النهر عال. وأوضح المصدر أن العمل جار.",
        ["وكالة النجم", "وكالة النجم", "وكالة النجم"],
    ),
    "one of several, by the singular": (
        "قال أحد بحارة الميناء إن السفينة غرقت. وأضاف البحار أن الطاقم نجا. وذكر أحد مهندسي السد أن الماء عال. "
        "وأكد المهندس أن الجسر آمن.",
        ["أحد بحارة الميناء", "أحد بحارة الميناء", "أحد مهندسي السد", "أحد مهندسي السد"],
    ),
    "another trade than that of one of several": (
        "قال أحد بحارة الميناء إن السفينة غرقت. وأضاف الطبيب أن الطاقم نجا.",
        ["أحد بحارة الميناء", "الطبيب"],
    ),
    "sources in the plural are others": (
        "أكدت الشرطة أن الطريق مغلق. وأشارت المصادر إلى حادث.",
        ["الشرطة", "المصادر"],
    ),
    "who speaks, without a name": (
        "قال مدير المستشفى إن الأسرة تكفي. وأضاف المتحدث أن الأدوية متوفرة.",
        ["مدير المستشفى", "مدير المستشفى"],
    ),
    "a trade before an adverb": (
        "قال رئيس المكتب سالم الحمدي إن الشاحنة أوقفت. وذكر النقابي الجمركي أيضا أن السائق فر.",
        ["سالم الحمدي", "سالم الحمدي"],
    ),
    "two words for one office": (
        "كشف المتحدث باسم الدفاع العقيد سالم الحمدي أن الجسر آمن. وزار النائب كمال السالمي السد. "
        "وقال الناطق باسم الدفاع إن العمل جار.",
        ["سالم الحمدي", "سالم الحمدي"],
    ),
    "a body's page on the web": (
        "فاز الفريق بالكأس، وفق ما جاء في الصفحة الرسمية لوزارة الرياضة. وذكر الموقع الإلكتروني للنادي أن الحفل غدا.",
        ["وزارة الرياضة", "النادي"],
    ),
    "a site that is an outlet": (
        "ذكر موقع الأفق أن الجسر مغلق.",
        ["موقع الأفق"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_definite_noun_takes_up_who_has_spoken(case: str) -> None:
    """Each statement has the speaker whom a reader of the text takes for it."""
    text, expected = CASES[case]
    found = Extractor().statements(Article(uri="urn:test:taken-up", bodies=(Body(value=text),)))
    assert [statement.speaker.name for statement in found] == expected
