"""Whom a document stands for: who issued it, wherever the article says so, or the document itself."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "who issued it, behind a relative pronoun": (
        "كشفت الأرقام الرسمية التي نشرتها وزارة المياه أن الخزان ممتلئ.",
        ["وزارة المياه"],
    ),
    "an outlet that passes on what another issued": (
        "قالت وزارة المياه في بيان إن السد آمن.\nوأوضح البيان الذي بثته وكالة النجم أن الخزان ممتلئ.",
        ["وزارة المياه", "وزارة المياه"],
    ),
    "whoever it comes from, a body or not": (
        "أفادت معطيات صادرة عن المجمع المهني لمنتوجات الزيتون بأن الصادرات ارتفعت.",
        ["المجمع المهني لمنتوجات الزيتون"],
    ),
    "who issued it, behind the time": (
        "ارتفعت الصادرات حسب نتائج الموسم نشرها الثلاثاء المعهد الوطني للزيتون.",
        ["المعهد الوطني للزيتون"],
    ),
    "a survey that a demonstrative points back to": (
        "أكد الوزير كمال السالمي أن الوزارة أنجزت مسحا وطنيا. وكشف هذا المسح أن المرض تراجع.",
        ["كمال السالمي", "الوزارة"],
    ),
    "who made a proposal to another": (
        "أكد سالم الحمدي أن الوفد الحكومي قدم للنقابة مقترحا. وأوضح هذا المقترح أن الأجور ترتفع.",
        ["سالم الحمدي", "الوفد الحكومي"],
    ),
    "a memorandum of nobody's, whatever more is told of it": (
        "ذكرت صحيفة المرآة أن مذكرة وصلت أمس. وأشارت هذه المذكرة المفصلة إلى خطر. وأكدت المذكرة أن الماء عال.",
        ["صحيفة المرآة", "مذكرة", "مذكرة"],
    ),
    "an agreement that is described further back": (
        "وقعت النقابة اتفاق الموسم الجديد. وأكد سالم الحمدي أن هذا الاتفاق يدعو إلى الحوار.",
        ["اتفاق الموسم الجديد"],
    ),
    "a draft law, by who introduced it": (
        "طرحت حكومة التلال أمس مشروع قانون جديد. ويطالب مشروع القانون المدارس بالحذر.",
        ["حكومة التلال"],
    ),
    "a decree in which it stands, by who issued it": (
        "أصدر الرئيس كمال السالمي مرسوما جديدا. ويشمل العفو المزارعين بحسب ما ورد في المرسوم.",
        ["كمال السالمي"],
    ),
    "investigations, which many make": (
        "أكد سالم الحمدي أن التحقيقات الأولية انتهت. وأظهرت التحقيقات أن الجسر تصدع.",
        ["سالم الحمدي", "التحقيقات الأولية"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_document_stands_for_who_issued_it(case: str) -> None:
    """The speakers are those who issued the documents, or else the documents by the words that told of them first."""
    text, names = CASES[case]
    article = Article(uri="urn:1", bodies=(Body(value=text),))
    assert [statement.speaker.name for statement in Extractor().statements(article)] == names
