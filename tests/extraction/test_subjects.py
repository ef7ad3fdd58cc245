"""The subject beside a cue: which noun phrase it is, where it ends and what it is called."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "an outlet told before the speaker": (
        'أكد لرويترز مصدر أمني أن السد آمن.\nوقال لـ"الميدان" النائب سالم الحمدي إن الماء نظيف.\n'
        "وصرح لوكالة الأنباء الألمانية مدير السد كمال السالمي بأن الجسر مغلق.",
        ["مصدر أمني", "سالم الحمدي", "كمال السالمي"],
    ),
    "the press told before the speaker": (
        "وقال للصحفيين رئيس الوفد كمال السالمي إن الاتفاق قريب.",
        ["كمال السالمي"],
    ),
    "a man's title for a woman": (
        "وقالت نائب الرئيس لشؤون الأسرة شهندخت مولوي إن المدارس مغلقة.\nوأضافت عضو الوفد ليلى الكامل أن الماء نظيف.",
        ["شهندخت مولوي", "ليلى الكامل"],
    ),
    "a man who is called is not the woman who calls": (
        "أكدت ليلى الكامل أن السد آمن.\nودعت وزير الري إلى زيارته.",
        ["ليلى الكامل"] * 2,
    ),
    "a man's title in ة": (
        "قال عمدة الخشبة صادق خان إن السد آمن.",
        ["صادق خان"],
    ),
    "a share of those asked": (
        "قال 20% من المستطلعين إنهم راضون.\nوأكد 18 في المئة ممن شملهم السؤال أنهم غاضبون.",
        ["20% من المستطلعين", "18 في المئة ممن شملهم السؤال"],
    ),
    "a body's name between marks": (
        'أعلنت "اللجنة الوطنية لمساندة الصيادين"، اليوم الثلاثاء، عن تأجيل المسيرة.\n'
        'واعتبر "حزب الصنوبر" أن القانون جائر.',
        ['"اللجنة الوطنية لمساندة الصيادين"', '"حزب الصنوبر"'],
    ),
    "words between marks about a body": (
        'وقال سالم الحمدي: "الحكومة فشلت في حماية السد".\nوأضاف "اللجنة لم تجتمع بعد".',
        ["سالم الحمدي"] * 2,
    ),
    "a tongue on which words stand": (
        "بلغ عدد القوارب مئة، حسب ما جاء على لسان المتحدث باسم الميناء سالم الحمدي.",
        ["سالم الحمدي"],
    ),
    "a verb before an unnamed source is no name": (
        "وبينما امتنع متحدث باسم المصرف عن التعليق، أبلغ مسؤول في الوزارة الصحيفة بأن السهم مستقر.",
        ["مسؤول في الوزارة"],
    ),
    "a verb at the head of a clause is no speaker": (
        "أعلنت الشرطة أن الطريق مفتوح.\nتمكنت فرق الإنقاذ من إجلاء رجل وصفته بالعنيد.",
        ["الشرطة"] * 2,
    ),
    "verbs that describe an unnamed source": (
        "وقال ثلاثة دبلوماسيين فضلوا عدم الكشف عن أسمائهم إن الاتفاق قريب.\n"
        "وأكدت أستاذة تدرس بالمعهد أن الأقسام مغلقة.\nوقال مسؤول محلي تحدث مشترطا عدم نشر اسمه إن السد آمن.",
        ["ثلاثة دبلوماسيين", "أستاذة", "مسؤول محلي"],
    ),
    "a name that ends as a verb of several does": (
        "وقال باولو كاغاوا إن السد آمن.",
        ["باولو كاغاوا"],
    ),
    "what a body is for": (
        "اعتبرت الهيئة العليا للاتصال السمعي أن البرنامج خطير.\nوأعلن المجلس النرويجي للاجئين من جهته أن العدد ارتفع.\n"
        "ودعت النقابة المهنية للتعليم الثانوي إلى إضراب بيومين.",
        ["الهيئة العليا للاتصال السمعي", "المجلس النرويجي للاجئين", "النقابة المهنية للتعليم الثانوي"],
    ),
    "the press whom a body tells": (
        "أعلنت المنظمة الدولية للصحفيين أن الموعد قريب.\nودعت إلى التهدئة.",
        ["المنظمة الدولية"] * 2,
    ),
    "a name between marks after a title": (
        'وقالت المدعية العامة للمحكمة الجنائية " فاتو سيسيه " إن المتهم غائب.',
        ["فاتو سيسيه"],
    ),
    "a name of unknown words and a particle": (
        "وقال وزير الخارجية التركي مولود تشاتوش أوغلو في أنقرة إن الجسر مفتوح.",
        ["مولود تشاتوش أوغلو"],
    ),
    "a body before the name of its head": (
        "أعلن رئيس الحركة راشد الهلالي أن المؤتمر تأجل.\nوأضافت الحركة أن الموعد قريب.",
        ["راشد الهلالي", "الحركة"],
    ),
    "a family name that ends as an adverb does": (
        "وأبدى موراتا استعداد الهيئة لتقديم منحة.\nوقال كينجي موراتا إن الخبرة متاحة.",
        ["كينجي موراتا"] * 2,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_statement_has_the_speaker_beside_its_cue(case: str) -> None:
    """Each statement in turn has the speaker whom the words around its cue name."""
    text, names = CASES[case]
    article = Article(uri="urn:1", bodies=(Body(value=text),))
    assert [statement.speaker.name for statement in Extractor().statements(article)] == names
