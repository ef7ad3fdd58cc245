"""The subject beside a cue: which noun phrase it is, where it ends and what it is called."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body, Headline

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
    "what is confirmed before a participle": (
        'وقال ماريو كيم إن السد آمن.\nوأوضح كيم ذلك قائلا "الجسر مفتوح للجميع".',
        ["ماريو كيم"] * 2,
    ),
    "a family name after a rank, before the one who is told": (
        "وأضاف اللواء خالد الجعيد أن الطريق آمن.\nكما حث اللواء الجعيد المواطنين على تجنب المخالفات.",
        ["خالد الجعيد"] * 2,
    ),
    "the time after a state": (
        "وأعلنت فرنسا نهاية الأسبوع الماضي أن السفينة عادت.",
        ["فرنسا"],
    ),
    "a company's adjective that is a trade as well": (
        'دعت الشركة الرياضية "لوتو" متابعيها إلى المراهنة.',
        ['الشركة الرياضية "لوتو"'],
    ),
    "a source whose words stand behind إلى": (
        "ونسبت الوكالة إلى مصدر أمني القول إن المواقع محجوبة.",
        ["مصدر أمني"],
    ),
    "an object after a source and its body": (
        'وأكد مصدر من الشرطة الفرنسية مقتل الشخص المطلوب.\nوأكد مصدر من الحماية المدنية لـ"النجم" وفاة ثلاثة أشخاص.',
        ["مصدر من الشرطة الفرنسية", "مصدر من الحماية المدنية"],
    ),
    "a place that is a man's name as well": (
        "وبحسب مصدر أمني في محافظة صلاح الدين فإن الطريق مغلق.",
        ["مصدر أمني في محافظة صلاح الدين"],
    ),
    "an outlet told before the speaker of a cue without a verb": (
        "ارتفع العدد وفق ما صرحت به لوكالة تونس أفريقيا للأنباء وزيرة السياحة سلمى اللومي.",
        ["سلمى اللومي"],
    ),
    "those to whom something happens": (
        "إيقاف شخصين اعترفا بتواصلهما مع المهربين.",
        ["شخصين"],
    ),
    "a name of any words behind a title's comma": (
        "قال النائب في المجلس بولاية الخشبة، عماد أولاد جبريل، إن المعلومات أكيدة.",
        ["عماد أولاد جبريل"],
    ),
    "the antecedent of two relative pronouns": (
        "ووصل المرسوم الذي أصدرته الحكومة والذي يدعو الجمعيات إلى الكشف عن تمويلها.",
        ["المرسوم"],
    ),
    "two persons at once": (
        "وأعلن كل من سالم الحمدي وكمال السالمي أن المؤتمر تأجل.\n"
        "وأكد المدير العام للصحة نزار العيادي والوزيرة ليلى الكامل أن الوباء تراجع.",
        ["سالم الحمدي وكمال السالمي", "نزار العيادي وليلى الكامل"],
    ),
    "one person with two titles": (
        "وقال رئيس الحزب والنائب سالم الحمدي إن المؤتمر تأجل.",
        ["سالم الحمدي"],
    ),
    "a body with its place before an object": (
        'انتقد فرع الرابطة الوطنية للدفاع عن حقوق المزارعين بالخشبة، ما أسماه بـ"المغالطات" التي في البلاغ.',
        ["فرع الرابطة الوطنية للدفاع عن حقوق المزارعين بالخشبة"],
    ),
    "a document in which somebody says so": (
        "جاء ذلك في بيان صدر أمس، أكدت فيه زعيمة الحزب سيغريد بيرغ معارضتها الشديدة للمشروع.",
        ["سيغريد بيرغ"],
    ),
    "a document in which somebody calls upon another": (
        "أصدرت النقابة بيانا طالبت فيه الوزارة بالحوار.",
        ["النقابة"],
    ),
    "what is told of a source between commas": (
        "وأكد مصدران في الحزب، تحدثا شريطة عدم كشف هويتهما، حصول الاجتماع.\n"
        "وقال دبلوماسي غربي، فضل عدم الكشف عن هويته، إن الاتفاق قريب.",
        ["مصدران في الحزب", "دبلوماسي غربي"],
    ),
    "an earlier time before a label": (
        "ووصفت وزارة الدفاع في وقت سابق تقارير مماثلة بالخيالية.",
        ["وزارة الدفاع"],
    ),
    "what somebody confirms is not who confirms it": (
        "أعلن سالم الحمدي أن السد آمن.\nوأكد ذلك وزير الري كمال السالمي أمس.",
        ["سالم الحمدي"],
    ),
    "a form of address before a man's name": (
        "قال سعادة المهندس حمد الكعبي، مدير عام الهيئة الاتحادية للموانئ، إن الإيرادات ارتفعت.",
        ["حمد الكعبي"],
    ),
    "what an official speaks for": (
        "أوضح المتحدث الرسمي للأمن العام العميد سامي الشويرخ بأن التحقيقات مستمرة.",
        ["سامي الشويرخ"],
    ),
    "a first name that is spelled as a verb": (
        "شدد رئيس الوزراء الأردني بشر الخصاونة على أهمية التعاون.",
        ["بشر الخصاونة"],
    ),
    "a time behind the speaker that is spelled as a verb": (
        'قال مدرب الفريق ماريو كيم عقب المباراة: "لعبنا بشكل جيد".',
        ["ماريو كيم"],
    ),
    "a player of the midfield": (
        "وقال لاعب خط وسط الفريق ماريو كيم إن اللقب مهم.",
        ["ماريو كيم"],
    ),
    "a mother by the number of her children": (
        "قالت أم لثلاثة أطفال إنها تنتظر المساعدة.",
        ["أم لثلاثة أطفال"],
    ),
    "two offices of one person before an object": (
        "أكدت نائبة رئيس الوزراء وزيرة الدفاع ليلى الكامل ضرورة ضبط النفس.",
        ["ليلى الكامل"],
    ),
    "a body whom a woman or a feminine body calls upon": (
        "أدانت وزارة الصحة الهجوم.\nودعت المجتمع الدولي إلى التحرك، وطالبت مجلس النواب بالرد.",
        ["وزارة الصحة"] * 3,
    ),
    "a seat between commas": (
        "أفاد مرصد الخشبة، ومقره بيروت، بأن الماء ارتفع.\nوأورد تلفزيون النبأ ومقره بيروت أن الجسر مغلق.",
        ["مرصد الخشبة", "تلفزيون النبأ"],
    ),
    "an age between commas": (
        "وقال الرجل، البالغ من العمر 45 عاما، إن الطريق كان مغلقا.",
        ["الرجل"],
    ),
    "a place called by a given name": (
        "ووفقا للمتحدث باسم الشرطة المحلية في بلدة شارلوت، فإن المشتبه به فر.",
        ["المتحدث باسم الشرطة المحلية في بلدة شارلوت"],
    ),
}

HEADLINES = {
    "a place where somebody said so": (
        "سالم الحمدي من بيروت: لا حل سريعا",
        ["سالم الحمدي"],
    ),
    "what a page puts before the speaker": (
        "بالفيديو.. الحمدي: سأعود قريبا",
        ["سالم الحمدي"],
    ),
    "two before a dual": (
        "كمال السالمي وليلى الكامل يدعوان إلى خفض الأسعار",
        ["كمال السالمي وليلى الكامل"],
    ),
    "a second verb with the subject of the first": (
        "نقابة الأطباء تلوح بالإضراب وتطالب الوزارة بالحوار",
        ["نقابة الأطباء"] * 2,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_statement_has_the_speaker_beside_its_cue(case: str) -> None:
    """Each statement in turn has the speaker whom the words around its cue name."""
    text, names = CASES[case]
    article = Article(uri="urn:1", bodies=(Body(value=text),))
    assert [statement.speaker.name for statement in Extractor().statements(article)] == names


@pytest.mark.parametrize("case", HEADLINES)
def test_a_headline_has_the_speaker_beside_its_cue(case: str) -> None:
    """A headline's statements have the speakers whom it names."""
    text, names = HEADLINES[case]
    body = Body(value="قال الوزير سالم الحمدي إن السد آمن.")
    found = Extractor().statements(Article(uri="urn:1", headlines=(Headline(value=text),), bodies=(body,)))
    assert [statement.speaker.name for statement in found if statement.field == "headline"] == names
