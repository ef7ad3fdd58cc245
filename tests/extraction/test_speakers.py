"""Who is meant where no name stands: datelines, forms of address, documents, headlines that retell."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body, Headline

BODIES = {
    "a state whose acts are told before what it says": (
        "قالت النقابة إن الجسر مغلق.\nمن جانبها، اتخذت كندا الإجراء نفسه، وطالبت بفتح تحقيق.",
        ["النقابة", "كندا"],
    ),
    "several states whose acts are told": (
        "أكدت قطر أن الجسر مغلق.\nوقطعت مصر والأردن علاقاتهما مع قطر هذا الشهر وطالبتها بوقف الأشغال.",
        ["قطر", "مصر والأردن"],
    ),
    "a participle behind an act": (
        "أكد كمال السالمي أن السد آمن.\nواستقبلت الفرقة الزوار حيث قدم مدير المتحف برنامج السنة، مشددا على أهمية الفن.",
        ["كمال السالمي", "مدير المتحف"],
    ),
    "one who adds is the one who spoke": (
        "أكدت النقابة أن الجسر مغلق.\nوتعمل الحكومة على فتحه، وأضافت أن العمل بطيء.",
        ["النقابة"] * 2,
    ),
    "a body inside what somebody says": (
        "قال سالم الحمدي إن السد آمن.\nوأكد أن الحكومة تعمل على فتحه وتعهدت بدفع المال.",
        ["سالم الحمدي", "سالم الحمدي", "الحكومة"],
    ),
    "the same source behind what it said": (
        "قال وزير المياه سالم الحمدي إن السد آمن.\nوفتح الجسر أمس أمام الشاحنات، وفق نفس المصدر.",
        ["سالم الحمدي"] * 2,
    ),
    "no source but a condition is the same": (
        "قال وزير المياه سالم الحمدي إن السد آمن.\nوفتح الجسر أمس أمام الشاحنات، وفق نفس الطريقة.",
        ["سالم الحمدي"],
    ),
    "a thing that a verb describes": (
        "قال سالم الحمدي إن الجسر مغلق.\nوظهرت على الأغنام أعراض تشير إلى المرض.",
        ["سالم الحمدي"],
    ),
    "a memorandum that somebody handed in": (
        "قال سالم الحمدي إن الجسر مغلق.\nوسلمت النقابة مذكرة تطالب بفتح الجسر.",
        ["سالم الحمدي", "النقابة"],
    ),
    "a noun in the accusative between a verb and its clause": (
        "أكد كمال السالمي أن الماء نظيف.\nوقال مراراً إن السد آمن.",
        ["كمال السالمي"] * 2,
    ),
    "a thing that a relative clause takes up as its object": (
        'أكد سالم الحمدي أن الحزب لن يلتزم بقرار المجلس الذي وصفه بـ"المخزي".',
        ["سالم الحمدي"] * 2,
    ),
    "a relative clause before the verb and its subject": (
        "قال جلال الزاوي إن السد آمن.\nوفي الرحلة التي تمر بها الحافلات، أكد الزاوي أن الماء يكفي.\n"
        "ولحظة وصولها إلى القاعة، أعربت الوزيرة سلمى الحمدي عن أملها في السلام.",
        ["جلال الزاوي"] * 2 + ["سلمى الحمدي"],
    ),
    "a narrative verb before a demonstrative": (
        "وجاء هذا القرار بعد هجوم على بلدة اتهمت الحكومة المتمردين بتنفيذه.",
        ["الحكومة"],
    ),
    "an account through which the words went": (
        "قال سالم الزاوي، عبر حسابه على تويتر: «السد آمن».",
        ["سالم الزاوي"],
    ),
    "the unnamed official heard before": (
        "قال مسؤول بوزارة المياه إن السد آمن.\nوأضاف المسؤول، الذي طلب حجب اسمه، أن الماء يكفي.",
        ["مسؤول بوزارة المياه"] * 2,
    ),
    "a place where a report was filed": (
        "الخرطوم: كشف والي الولاية عثمان بشرى عن خطة.\nوقال إن الولاية مستقرة.",
        ["عثمان بشرى"] * 2,
    ),
    "a state before a colon that speaks": (
        "الأردن: أعلنت الأحد قطع العلاقات.",
        ["الأردن"],
    ),
    "a form of address for the one just named": (
        "استقبل وزير الطاقة فيصل العتيبي في مكتبه وفدا من التجار، ونوه معاليه بالعلاقات، مؤكدا أن العمل مستمر.",
        ["فيصل العتيبي"] * 2,
    ),
    "an age for the one just heard": (
        "قال المهاجم سامي الجوير إن فريقه جاهز.\nوتابع ابن الرابعة والعشرين: «سنفوز في المباراة القادمة».",
        ["سامي الجوير"] * 2,
    ),
    "the same official": (
        "قال الوزير كمال بوزيدي إن القطاع بخير.\nكما كشف ذات المسؤول عن برنامج جديد.",
        ["كمال بوزيدي"] * 2,
    ),
    "the statement in which a party spoke": (
        "قال حزب التقدم في بيان إن الأمر كذب.\nوقال كامل حجازي إن القيادة متماسكة.\nوأكد البيان أن الحزب موحد.",
        ["حزب التقدم", "كامل حجازي", "حزب التقدم"],
    ),
    "a law speaks for itself": (
        "قال الوزير سالم الحمدي إن السد آمن.\nويؤكد القانون أن الماء ملك للجميع.",
        ["سالم الحمدي", "القانون"],
    ),
    "a full name that only its title told": (
        "حذرت الخبيرة الدولية في شؤون المياه ريكا تسولر من الجفاف.\nوقالت تسولر إن الأنهار تنحسر.",
        ["ريكا تسولر"] * 2,
    ),
    "words in marks after the one who speaks": (
        "قال المتحدث باسم القصر إيغور ساموخين إن الخطوة خطيرة.\nوتابع المتحدث «لدينا خيارات».",
        ["إيغور ساموخين"] * 2,
    ),
    "a surname before the outlet told": (
        'قال المدرب كمال بن سالم الزواغي إن الفريق جاهز.\nوأوضح الزواغي لـ"البرق" أن المباراة صعبة.',
        ["كمال بن سالم الزواغي"] * 2,
    ),
    "a party's name in marks after ل": (
        'قال الأمين العام لـ"حركة الأمل" سالم الحمدي إن الموعد ثابت.',
        ["سالم الحمدي"],
    ),
    "a name in marks after a title": (
        "قال الممثل «سامي الجوير» إن الفيلم جاهز.",
        ["سامي الجوير"],
    ),
    "a subject before its verb with a comma between them": (
        "وقالت الصحيفة إن رئيس الوزراء حيدر الكناني، أعلن أن العملية بدأت.",
        ["حيدر الكناني"],
    ),
    "a role after a name elsewhere": (
        "أكد أحمد الحمدي، أستاذ الاقتصاد بجامعة الميناء، أن الأسعار ستهبط.\nوأشار أستاذ الاقتصاد إلى أن السوق هادئة.",
        ["أحمد الحمدي"] * 2,
    ),
    "a body without the person in apposition": (
        "شارك الأمين العام لحركة الأمل، سالم الحمدي، في اللقاء.\nوأكدت الحركة أن الموعد ثابت.",
        ["حركة الأمل"],
    ),
    "kin of the one heard last": (
        "قالت رباب الصافي إن البيت بعيد.\nوأكد والدها أن الطريق طويل.",
        ["رباب الصافي", "والدها"],
    ),
    "the one whom an obituary is about": (
        "رحل الروائي نعيم الصافي.\nوكتب الشاعر جاد الحداد: «كان معلمنا».\nوكان الراحل يقول إن الكتابة صبر طويل.",
        ["جاد الحداد", "نعيم الصافي"],
    ),
    "his counterpart is not hers": (
        "قال الوزير سالم الحمدي إن السد آمن، بينما شدد نظيره الكازاخي يرلان تاسيبوف على أن النهر مشترك.",
        ["سالم الحمدي", "يرلان تاسيبوف"],
    ),
    "a person whom the sentence before tells of": (
        "قالت وداد البكري إن المدرسة جاهزة.\nوفي الخيمة المجاورة تجلس أم يوسف قرب الموقد. وتقول إن الشتاء قاس.",
        ["وداد البكري", "أم يوسف"],
    ),
    "a person whom quoted words tell of": (
        "قالت وداد البكري: «رسم سالم بيته. كتب يوسف رسالة إلى أبيه».\nوأضافت أن المدرسة جاهزة.",
        ["وداد البكري"] * 2,
    ),
    "a title by its first letter": (
        "قال د. أحمد الحمدي إن السد آمن. وأضاف م. خالد الراوي أن الماء يكفي.",
        ["أحمد الحمدي", "خالد الراوي"],
    ),
    "a unit at the end of a sentence": (
        "قالت الوزيرة سلمى الراوي إن الكلفة 35 م د. وأكد سالم الحمدي أن المال يكفي.",
        ["سلمى الراوي", "سالم الحمدي"],
    ),
    "a chief of many": (
        "قال كبير المفاوضين السابق تيد كروفورد إن الاتفاق قريب.",
        ["تيد كروفورد"],
    ),
    "a mother": (
        "قالت ليلى الكامل إن الماء مقطوع.\nوتضيف الأم أن المدرسة مغلقة.",
        ["ليلى الكامل"] * 2,
    ),
    "a man of some age": (
        "يقول أبو خالد إن الأسعار تضاعفت.\nويتابع الرجل الخمسيني أن الزبائن قلوا.",
        ["أبو خالد"] * 2,
    ),
    "a capital that urges two sides": (
        "دعت كندا إلى التهدئة، فيما حثت باريس الطرفين على ضبط النفس.",
        ["كندا", "فرنسا"],
    ),
    "a state of several words": (
        "دعت الولايات المتحدة إلى التهدئة.",
        ["الولايات المتحدة"],
    ),
    "two ministers": (
        "قال الوزير سالم الحمدي إن السد آمن.\nوأكد الوزيران أن الماء يكفي.",
        ["سالم الحمدي", "الوزيران"],
    ),
    "a person whom the sentence of a later verb is about": (
        "قالت الوزيرة سلمى الراوي إن السد آمن.\nوكان سالم الحمدي ظهر أمس في برنامج، وصرح بأنه باق.",
        ["سلمى الراوي", "سالم الحمدي"],
    ),
    "a subject after time and place": (
        "واستقبل اليوم الأحد بقصر المرسى رئيس الدولة قيس بوزيان وفدا من التجار، مؤكدا أن الشراكة متينة.",
        ["قيس بوزيان"],
    ),
    "an object after a title": (
        "وأجرى وزير الخارجية اتصالا هاتفيا مع نظيره، معربا عن قلقه.",
        ["وزير الخارجية"],
    ),
    "an object with a pronoun after a title": (
        "ولم يخف رئيس النادي غضبه من التحكيم، واصفا الحكم بالهاوي.",
        ["رئيس النادي"],
    ),
    "another title than that of the unnamed one heard": (
        "صرح السفير بأن بلاده ملتزمة. وأكد الرئيس أن اللقاء قريب، مضيفا أن الدعم باق.",
        ["السفير", "الرئيس", "الرئيس"],
    ),
    "Ali where the preposition is written otherwise": (
        "وقال محافظ المدينة علي النجار إن على الفرق أن تعمل.",
        ["علي النجار"],
    ),
    "a town is no name": (
        "قال رئيس النيابة لبلدية مرسانا إن الجسر آمن.",
        ["رئيس النيابة لبلدية مرسانا"],
    ),
    "what is done is no subject": (
        "قالت ليلى الكامل إن السد آمن. كما تم العثور على أوراق تدعو للعنف. وأضافت أن الماء يكفي.",
        ["ليلى الكامل"] * 3,
    ),
}
HEADLINES = {
    "a role without a name": (
        "خبيرة دولية: الجفاف يهدد الدلتا",
        "حذرت العالمة ريكا تسولر من أن الجفاف يهدد الدلتا.",
        "ريكا تسولر",
    ),
    "a body whose head speaks": (
        "إدارة المطار: استئناف الرحلات خلال يومين",
        "قال مدير إدارة المطار الطاهر الغرياني إن استئناف الرحلات متوقع خلال يومين.",
        "الطاهر الغرياني",
    ),
    "a statement about something else": (
        "خبيرة دولية: الجفاف يهدد الدلتا",
        "قال الوزير سالم الحمدي إن الميزانية جاهزة.",
        "خبيرة دولية",
    ),
    "a state speaks for itself": (
        "كندا تدعو إلى تقاسم مياه النهر",
        "دعا الوزير سالم الحمدي إلى تقاسم مياه النهر.",
        "كندا",
    ),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_speaker_without_a_name_is_the_one_meant(case: str) -> None:
    """Each statement has the speaker whom a reader takes it to have."""
    text, speakers = BODIES[case]
    found = Extractor().statements(Article(uri="urn:test:speakers", bodies=(Body(value=text),)))
    assert [statement.speaker.name for statement in found] == speakers


@pytest.mark.parametrize("case", HEADLINES)
def test_a_headline_has_the_speaker_of_what_it_retells(case: str) -> None:
    """The words that headline and body share tell who is meant by a vague headline."""
    headline, text, speaker = HEADLINES[case]
    article = Article(uri="urn:test:speakers", headlines=(Headline(value=headline),), bodies=(Body(value=text),))
    assert Extractor().statements(article)[0].speaker.name == speaker
