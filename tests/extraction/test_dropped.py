"""Who goes on without being named again: participles and verbs whose subject is dropped."""

import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body

CASES = {
    "a person goes on, not the body inside his words": (
        "قال سالم الحمدي إن السد آمن. وأكد أن التوقعات هي للصندوق وجاءت في تقريره حول الأمطار، مشيرا إلى أن العمل صعب.",
        "مشيرا",
        "سالم الحمدي",
    ),
    "a state told of in somebody's words": (
        "قال سالم الحمدي إن العمل صعب.\nوقال إن تونس شاركت في المؤتمر وتلتزم بالحوار، مضيفا أن الدول كلها موافقة.",
        "مضيفا",
        "سالم الحمدي",
    ),
    "several to whom something happened": (
        "وأضافت وزارة الداخلية أن التفجير كبير. كما أصيب 3 مدنيون هم حارس وعاملان، مشيرة إلى أن البحث مستمر.",
        "مشيرة",
        "وزارة الداخلية",
    ),
    "several people, whoever they are": (
        "وأضافت وزارة الداخلية أنها أوقفت 3 أشخاص قرب السد وأنهم صرحوا بأنهم عمال.",
        "صرحوا",
        "3 أشخاص",
    ),
    "several who act": (
        "وأضافت وزارة الداخلية أن الطريق مغلق. وتجمع 3 عمال أمام المصنع، مطالبين بأجورهم.",
        "مطالبين",
        "3 عمال",
    ),
    "whose statements took up by their pronoun": (
        "قدمت نقابة الصيادين شكوى ضد المفتي كمال السالمي على خلفية تصريحاته الأخيرة التي اتهم فيها البحارة بالكسل.",
        "اتهم",
        "كمال السالمي",
    ),
    "a statement of hers, with a man's verb": (
        "التقى الوزير ليلى الكامل إثر تصريحاتها الأخيرة التي اتهمت فيها البحارة بالكسل.",
        "اتهمت",
        "ليلى الكامل",
    ),
    "one between a verb of being and a verb without more": (
        "وقال سالم الحمدي إن الماء نظيف، وكانت النقابة تعلن سابقا عن الإضراب.",
        "تعلن",
        "النقابة",
    ),
    "one who is questioned where the sentence opens": (
        "وأفاد مصدر أمني بأن القارب مسروق.\nوبالتحري مع المظنون فيه حول القارب وأصحابه، أفاد بأنه عثر عليه.",
        "أفاد",
        "المظنون فيه",
    ),
    "a body that said the last": (
        "قال سالم الحمدي إن السد آمن.\nوأعلن المجلس أن الجسر مغلق، مشيرا إلى أن العمل صعب.",
        "مشيرا",
        "المجلس",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_goes_on_is_who_agrees_and_speaks(case: str) -> None:
    """The cue has the speaker whom a reader of the text takes for it."""
    text, cue, expected = CASES[case]
    found = Extractor().statements(Article(uri="urn:test:dropped", bodies=(Body(value=text),)))
    assert [statement.speaker.name for statement in found if statement.cue.text == cue] == [expected]
