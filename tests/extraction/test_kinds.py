"""Direct, mixed, indirect: quotation marks round words count, those round names do not."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = [
    ('قال الوزير إن "السد آمن".', "direct"),
    ("قال الوزير إن السد آمن.", "indirect"),
    ('قال الوزير إن القرار "خطير وغريب".', "mixed"),
    ('دعا الوزير إلى سحب القرار "الجائر" فورا.', "mixed"),
    ('قال الوزير إن حركة "الصنوبر" انسحبت.', "indirect"),
    ('حذر الوزير من خلافات "نداء الصنوبر".', "indirect"),
    ('قال الوزير إن السفينة "Marsa" غرقت.', "indirect"),
    ('قال الوزير إنه مستعد للقاء المعارضة "في أي مكان".', "mixed"),
    ('قال المدرب إن فريقه "عانى في الشوط الثاني".', "mixed"),
    ('قال الوزير إن التقرير "مبالغ فيه".', "mixed"),
    ('قالت النائبة إن البنك "يتفهم" المطلب.', "mixed"),
    ('قال الوزير إنه أجرى محادثات "صريحة" مع نظيره.', "mixed"),
    ('دعا الوزير إلى ضرورة "التوافق" بين الأحزاب.', "mixed"),
    ('قال الوزير إن جوال "محمد بن سالم الحمدي" فحص.', "indirect"),
    ('قال الوزير إن عناصر من "صنوبر" فروا.', "indirect"),
    ("«الجسر لن يفتح هذا العام»، قالت الوزيرة سلمى الراوي، «لأن المال لم يصل».", "direct"),
    ("«السد آمن تماما»، بحسب الوزير.", "direct"),
    ("وصف المدرب القرار بـ«الظالم».", "mixed"),
    ('اعتبر المدرب القرار "ظالما".', "mixed"),
    ("وعن القرار الذي وصفه المدرب بـ«الظالم» لم يعلق أحد.", "direct"),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_the_kind_follows_the_quotation_marks(text: str, kind: str) -> None:
    """Words in marks make a statement direct or mixed; names, titles and Latin letters in marks do not."""
    (statement,) = Extractor().statements(Article(uri="urn:test:kinds", bodies=(Body(value=text),)))
    assert statement.kind == kind
