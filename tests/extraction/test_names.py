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
    "a name that a title's further words lead to": (
        "قال الخبير في شؤون الري والتنمية المستدامة، عادل الهلالي، إن السد آمن.",
        ["عادل الهلالي"],
    ),
    "a name after a title with a company of its own": (
        "طمأن الرئيس المدير العام لمجمع الطاقات المتجددة بلقاسم عواد عمال المصنع بعدم المساس بالأجور.",
        ["بلقاسم عواد"],
    ),
    "a foreign name that ends as a plural does": (
        "قال الرئيس جاك هاميلتون إن السد آمن.\nوأكد هاميلتون أن الماء يكفي.",
        ["جاك هاميلتون"] * 2,
    ),
    "a source before its own verbal noun": (
        "نقلت الوكالة عن رئيس الوفد تأكيده أن الشركات مهتمة.",
        ["رئيس الوفد"],
    ),
    "a manner after a name": (
        "ورد فادي نصار بالقول إن المؤتمر مؤجل.\nوأكد نصار أن اللقاء قريب.",
        ["فادي نصار"] * 2,
    ),
    "an unknown name after a title with its place": (
        "قال ضابط الإنقاذ في الناحية كردان زوهير إن السد آمن.\nوأضاف المسؤول أن الماء يكفي.",
        ["كردان زوهير"] * 2,
    ),
    "a place that no name follows": (
        "قال ضابط الإنقاذ في الناحية الشرقية إن السد آمن.",
        ["ضابط الإنقاذ"],
    ),
    "a name before a verbal noun that is the object": (
        "زارت ماريا بايلي المصنع.\nوجددت بايلي التأكيد على دعم العمال، مشيرة إلى أن الأجور ستزيد.",
        ["ماريا بايلي"] * 2,
    ),
    "a title before a verbal noun that belongs to it": (
        "قال مدير التنسيق إن السد آمن.",
        ["مدير التنسيق"],
    ),
    "a name before an object in ة that governs a noun": (
        "ونفى آمر الكتيبة سالم زيدان صلة قواته بالحريق.",
        ["سالم زيدان"],
    ),
    "an office that is spelled as a name": (
        "أمين عام الحزب الشعبي يدعو إلى الحوار.",
        ["أمين عام الحزب الشعبي"],
    ),
    "a name of function words between commas": (
        "وكان الأمين العام للأمم المتحدة، بان كي مون، أدان الهجوم، مجددا دعم المنظمة للسكان.",
        ["بان كي مون"] * 2,
    ),
    "a family name with an article or without, and its vowels": (
        "قالت الممرضة فاطمة زمالي إن السد آمن.\nوأكدت الزمالي أن الماء يكفي.\n"
        "وقال مدير المصنع كمال قورتوبلي إن الآلة تعمل.\nوأضاف قرتوبلي أن العمال عادوا.",
        ["فاطمة زمالي"] * 2 + ["كمال قورتوبلي"] * 2,
    ),
    "a surname after an unknown first name that a title led to": (
        "وصل الخبير الألماني نوربيرت لاشيت أمس.\nوقال لاشيت إن السد آمن.",
        ["نوربيرت لاشيت"],
    ),
    "a thing that no first name stands before": (
        "زار الوزير القطاع أمس.\nويشكو القطاع من نقص في اليد العاملة.",
        ["القطاع"],
    ),
    "an unknown first name and a family name of origin in a title": (
        "أعلنت وزيرة المرأة والأسرة شروة العبودي أن السد آمن.\nوأكدت وزيرة المرأة أن الماء يكفي.\n"
        "وقال النائب طبلان الزوارقي عن دائرة الميناء إن الطريق مفتوح.",
        ["شروة العبودي"] * 2 + ["طبلان الزوارقي"],
    ),
    "a rank in an indefinite title": (
        "أكد مدير عام الشؤون القنصلية بوزارة الخارجية، شفيق حلبي وجود قائمة جديدة.",
        ["شفيق حلبي"],
    ),
    "a minister of affairs": (
        "حث وزير الشؤون الخارجية سالم الحمدي الدول على دعم السلام.\nوأوضح وزير الخارجية أن البلاد آمنة.",
        ["سالم الحمدي"] * 2,
    ),
    "an envoy to a state": (
        "قال المبعوث الأممي إلى ليبيا ماركوس كوبلان إن الحوار مستمر.",
        ["ماركوس كوبلان"],
    ),
    "a title that is an adjective of rank as well": (
        "قال المكلف بالإعلام في مجلس المدينة، حسان الفضلاوي، إن السد آمن.",
        ["حسان الفضلاوي"],
    ),
    "a first name before the father's": (
        "دعا رئيس الجمعية محمد إقبال بن رجب إلى الحوار.\nوقال بن رجب إن السد آمن.",
        ["محمد إقبال بن رجب"] * 2,
    ),
    "what a body owns is its object": (
        "أعلن تنظيم السيف الأسود مسؤوليته عن الهجوم.\nوأكد وزير السكن جاهزية البلاد للمساعدة.\n"
        "ولفتت الوكالة النظر إلى أن السد آمن.",
        ["تنظيم السيف الأسود", "وزير السكن", "الوكالة"],
    ),
    "no name where somebody else is told": (
        "قال المدير للصحفي سالم الحمدي إن السد آمن.",
        ["المدير"],
    ),
    "a name with God's name in it": (
        "أكد الناطق الرسمي باسم الوزارة السفير ضيف الله القضاة موقف الحكومة الثابت.",
        ["ضيف الله القضاة"],
    ),
    "a name with the faith in it": (
        "قال لطفي عز الدين عضو الهيئة إن السجن مكتظ.",
        ["لطفي عز الدين"],
    ),
    "a trade for a family name": (
        "قال شوقي الطبيب إن السد آمن.\nوأضاف الطبيب أن الماء يكفي.",
        ["شوقي الطبيب"] * 2,
    ),
    "a name before the title of a relative": (
        "قالت زعرة السلطاني والدة الشهيد خليفة السلطاني إن ابنها عاد.",
        ["زعرة السلطاني"],
    ),
    "a foreign letter written in two ways": (
        "قال المدرب غوران زيلينكو إن الفريق جاهز.\nوأوضح جوران زيلينكو أن اللاعب شفي.",
        ["غوران زيلينكو"] * 2,
    ),
    "a surname after an unknown trade": (
        "فازت يوكي هاناكو أمس. وقالت المتزحلقة هاناكو إن البرد صديقها.",
        ["يوكي هاناكو"],
    ),
    "the name of a body holds no person": (
        "أكدت شركة سالم الحمدي أن السد آمن.",
        ["شركة سالم الحمدي"],
    ),
    "an agency that an unnamed source told": (
        "قال مصدر ملاحي إن السفينة غرقت.\nوأضاف المصدر لبرق أن الطاقم نجا.",
        ["مصدر ملاحي"] * 2,
    ),
    "the one who issued a report": (
        "حذر المكتب الإقليمي للحبوب من الجفاف.\nوجاء في تقرير أصدره المكتب أن الماء يقل.",
        ["المكتب الإقليمي للحبوب"] * 2,
    ),
    "a person after an adjunct that opens the sentence": (
        "وفي مقر النادي تحدث الرئيس بدر المانع بنبرة هادئة قائلا: «الثقة بالمدرب كاملة».",
        ["بدر المانع"],
    ),
    "the one whom a clause of circumstance takes up": (
        "قالت ليلى الكامل إنها سمعت صوت الطفل وهو يصرخ قائلا «لا أريد الماء البارد».",
        ["ليلى الكامل", "الطفل"],
    ),
    "an object that begins after a body": (
        "حققت الأسعار حسب الوزارة تحسنا كبيرا هذا العام.",
        ["الوزارة"],
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
