"""Where reported words begin and end, one construction a case; the negative of each stands beside it."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body, Headline

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
    ("an object behind an adjunct that a comma ends",
     "استنكرت النقابة في بيان صدر أمس عن مكتبها، الاعتداء على الحارس.",
     "استنكرت", "الاعتداء على الحارس"),
    ("an object that is spelled like a verb",
     "أكد وزير المياه رفض بلاده بيع السد.",
     "أكد", "رفض بلاده بيع السد"),
    ("an object with a possessive",
     "أبدى الوزير استعداده للحوار.",
     "أبدى", "استعداده للحوار"),
    ("somebody bears a blame",
     "وحملت النقابة، في بلاغ صحفي، إدارة الميناء كامل المسؤولية عن الحادث.",
     "وحملت", "إدارة الميناء كامل المسؤولية عن الحادث"),
    ("the one appealed to stands before the words",
     "أهابت الشرطة بالمواطنين الابتعاد عن السد.",
     "أهابت", "الابتعاد عن السد"),
    ("a conclusion",
     "خلص التقرير إلى أن السد آمن.",
     "خلص", "السد آمن"),
    ("a source that is not named",
     "قال مصدر مسؤول، رفض الكشف عن اسمه، إن السد آمن.",
     "قال", "السد آمن"),
    ("a refusal to be named is none",
     "قال مصدر مسؤول، رفض الكشف عن اسمه، إن السد آمن.",
     "رفض", None),
    ("a condition",
     "يبدأ العمل إذا التزمت الشركة بالشروط.",
     "التزمت", None),
    ("a verbal noun after a modal",
     "قال الوزير إنه يجب تبني خطة جديدة.",
     "تبني", None),
    ("an adjective that is spelled like a participle",
     "حذرت الوزارة من نشر آراء مؤيدة للإضراب.",
     "حذرت", "نشر آراء مؤيدة للإضراب"),
    ("a comparison",
     "حذرت الوزارة السكان أكثر من مرة.",
     "حذرت", None),
    ("an object behind an occasion without a comma",
     "أعلنت الهيئة في بلاغ لها اليوم اعتزامها انتداب أعوان.",
     "أعلنت", "اعتزامها انتداب أعوان"),
    ("an object behind a name and its title",
     "برر سالم الحمدي مدير المستشفى القرار بضيق الوقت.",
     "برر", "القرار بضيق الوقت"),
    ("an object that is spelled like a participle",
     "أكد النائب، سالم الحمدي، مساندة الحزب للعمال.",
     "أكد", "مساندة الحزب للعمال"),
    ("a source behind a comma",
     "قال الوزير إن السد آمن، وفق تصريحات لوكالة النجم.",
     "قال", "السد آمن"),
    ("one quoted word at the head of a clause",
     'قال النائب إن "تلاعبا" وقع في الملف.',
     "قال", 'تلاعبا" وقع في الملف'),
    ("a complementiser behind a name in علي",
     "وأوضح فرج علي أن السد آمن.",
     "وأوضح", "السد آمن"),
    ("what everybody calls a thing",
     "ويعتبر مطار النهر ثاني أكبر المطارات.",
     "ويعتبر", None),
    ("what a thing is called, without a speaker before the verb",
     "وهذا التصويت النادر يعتبر ضربة للرئيس.",
     "يعتبر", None),
    ("حسبما with a verb behind the words",
     "وصل الوفد إلى الميناء، حسبما نقلت وسائل الإعلام.",
     "حسبما نقلت", "وصل الوفد إلى الميناء"),
    ("a verb that was said before",
     "وسبق أن أكد الوزير أن السد آمن.",
     "أكد", "السد آمن"),
]  # fmt: skip

# (headline, body, content of the colon's statement, None where the colon attributes nothing)
HEADLINES = [
    ("الوزير بعد لقاء نظيره: السد آمن", "زار الوزير السد.", "السد آمن"),
    ("الغريري: السد آمن", "قال النائب عن النهر، الغريري، إن السد آمن.", "السد آمن"),
    ("الساحلي: حريق في الميناء", "شب حريق في الميناء أمس.", None),
    ("أسعار السمك بعد العيد: ارتفاع كبير", "ارتفعت الأسعار أمس.", None),
]


@pytest.mark.parametrize(("construction", "text", "cue", "content"), CASES, ids=[case[0] for case in CASES])
def test_contents_end_where_the_words_end(construction: str, text: str, cue: str, content: str | None) -> None:
    """The statement of the cue has exactly the words that the article attributes; ``None``: there is none."""
    found = [s for s in EXTRACTOR.statements(Article(uri="urn:x", bodies=(Body(value=text),))) if s.cue.text == cue]
    assert [s.content.text for s in found] == ([content] if content else []), construction


@pytest.mark.parametrize(("headline", "body", "content"), HEADLINES)
def test_a_headlines_colon_is_somebodys_who_speaks(headline: str, body: str, content: str | None) -> None:
    """A title, or a name that the body lets speak, stands before the colon, with a word on when or to whom."""
    article = Article(uri="urn:x", headlines=(Headline(value=headline),), bodies=(Body(value=body),))
    found = [s.content.text for s in EXTRACTOR.statements(article) if s.field == "headline"]
    assert found == ([content] if content else [])
