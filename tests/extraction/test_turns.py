"""Who speaks where a page is laid out in lines: live pages, quotations of their own paragraph, the latter of two."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "lines of a live page": (
        "تابع معنا آخر الأخبار.\n10:15 الوزير سالم الحمدي: السد آمن.\n10.30 | رويترز: انفجار في المدينة.\n"
        "11h00 - الشرطة: الطريق مغلق.",
        [("سالم الحمدي", "السد آمن"), ("رويترز", "انفجار في المدينة"), ("الشرطة", "الطريق مغلق")],
    ),
    "hours and places that say nothing": (
        "برنامج اليوم.\n10:15 القاهرة: مطر غزير.\n11:00 الافتتاح: كلمة ترحيب.",
        [],
    ),
    "a quotation in the paragraph after its cue": (
        "قال وزير المياه سالم الحمدي في مؤتمر صحفي أمس:\n«السد آمن، ولن نسمح بالعبث به».\nوزار الوزير الموقع.",
        [("سالم الحمدي", "السد آمن، ولن نسمح بالعبث به")],
    ),
    "a heading after a colon": (
        "وقال الوزير سالم الحمدي إن البرنامج كالتالي:\nافتتاح السد غدا.",
        [("سالم الحمدي", "البرنامج كالتالي")],
    ),
    "the latter of two": (
        "التقى الوزير سالم الحمدي أمس نظيره كمال السالمي، وأكد الأخير أن الجسر آمن.",
        [("كمال السالمي", "الجسر آمن")],
    ),
    "the same source before what it said": (
        "قال مصدر أمني إن الحريق انطفأ. وبحسب المصدر نفسه فإن التحقيق مستمر.",
        [("مصدر أمني", "الحريق انطفأ"), ("مصدر أمني", "التحقيق مستمر")],
    ),
    "a man in the words of a body": (
        "أفادت وكالة النجم بأن الوزير سالم الحمدي وصل إلى المدينة. وذكرت الوكالة أنه دعا إلى الهدوء.",
        [
            ("وكالة النجم", "الوزير سالم الحمدي وصل إلى المدينة"),
            ("سالم الحمدي", "الهدوء"),
        ],
    ),
    "thanks, wishes and what a participle shows by them": (
        "وشكر الوزير سالم الحمدي الحضور، متمنيا لهم التوفيق، مؤكدا بذلك حرصه على الحوار.",
        [("سالم الحمدي", "الحضور"), ("سالم الحمدي", "التوفيق"), ("سالم الحمدي", "حرصه على الحوار")],
    ),
    "a finding, and what somebody found himself": (
        "وجد الفريق أن عمر الآثار طويل. ووجد نفسه في الصحراء.",
        [("الفريق", "عمر الآثار طويل")],
    ),
    "a name between marks before a clause": (
        'قالت الشرطة إن الطريق مغلق. وأضافت "مرآة اليوم" أن الجسر آمن. وقال «النجم» إنه عائد.',
        [("الشرطة", "الطريق مغلق"), ('"مرآة اليوم"', "الجسر آمن"), ("«النجم»", "عائد")],
    ),
    "words between marks that a clause adds to": (
        'قالت الشرطة إن الطريق مغلق. وأضافت: "الجسر آمن" وأن العمل جار.',
        [("الشرطة", "الطريق مغلق"), ("الشرطة", 'الجسر آمن" وأن العمل جار')],
    ),
    "a verb of two letters behind و": (
        "وحث الرئيس سالم الحمدي النواب على العمل.",
        [("سالم الحمدي", "العمل")],
    ),
    "several who acted in the sentence before": (
        "أعلنت الشرطة أن الطريق مغلق.\nتجمع المئات أمس. وردد المتظاهرون هتافات ضد الفساد. وطالبوا برحيل الحكومة.",
        [("الشرطة", "الطريق مغلق"), ("المتظاهرون", "برحيل الحكومة")],
    ),
    "what somebody is called": (
        "وقال أحد السكان ويدعى سالم الحمدي: «هربنا ليلا».",
        [("أحد السكان", "هربنا ليلا")],
    ),
    "this is what somebody said": (
        "فتح السد أمس، هذا ما أكده وزير المياه سالم الحمدي. هذا ما أكده السكان.",
        [("سالم الحمدي", "فتح السد أمس")],
    ),
    "a student, fans and a need": (
        "أعلنت الشرطة أن الطريق مغلق.\nوأدى الحادث إلى وفاة طالبة من المدينة. وكان يستهدف مشجعين لكرة القدم. "
        "وأصبح الجسر ضرورة ملحة اليوم.",
        [("الشرطة", "الطريق مغلق")],
    ),
    "how somebody goes on": (
        "يقول أحمد السالمي: «لم نر السمك». ويتابع متنهدا: «الله كريم».",
        [("أحمد السالمي", "لم نر السمك"), ("أحمد السالمي", "الله كريم")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_lines_and_turns_have_their_speakers(case: str) -> None:
    """Each line has the speaker that it names or goes on with, and all that they say."""
    text, expected = CASES[case]
    found = Extractor().statements(Article(uri="urn:test:turns", bodies=(Body(value=text),)))
    assert [(statement.speaker.name, statement.content.text) for statement in found] == expected
