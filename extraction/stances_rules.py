"""Which side a statement takes: an ordered list of rules, one for each construction; the first that holds decides.

Toward what the statement is about: a call for a thing supports it, a denial opposes it, facts alone are neutral.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from extraction.stances_announced import aim, forgone, measure, performative, stressed
from extraction.stances_leaning import leaning
from extraction.stances_reading import OPENING, Reading, Side, attributive, marks_of, missed_duty, of_others
from extraction.stances_unless import unless
from extraction.stances_words import Kind, Mark, judged, stance_words
from extraction.text import normalise
from schemas.statement import Act, Polarity

# How many words into the content a word may stand that speaks for the whole of it.
HEAD: Final = 3
# How many words behind a negation blame may stand that it denies: لم تسجل أي حالات تقصير.
BLAMED: Final = 4
# They open a question that is no question, alone or as two words.
CHALLENGES: Final = frozenset(
    ("لماذا", "ولماذا", "فلماذا", "اين", "واين", "فاين", "كيف", "وكيف", "فكيف", "اليس"),
)
CHALLENGING: Final = frozenset(
    (("الي", "متي"), ("والي", "متي"), ("حتي", "متي"), ("باي", "حق"), ("الا", "يكفي")),
)
# Negations of a whole predicate.
PREDICATES: Final = frozenset(("لم", "لا", "ليس", "ليست", "ليسوا"))
# But for what is asked: what follows is demanded.
UNLESS: Final = frozenset(("ما لم", "ان لم", "اذا لم", "الي ان", "الي حين", "حال عدم", "صوره عدم", "حاله عدم"))
# What is not so until now may still come.
SO_FAR: Final = frozenset(("حتي الان", "الي الان", "حد الان", "حد اليوم", "حد الساعه"))
# Not this alone is denied: the rest is so as well.
ONLY: Final = frozenset(("فقط", "فحسب"))
# The first person plural of what will be done: سنعمل, but not سنوات.
PLEDGE: Final = re.compile(r"[وف]?سن(?!وات|تان|تين|وي|دات|غاف|غال|تيم|ه$)\w{3,}")
OPPOSING: Final = ("deny", "criticise")
ACT_SIDES: Final[dict[Act, Polarity]] = {
    "call": "support",
    "promise": "support",
    "welcome": "support",
    "deny": "oppose",
    "criticise": "oppose",
    "warn": "oppose",
}
NEUTRAL: Final = Side("neutral", 0.0)

Rule = Callable[[Reading], Side | None]


def side(
    content: str,
    act: Act = "say",
    cue: Polarity = "neutral",
    gap: str = "أن",
    *,
    threat: bool = False,
    wonder: bool = False,
    negated: bool = False,
    speaker: str = "",
) -> Polarity:
    """The polarity of a content after a cue of that act and side, for the examples below."""
    lexicon, words = stance_words(), normalise(content).split()
    reading = Reading(
        act=act,
        cue_side=cue,
        negated=negated,
        gap=normalise(gap),
        question=False,
        speaker=speaker,
        light=lexicon.light,
        words=words,
        marks=lexicon.read(words),
        threat=threat,
        wonder=wonder,
    )
    return side_of(reading).polarity


def question(reading: Reading) -> Side | None:
    """A question takes no side.

    >>> side("هل تنجح الخطة", act="ask"), side("الخطة ناجحة")
    ('neutral', 'support')
    """
    return NEUTRAL if reading.act == "ask" or reading.question else None


def cue_verb(reading: Reading) -> Side | None:
    """The cue's verb takes a side by itself: ``أدان``, ``رحب بـ``; who does not support opposes: ``لا يعترف بـ``.

    >>> side("الهجوم على السوق", cue="oppose"), side("الهجوم على السوق وقع ليلا")
    ('oppose', 'neutral')
    >>> side("الاتفاق", cue="support", negated=True), side("الاتفاق", cue="oppose", negated=True)
    ('oppose', 'neutral')
    """
    return _taken(reading, reading.cue_side, 0.9)


def demand(reading: Reading) -> Side | None:
    """Who threatens until a thing is done is for that thing: ``هدد بالإضراب حتى …``, ``… في حال عدم …``, ``… ما لم …``.

    >>> side("بغلق الجسر حتى ترمم الطريق", cue="oppose", threat=True), side("بغلق الجسر", cue="oppose", threat=True)
    ('support', 'oppose')
    >>> side("بغلق الجسر إذا لم ترمم الطريق", cue="oppose", threat=True)
    'support'
    """
    if not reading.threat or reading.negated:
        return None
    for n, (word, after) in enumerate(pairwise(reading.words)):
        if f"{word} {after}" in UNLESS or (word == "حتي" and after != "الان"):
            return Side("support", 0.6, Mark("must", "support", n, n + 1))
    return None


def challenge(reading: Reading) -> Side | None:
    """Who asks why, or how long, is against what is so; who asks why not is for it.

    >>> side("لماذا يغلق الجسر"), side("لماذا لم يفتح الجسر"), side("متى يفتح الجسر")
    ('oppose', 'support', 'neutral')
    """
    words = reading.words[:HEAD]
    if CHALLENGES.isdisjoint(words) and tuple(words[:2]) not in CHALLENGING:
        return None
    negated = any(mark.kind == "negation" and mark.first <= HEAD for mark in reading.marks)
    return Side("support" if negated else "oppose", 0.4, Mark("condition", "neutral", 0, min(1, len(words) - 1)))


def wonder(reading: Reading) -> Side | None:
    """Who wonders at the reason for a thing, its use or its absence is against it: ``تساءل عن سبب …``.

    >>> side("سبب غلق الجسر", act="ask", wonder=True), side("غياب الحراس عن الجسر", act="ask", wonder=True)
    ('oppose', 'oppose')
    >>> side("سبب غلق الجسر", act="ask"), side("موعد فتح الجسر", act="ask", wonder=True)
    ('neutral', 'neutral')
    """
    if reading.wonder and not stance_words().doubts.isdisjoint(reading.words[:1]):
        return Side("oppose", 0.5, Mark("noun", "oppose", 0, 0))
    return None


def condition(reading: Reading) -> Side | None:
    """What is said under a condition is not asserted: ``إذا فشل الحوار …``.

    >>> side("إذا فشل الحوار عاد الطرفان إلى الصفر"), side("الحوار فشل")
    ('neutral', 'oppose')
    """
    opening = next((mark for mark in reading.marks if mark.kind == "condition"), None)
    return NEUTRAL if opening and opening.first == 0 else None


def opening_noun(reading: Reading) -> Side | None:
    """The content begins with the stand: ``ضرورة …``, ``رفض بلاده …``, ``عدم رضاه عن …``; or those told come first.

    >>> side("رفض بلاده للمقترح"), side("عدم رضاه عن الأداء"), side("ضرورة فتح الجسر"), side("قرار رفض المقترح")
    ('oppose', 'oppose', 'support', 'neutral')
    >>> side("سكان القرية إلى ضرورة فتح الجسر", act="warn"), side("سكان القرية إلى قدم الجسر", act="warn")
    ('support', 'oppose')
    """
    kinds: tuple[Kind, ...] = ("noun", "definite_noun") if reading.act in ("express", "affirm") else ("noun",)
    for mark in marks_of(reading, *kinds):
        told = reading.act == "warn" and 0 < mark.first <= OPENING and reading.words[mark.first - 1] == "الي"
        heads = mark.first <= HEAD and all(_light(reading, n) for n in range(mark.first))
        if reading.act not in OPPOSING and (heads or told):
            return Side(mark.polarity, 0.8, mark)
    return None


def _light(reading: Reading, n: int) -> bool:
    """Whether word ``n`` may stand before a noun that heads the content: it is light, or says whose stand it is."""
    word = reading.words[n]
    named = word in reading.light or (len(word) > 2 and word in normalise(reading.speaker).split())
    return named or any(mark.kind == "own_side" and mark.first <= n <= mark.last for mark in reading.marks)


def duty(reading: Reading) -> Side | None:
    """Who says what ought to have been done is against what was: ``كان يجب …``, ``كان على البلدية أن …``.

    >>> side("كان يجب فتح الجسر"), side("كان على البلدية أن تفتح الجسر"), side("كان على الجسر رجل")
    ('oppose', 'oppose', 'neutral')
    """
    missed = missed_duty(reading.words, reading.marks)
    return Side("oppose", 0.7, missed) if missed else None


def act(reading: Reading) -> Side | None:
    """The act of speech takes the side: a call supports, a denial and a warning oppose. The content may show it.

    >>> side("فتح المعبر", act="call"), side("فتح المعبر", act="warn"), side("فتح المعبر", act="announce")
    ('support', 'oppose', 'neutral')
    """
    taken = _taken(reading, ACT_SIDES.get(reading.act, "neutral"), 0.7)
    kinds: tuple[Kind, ...] = ("must", "denial", "commitment", "value", "failing")
    if taken is None:
        return None
    shown = next((mark for mark in marks_of(reading, *kinds) if mark.polarity == taken.polarity), None)
    opening = Mark("must", taken.polarity, 0, min(HEAD, len(reading.words)) - 1) if reading.derived else None
    return Side(taken.polarity, taken.score, shown or opening)


def stand(reading: Reading) -> Side | None:
    """The content says where somebody stands: ``نرفض``, ``إن حزبه يؤيد``.

    The other side's stand is only reported, and so is anybody's by a paper or an office.

    >>> side("إننا نرفض المقترح"), side("بلاده تؤيد المقترح"), side("المعارضة ترفض المقترح")
    ('oppose', 'support', 'neutral')
    """
    for mark in marks_of(reading, "we", "verb"):
        if mark.first <= OPENING and (mark.kind == "we" or not (of_others(reading, mark) or _told(reading, mark))):
            return Side(mark.polarity, 0.7, mark)
    return None


def _told(reading: Reading, mark: Mark) -> bool:
    """Whether nobody who could stand so himself tells a stand, and it is not said to be his own."""
    if not reading.nobody or mark.first == 0:
        return False
    return not any(other.kind == "own_side" and other.first < mark.first for other in reading.marks)


def ought(reading: Reading) -> Side | None:
    """What ought to be is supported, what must not be is opposed: ``يجب أن …``, ``لا يجوز …``, ``على البلدية أن …``.

    >>> side("الطريق يجب أن يفتح"), side("لا يجوز غلق الطريق"), side("على البلدية أن تفتح الطريق")
    ('support', 'oppose', 'support')
    >>> side("الطريق مفتوح"), side("على الطريق جسر"), side("على البلدية فتح الطريق")
    ('neutral', 'neutral', 'support')
    """
    opening = reading.words[:OPENING]
    if opening and opening[0] == "علي" and ("ان" in opening[1:] or not stance_words().bearers.isdisjoint(opening[1:2])):
        return Side("support", 0.6, Mark("must", "support", 0, 0))
    asked = (mark for mark in marks_of(reading, "must") if not attributive(reading.words, mark.first))
    return next((Side(mark.polarity, 0.7, mark) for mark in asked), None)


def denial(reading: Reading) -> Side | None:
    """A claim is called untrue: ``لا صحة لما …``, ``ليست وراء …``.

    >>> side("لا صحة لما نشر"), side("ما نشر صحيح")
    ('oppose', 'neutral')
    """
    return _first(reading, 0.7, "denial", within=OPENING)


def commitment(reading: Reading) -> Side | None:
    """The speaker's side works for a thing or will not have it: ``نعمل على …``, ``لن نسمح بـ…``.

    >>> side("الوزارة تعمل على صيانة الجسر"), side("لن نسمح بهدم الجسر"), side("الجسر قديم")
    ('support', 'oppose', 'neutral')
    """
    return _first(reading, 0.6, "commitment", within=OPENING)


def pledge(reading: Reading) -> Side | None:
    """What we will do, we support: ``سنعيد فتح الجسر``; what we will not or did not do, we oppose: ``لن نغلق الجسر``.

    >>> side("سنعيد فتح الجسر"), side("لن نغلق الجسر"), side("لم نغلق الجسر")
    ('support', 'oppose', 'oppose')
    >>> side("فتح الجسر قبل سنوات"), side("سنوات قبل فتح الجسر")
    ('neutral', 'neutral')
    """
    opening = reading.words[:OPENING]
    for n, word in enumerate(opening):
        if "سن" in word and PLEDGE.fullmatch(word):
            return Side("support", 0.5, Mark("commitment", "support", n, n))
    first, second = (*opening, "", "")[:2]
    if first == "لن" or (first == "لم" and second[:1] in ("ن", "ا")):
        return Side("oppose", 0.5, Mark("negation", "oppose", 0, 0))
    return None


def judgement(reading: Reading) -> Side | None:
    """Praise and blame of what the statement is about; where both stand, the greater part decides, else the last word.

    >>> side("الخطة ناجحة لكن كلفتها كارثة")
    'oppose'
    >>> side("القرار خطير"), side("القرار ليس ناجحا"), side("النتيجة إيجابية"), side("القرار صدر أمس")
    ('oppose', 'oppose', 'support', 'neutral')
    """
    kinds: tuple[Kind, ...] = ("value", "attribute") if reading.label else ("value",)
    marks = marks_of(reading, *kinds)
    if not marks:
        return None
    polarity = judged(reading.marks, *kinds, account=reading.account)
    if len(marks) > 1 and polarity == "neutral":
        return Side(marks[-1].polarity, 0.3, marks[-1])
    evidence = next((mark for mark in marks if mark.polarity == polarity), None)
    return Side(polarity, 0.5, evidence) if evidence else None


def denied(reading: Reading) -> Side | None:
    """A thing is said not to be, by a person and not in an account: ``الجسر لم يغلق``.

    What is not yet, not only so, not bad, or further on, is told.

    >>> side("الجسر لم يغلق"), side("الجسر لم يغلق بعد"), side("غلق الجسر ليس كارثة")
    ('oppose', 'neutral', 'neutral')
    >>> side("الجسر لم يغلق حتى الآن"), side("الجسر حتى الآن لم يغلق أبدا")
    ('neutral', 'oppose')
    >>> side("الجسر لا يعبره الصيادون فقط"), side("الجسر لم يتأثر")
    ('neutral', 'neutral')
    >>> side("الجسر لا يزال مغلقا"), side("الطريق إلى الجسر الذي في المدينة لم يغلق")
    ('neutral', 'neutral')
    """
    if reading.nobody or reading.account:
        return None
    for mark in reading.marks:
        if mark.kind == "negation" and mark.first <= HEAD and reading.words[mark.first] in PREDICATES:
            return None if _qualified(reading, mark) else Side("oppose", 0.3, mark)
    return None


def _qualified(reading: Reading, negation: Mark) -> bool:
    """Whether what is denied is only not yet or not all, or a blame."""
    reach = range(negation.first + 1, negation.first + BLAMED + 1)
    blamed = any(mark.kind == "value" and mark.first in reach for mark in reading.marks)
    rest = reading.words[negation.first + 1 :]
    return (
        blamed
        or "بعد" in rest[:HEAD]
        or not ONLY.isdisjoint(rest[:OPENING])
        or not SO_FAR.isdisjoint(map(" ".join, pairwise(rest)))
    )


RULES: Final[tuple[Rule, ...]] = (
    challenge,
    wonder,
    question,
    demand,
    cue_verb,
    condition,
    forgone,
    opening_noun,
    duty,
    unless,
    act,
    stand,
    ought,
    denial,
    commitment,
    performative,
    judgement,
    pledge,
    stressed,
    measure,
    aim,
    denied,
    leaning,
)


def side_of(reading: Reading) -> Side:
    """The side of a statement, by the first rule that holds."""
    return next((side for rule in RULES if (side := rule(reading))), NEUTRAL)


def _taken(reading: Reading, polarity: Polarity, score: float) -> Side | None:
    """A side of the cue with its negation worked in; who does not oppose may be neutral."""
    if polarity == "neutral" or (reading.negated and polarity == "oppose"):
        return None
    return Side("oppose" if reading.negated else polarity, score)


def _first(reading: Reading, score: float, kind: Kind, within: int | None = None) -> Side | None:
    for mark in marks_of(reading, kind):
        if within is None or mark.first <= within:
            return Side(mark.polarity, score, mark)
    return None
