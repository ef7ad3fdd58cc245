"""Where reported words begin and end, one construction a case; the negative of each stands beside it."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

EXTRACTOR = Extractor()

# (construction, text, cue, content)
CASES = [
    ("a noun and a second one after a comma",
     "دعا الحزب إلى فتح الجسر، وتجميد الرسوم وخفض الأسعار.",
     "دعا", "فتح الجسر، وتجميد الرسوم وخفض الأسعار"),
    ("a noun, and a new clause after a comma",
     "دعا الحزب إلى فتح الجسر، وغادر رئيسه المدينة.",
     "دعا", "فتح الجسر"),
    ("a noun before an exception",
     "استبعد الوزير استدعاء السفير للتشاور، إلا أنه ترك الباب مفتوحا.",
     "استبعد", "استدعاء السفير للتشاور"),
    ("a relative clause that the narrator adds to a noun",
     "أعلنت الشركة إغلاق المصنع، والذي افتتح قبل عام.",
     "أعلنت", "إغلاق المصنع"),
    ("a time inside the words",
     "قالت الوزيرة إن الجهود مركزة، في الوقت الحالي، على السد.",
     "قالت", "الجهود مركزة، في الوقت الحالي، على السد"),
    ("a time at which the narrator goes on",
     "قالت الوزيرة إن الجهود مركزة على السد، في الوقت الذي توقف فيه العمل.",
     "قالت", "الجهود مركزة على السد"),
    ("what a law holds is inside the words",
     "قال الوزير إن الأشغال ستنتهي في مايو وفق ما ينص عليه العقد الجديد.",
     "قال", "الأشغال ستنتهي في مايو وفق ما ينص عليه العقد الجديد"),
    ("what somebody else said is not",
     "قال الوزير إن الأشغال ستنتهي في مايو وفق ما أكده لنا.",
     "قال", "الأشغال ستنتهي في مايو"),
    ("a preposition on a quotation that goes on without marks",
     "ندد الحزب بـ«شراء الأصوات» بدائرة المرفأ.",
     "ندد", "بـ«شراء الأصوات» بدائرة المرفأ"),
    ("a preposition on a whole quotation",
     "ندد الحزب بـ«شراء الأصوات في الدائرة».",
     "ندد", "شراء الأصوات في الدائرة"),
    ("a quotation of several sentences that begins inside the words",
     'وأضاف الوزير أن السد "آمن تماما.. كل هذه الأخبار كاذبة". وغادر المدينة.',
     "وأضاف", 'السد "آمن تماما.. كل هذه الأخبار كاذبة"'),
    ("a name in quotation marks before the complementiser",
     'قال الوزير في تصريح لمراسل نسيم "اف ام" إن السد آمن.',
     "قال", "السد آمن"),
    ("a title in quotation marks before the complementiser",
     'قال النائب في رسالة تحت عنوان "من نائب النهر إلى أهل المدينة والجبل والساحل" إن السد آمن.',
     "قال", "السد آمن"),
    ("a stray mark before the complementiser",
     'وقال محمد" إن السد آمن.',
     "وقال", "السد آمن"),
    ("a conditional behind the complementiser",
     "قال الوزير إنه وإن كان السد آمنا فإن الماء قليل.",
     "قال", "وإن كان السد آمنا فإن الماء قليل"),
    ("a quotation that is not closed before the next paragraph reports anew",
     'قال الوزير إن "السد آمن والماء كثير.\nوأضاف أن العمل انتهى "أمس" في المدينة.',
     "قال", "السد آمن والماء كثير"),
    ("a quotation over paragraphs",
     'قال الوزير: "السد آمن والماء كثير.\nوهذا العام خير من الذي قبله".',
     "قال", "السد آمن والماء كثير.\nوهذا العام خير من الذي قبله"),
    ("a noun with a relative clause that holds a cue is no relay",
     "حذرت الهيئة السائقين من مكاتب تعلن عن خدماتها عبر حسابات مجهولة.",
     "حذرت", "مكاتب تعلن عن خدماتها عبر حسابات مجهولة"),
]  # fmt: skip


@pytest.mark.parametrize(("construction", "text", "cue", "content"), CASES, ids=[case[0] for case in CASES])
def test_contents_end_where_the_words_end(construction: str, text: str, cue: str, content: str) -> None:
    """The statement of the cue has exactly the words that the article attributes."""
    found = [s for s in EXTRACTOR.statements(Article(uri="urn:x", bodies=(Body(value=text),))) if s.cue.text == cue]
    assert [s.content.text for s in found] == [content], construction
