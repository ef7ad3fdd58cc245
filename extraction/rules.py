"""The rules by name: the constructions that attribute words, with cases that must and must not fire.

``fired`` says which of them made a draft. ``tasrih explain`` prints their names; a test holds each to its cases.
"""

from typing import Final, NamedTuple

from extraction.drafts import Draft


class Case(NamedTuple):
    """A text, and the cue, speaker and content of the statement in it; all ``""`` where the rule must not fire."""

    text: str
    cue: str = ""
    speaker: str = ""
    content: str = ""


class Rule(NamedTuple):
    """A construction: its id, its name in one line, and its cases."""

    id: str
    name: str
    cases: tuple[Case, ...]


RULES: Final = (
    Rule(
        "verb-complement",
        "a finite verb with a clause, a quotation or the preposition that it governs",
        (
            Case("قال الوزير إن السد آمن.", "قال", "الوزير", "السد آمن"),
            Case("وأعربت النقابة عن قلقها من التأخير.", "وأعربت", "النقابة", "قلقها من التأخير"),
            Case("دعا الحزب إلى حوار واسع.", "دعا", "الحزب", "حوار واسع"),
            Case("قام الوزير بزيارة السد بعد أن اكتملت الأشغال."),
        ),
    ),
    Rule(
        "verb-object",
        "a finite verb with what was said as its object",
        (
            Case("أدانت النقابة الاعتداء على الحارس.", "أدانت", "النقابة", "الاعتداء على الحارس"),
            Case("أعلنت الشركة إغلاق المصنع.", "أعلنت", "الشركة", "إغلاق المصنع"),
            Case("افتتحت الشركة المصنع الجديد."),
        ),
    ),
    Rule(
        "participle",
        "a participle that goes on with a report",
        (
            Case("قال الوزير إن السد آمن، مؤكدا أن الماء يكفي.", "مؤكدا", "الوزير", "الماء يكفي"),
            Case("وقف الحارس مؤكدا حضوره.", "مؤكدا", "الحارس", "حضوره"),
            Case("عاد المشاركون إلى بيوتهم مسرعين."),
        ),
    ),
    Rule(
        "relayed-saying",
        "قوله or قولها after the source that a third party quotes",
        (
            Case("نقلت صحيفة المرفأ عن سالم الحمدي قوله إن القارب غرق.", "قوله", "سالم الحمدي", "القارب غرق"),
            Case("لم يعجب الناس قوله ولا فعله."),
        ),
    ),
    Rule(
        "verbal-noun",
        "a verbal noun with its subject that sets a time or a concession",
        (
            Case("ارتفعت الأسعار بعد إعلان وزارة المياه عن نقص السدود.", "إعلان", "وزارة المياه", "نقص السدود"),
            Case("ارتفعت الأسعار رغم تأكيد الوزير أن الماء يكفي.", "تأكيد", "الوزير", "الماء يكفي"),
            Case("ارتفعت الأسعار بعد إعلان النتائج."),
            Case("ارتفعت الأسعار بعد إعلان الوزارة."),
        ),
    ),
    Rule(
        "nominal",
        "a cue without a verb before what it covers",
        (
            Case("ووفقا للشرطة، أصيب حارسان في الحريق.", "ووفقا", "للشرطة", "أصيب حارسان في الحريق"),
            Case("ووفقا للشرطة أصيب حارسان في الحريق.", "ووفقا", "للشرطة", "أصيب حارسان في الحريق"),
            Case("وطبقا لما ذكره الوزير فإن السد آمن.", "وطبقا لما ذكره", "الوزير", "السد آمن"),
            Case("سارت الأمور وفق ما يجب."),
            Case("ووفقا للقانون، يغلق الجسر ليلا."),
        ),
    ),
    Rule(
        "nominal-final",
        "a cue without a verb after what it covers",
        (
            Case("أصيب حارسان في الحريق، بحسب الشرطة.", "بحسب", "الشرطة", "أصيب حارسان في الحريق"),
            Case(
                "أصيب حارسان في الحريق وفق ما أكده مصدر لمراسل النجم.",
                "وفق ما أكده",
                "مصدر",
                "أصيب حارسان في الحريق",
            ),
            Case("يذكر أن حارسين أصيبا في الحريق، وفق الشرطة.", "وفق", "الشرطة", "حارسين أصيبا في الحريق"),
            Case("قال الوزير إن السد آمن، على حد قوله."),
            Case("صدر حكم في القضية وفق ما يقتضيه الفصل الأول."),
        ),
    ),
    Rule(
        "headline-colon",
        "a headline that gives the speaker before a colon",
        (
            Case("سالم الحمدي: لن نبيع القارب", ":", "سالم الحمدي", "لن نبيع القارب"),
            Case("مصر: غرق قارب قرب الميناء"),
        ),
    ),
    Rule(
        "dialogue-colon",
        "a paragraph of a dialogue with its speaker before a colon",
        (
            Case("دار النقاش في القاعة.\nالنائبة ليلى الكامل: متى يفتح الجسر؟", ":", "ليلى الكامل", "متى يفتح الجسر"),
            Case("عقدت الجلسة أمس.\nالحضور: عشرون شخصا"),
        ),
    ),
    Rule(
        "infix",
        "a cue after or inside the quotation that it attributes",
        (
            Case(
                "«الجسر لن يفتح هذا العام»، قالت الوزيرة سلمى الراوي، «لأن المال لم يصل».",
                "قالت",
                "سلمى الراوي",
                "الجسر لن يفتح هذا العام»، قالت الوزيرة سلمى الراوي، «لأن المال لم يصل",
            ),
            Case("قرأ الطلبة «حكايات النهر القديم» في القاعة."),
        ),
    ),
    Rule(
        "verb-final",
        "a cue behind all that it attributes",
        (
            Case("وصل الوفد إلى الميناء، كما أكد الوزير.", "أكد", "الوزير", "وصل الوفد إلى الميناء"),
            Case("أغلق الجسر أمس، وهو ما أدانته النقابة.", "أدانته", "النقابة", "أغلق الجسر أمس"),
            Case("أصيب حارسان في الحريق، على ما أفادت الشرطة.", "أفادت", "الشرطة", "أصيب حارسان في الحريق"),
            Case("وصل الوزير إلى الميناء، كما أكد."),
        ),
    ),
    Rule(
        "document-source",
        "a document in which the words stand",
        (
            Case("وجاء في بيان للنقابة أن الإضراب مستمر.", "وجاء", "النقابة", "الإضراب مستمر"),
            Case("وجاء في المرتبة الثانية فريق الميناء."),
        ),
    ),
    Rule(
        "label",
        "a thing and what somebody calls it",
        (
            Case("وصف المدرب القرار بالظالم.", "وصف", "المدرب", "القرار بالظالم"),
            Case("وصف الطبيب للمريض دواء."),
        ),
    ),
    Rule(
        "position",
        "a stand that the article itself reports, without a saying verb",
        (
            Case("ترفض كندا تقاسم الحصة.", "ترفض", "كندا", "تقاسم الحصة"),
            Case("تستضيف كندا البطولة."),
            Case("يأمل السكان في فتح الجسر.", "يأمل", "السكان", "فتح الجسر"),
            Case("ورغم غياب المال يأمل السكان في فتح الجسر."),
        ),
    ),
    Rule(
        "quotation",
        "words that open with a quotation mark",
        (
            Case('وأضاف الوزير: "السد آمن".', "وأضاف", "الوزير", "السد آمن"),
            Case("وأضاف الوزير أن السد آمن."),
        ),
    ),
    Rule(
        "subject-before",
        "the speaker stands before the verb",
        (
            Case("لكن الوزيرة قالت إن الجسر آمن.", "قالت", "الوزيرة", "الجسر آمن"),
            Case("قالت الوزيرة إن الجسر آمن."),
        ),
    ),
    Rule(
        "relative-clause",
        "the speaker is the noun that a relative pronoun takes up",
        (
            Case("توقف الحزب الذي طالب بفتح تحقيق عن المسيرات.", "طالب", "الحزب", "بفتح تحقيق عن المسيرات"),
            Case("طالب الحزب بفتح تحقيق."),
        ),
    ),
    Rule(
        "dropped-subject",
        "a cue without a subject: the one who spoke before and agrees with it",
        (
            Case("قالت الوزيرة إن الجسر آمن.\nوأضافت أن العمل انتهى.", "وأضافت", "الوزيرة", "العمل انتهى"),
            Case("وأضافت الوزيرة أن العمل انتهى."),
        ),
    ),
    Rule(
        "role-for-name",
        "a role stands for the person named elsewhere in the article",
        (
            Case(
                "قال الوزير سالم الحمدي إن السد آمن.\nوزار المدينة. وأكد الوزير أن الماء يكفي.",
                "وأكد",
                "سالم الحمدي",
                "الماء يكفي",
            ),
            Case("أكد سالم الحمدي أن الماء يكفي."),
        ),
    ),
    Rule(
        "document-for-issuer",
        "a document stands for the one who issued it",
        (
            Case(
                "أوضح بيان لوزارة المياه أن السد آمن.\nوأضاف البيان أن الماء يكفي.",
                "وأضاف",
                "وزارة المياه",
                "الماء يكفي",
            ),
            Case("أوضحت وزارة المياه أن السد آمن."),
        ),
    ),
    Rule(
        "relay",
        "a statement passed on by another, who says no more than it",
        (
            Case("أفاد بيان للشرطة أن الحارس أبلغ المدير بأن الباب كسر.", "أبلغ", "الحارس", "الباب كسر"),
            Case("أفاد بيان للشرطة أن الباب كسر."),
        ),
    ),
    Rule(
        "negated-cue",
        "a cue that is itself denied",
        (
            Case("ولا يستبعد الوزير تأجيل الافتتاح.", "ولا يستبعد", "الوزير", "تأجيل الافتتاح"),
            Case("ولم يعلن الوزير موعد الافتتاح."),
        ),
    ),
    Rule(
        "medium",
        "the medium or occasion of the saying is named",
        (
            Case("قال الوزير في مؤتمر صحفي إن السد آمن.", "قال", "الوزير", "السد آمن"),
            Case("قال الوزير إن السد آمن."),
        ),
    ),
    Rule(
        "addressee",
        "the one who was told, called upon or warned is named",
        (
            Case("أبلغ الوزير النائبة بأن السد آمن.", "أبلغ", "الوزير", "السد آمن"),
            Case("أعلن الوزير أن السد آمن."),
        ),
    ),
)
NAMES: Final = {rule.id: rule.name for rule in RULES}

# The rules by which a speaker is found who is not named at the cue.
ORIGINS: Final = {"dropped": "dropped-subject", "role": "role-for-name", "document": "document-for-issuer"}


def fired(draft: Draft) -> tuple[str, ...]:
    """The ids of the rules that made a draft, the construction first."""
    speaker, verb = draft.speaker, draft.verb
    label = verb is not None and "label" in verb.frame and draft.form in ("object", "noun")
    origin = speaker.resolved_from if speaker is not None else ""
    ids = [
        *draft.rules,
        "label" if label else "",
        "position" if verb is not None and verb.position else "",
        "quotation" if draft.quote >= 0 else "",
        "subject-before" if draft.mention and draft.mention[0] < draft.cue[0] and not draft.relative else "",
        "relative-clause" if draft.relative else "",
        ORIGINS.get(origin, ""),
        "relay" if draft.relayed is not None else "",
        "negated-cue" if draft.negated else "",
        "medium" if draft.medium is not None else "",
        "addressee" if draft.addressee is not None else "",
    ]
    return tuple([rule for rule in ids if rule])
