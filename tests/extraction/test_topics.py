from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.chunks import chunks
from extraction.extractor import Extractor
from extraction.tokens import Tokens
from extraction.topics import TopicIndex
from extraction.topics_hits import Hits
from schemas.article import Article, Body, Subject

INDEX = TopicIndex()

NAMED = [
    ("ارتفع إنتاج النفط في الحقول الجديدة", "oil"),
    ("وبالنفط وحده لا تبنى البلدان", "oil"),
    ("للنفط أثر في الأسعار", "oil"),
    ("زار وفد العراق أمس", "iraq"),
    ("للعراق دور كبير", "iraq"),
    ("تعهدت حكومتنا بالإصلاح", "government"),
    ("تعهدت حُكومةٌ جديدةٌ بالإصلاح", "government"),
    ("العقوباتُ لا تحل شيئا", "sanctions"),
    ("يدرس مجلس الأمن القرار", "united-nations"),
    ("دعا إلى وقف إطلاق النار فورا", "ceasefire"),
    ("أطباء الاختصاص نادرون في الجهات", "health"),
    ("تأجلت مباراة القمة", "football"),
    ("ناقش القانونَ المالي للبرلمان", "parliament"),
    ("خطوط الأنابيب تنقل الغاز الطبيعي", "gas"),
    ("سلطنة عمان تستضيف المحادثات", "oman"),
    ("انقطع التيار الكهربائي عن الأحياء", "electricity"),
    ("نددت بكل أعمال العنف", "violence"),
    ("اجتمع الوالي بالسكان", "local-government"),
    ("يناقش لبنان موعد انتخاب رئيس الجمهورية", "lebanon-presidency"),
    ("تتعثر مفاوضات فيينا", "iran-nuclear"),
    ("شبكات التهريب تتسع", "smuggling"),
    ("وصلت جرعات اللقاح", "vaccines"),
    ("أنهت مركبة فضائية رحلتها", "space"),
    ("خسر منتخب اليد لقاءه", "handball"),
]

LOOK_ALIKES = [
    ("رسم دائرة نصف قطرها متر", "qatar"),
    ("أدى صلاة المغرب في البيت", "morocco"),
    ("سافر إلى دول المغرب العربي", "morocco"),
    ("وقع اتفاق مع جنوب السودان", "sudan"),
    ("ولد في مسقط رأسه", "oman"),
    ("صرح في مؤتمر صحفي", "press-freedom"),
    ("لا صحة لهذا الكلام", "health"),
    ("أطلقوا قنابل الغاز المسيل", "gas"),
    ("عملية زراعة الكلى نجحت", "agriculture"),
    ("عمله الجديد في العاصمة", "currency"),
    ("بيئة آمنة للجميع", "security"),
    ("اتخذت الإجراءات اللازمة", "labour"),
    ("لعبوا بحماس كبير", "gaza"),
    ("العقوبات البديلة للسجناء", "sanctions"),
    ("تنفطر القلوب لذلك", "oil"),
    ("لا أساس لها من الصحة", "health"),
    ("ارتفعت المعاملات في السوق", "industry"),
    ("انتخبت النقابة مكتبها", "religion"),
    ("تعمل على المحافظة على الغابة", "local-government"),
    ("ينسب الأمر إلى الأول وإلى الثاني", "local-government"),
    ("حضر ممثلين عن الوزارات", "culture"),
    ("كان الحي مسرحا للأحداث", "culture"),
    ("يحضر الأسواق خلال شهر رمضان", "pilgrimage-and-feasts"),
    ("سجلت براءات الاختراع الجديدة", "justice"),
    ("ما قاله سالم التونسي صحيح", "tunisia"),
    ("عمل موحد للحي بأسره", "family"),
    ("كان لزاما ووجوبا", "south-sudan"),
    ("مادة القنب الهندي الممنوعة", "india"),
]


def topics(
    content: str, before: str = "", headline: str = "", *subjects: Subject, index: TopicIndex = INDEX
) -> tuple[str, ...]:
    """Topics of a content, with what stands before it in its paragraph."""
    words = chunks((), tuple(index.topics.values()))
    above, body = (Tokens(text, words) for text in (headline, f"{before} {content}"))
    start = Tokens(before, words).size
    hits = Hits(body)
    return index.of(hits.within(start, body.size), hits.all, index.around(Hits(above).all(), subjects))


@pytest.mark.parametrize(("content", "topic"), NAMED)
def test_a_content_is_on_what_it_names(content: str, topic: str) -> None:
    """Article, conjunction, preposition, possessive, case endings and diacritics do not hide a term."""
    assert topic in topics(content)


@pytest.mark.parametrize(("content", "topic"), LOOK_ALIKES)
def test_a_look_alike_is_no_topic(content: str, topic: str) -> None:
    """Phrases that hold a term and mean something else, and other words of the same letters, are left out."""
    assert topic not in topics(content)


def test_a_mention_in_passing_is_no_topic() -> None:
    """What only the paragraph or only the headline names does not join what the content names."""
    paragraph = "وبعد جولة شملت سوريا وليبيا، قال الوزير إن أسعار القمح ارتفعت"
    assert topics("أسعار القمح ارتفعت", paragraph, "الوزير يعود من سوريا") == ("inflation", "agriculture")


def test_a_content_that_names_nothing_is_on_what_stands_around_it() -> None:
    """The headline counts more than the paragraph, and no more than two topics are taken over."""
    found = topics("هذا أمر لا يصدق", "قال ذلك عن أزمة المياه في السودان وعن النفط", "أزمة المياه تتفاقم")
    assert found[0] == "water"
    assert len(found) == 2


def test_where_nothing_around_names_a_topic_the_body_does() -> None:
    """A paragraph without a topic, under a headline without one, is on what the rest of the body is on."""
    paragraphs = ("قال سالم الحمدي إنه راض.", "ارتفعت أسعار القمح أمس.")
    (statement,) = Extractor().statements(Article(uri="urn:test:topics", bodies=(Body(value="\n".join(paragraphs)),)))
    assert "inflation" in statement.topics
    assert statement.stances[0].polarity == "support"
    alone = Article(uri="urn:test:topics", bodies=(Body(value=paragraphs[0]),))
    assert [statement.topics for statement in Extractor().statements(alone)] == [()]


def test_whose_minister_spoke_is_no_topic_by_itself() -> None:
    """A nisba counts where the headline has its country too."""
    content = "التقى نظيره الياباني وبحثا صادرات القمح"
    assert "japan" not in topics(content)
    assert "japan" in topics(content, "", "اليابان تفتح أسواقها")


def test_the_stronger_topic_comes_first() -> None:
    """A topic named twice stands before one named once."""
    assert topics("ناقشوا الجفاف ثم أسعار القمح وأسعار الشعير والقمح")[0] == "agriculture"


def test_two_states_named_together_are_their_relations_too() -> None:
    """A content that names both sides is on their relations; one side is not enough."""
    assert "us-russia-relations" in topics("اتفقت واشنطن وموسكو على لقاء")
    assert "us-russia-relations" not in topics("اتفقت واشنطن ولندن على لقاء")


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        (Subject(uri="http://cv.iptc.org/newscodes/mediatopic/20000574"), "elections"),
        (Subject(uri="medtop:20000574"), "elections"),
        (Subject(name="elections"), "elections"),
        (Subject(name="Elections"), "elections"),
        (Subject(name="الانتخابات"), "elections"),
        (Subject(name="صناديق الاقتراع"), "elections"),
        (Subject(uri="medtop:20009999"), "medtop:20009999"),
        (Subject(name="سباق الهجن | موسم 2031"), "subject:سباق-الهجن-موسم-2031"),
    ],
)
def test_the_desk_s_subjects_are_topics(subject: Subject, topic: str) -> None:
    """A subject is known by IPTC code, id, label or term; another one is a topic of its own with a safe id."""
    assert topics("جرى كل شيء كما ينبغي", "", "", subject)[-1] == topic


def test_a_subject_without_letters_is_no_topic() -> None:
    """Nothing is made of an empty subject."""
    assert topics("جرى كل شيء", "", "", Subject(name=" | "), Subject()) == ()


def test_a_users_topic_adds_and_overrides(tmp_path: Path) -> None:
    """A topic of one's own is found like ours; with the id of one of ours it takes its place."""
    own = tmp_path / "lexicon.yaml"
    own.write_text(
        "topics:\n"
        "  - {id: hydra-project, ar: مشروع هيدرا, en: Hydra project, terms: [مشروع هيدرا]}\n"
        "  - {id: oil, ar: الزيت, en: Olive oil, terms: [معصرة]}\n",
        encoding="utf-8",
    )
    index = TopicIndex(own)
    assert topics("بمشروع هيدرا نبدأ", index=index) == ("hydra-project",)
    assert topics("افتتحت معصرة", index=index) == ("oil",)
    assert "oil" not in topics("ارتفع إنتاج النفط", index=index)
    assert index.topics["oil"].ar == "الزيت"


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=60), st.text(max_size=30))
def test_any_text_has_safe_topics(content: str, paragraph: str, headline: str, subject: str) -> None:
    """No text makes it fail, no topic comes twice, and ids hold neither white space nor a bar."""
    found = topics(content, paragraph, headline, Subject(name=subject, uri=subject))
    assert len(set(found)) == len(found)
    assert not any(char.isspace() or char == "|" for topic in found for char in topic)
