"""Definite nouns that take up one who has spoken: الهيئة after هيئة الانتخابات, الرجل, المصدر, الخبير المالي."""

import re
from bisect import bisect_left
from functools import cache
from typing import Final

from extraction import tags
from extraction.accused import suspects
from extraction.agreement import form_of, leads
from extraction.drafts import Draft, Range, Reading
from extraction.heads import can_head
from extraction.heard import Heard, Hearing
from extraction.indexes import Index, root
from extraction.issuers import holds_words
from extraction.names import anyone, trades, unprefixed
from extraction.narrative import ADDING
from extraction.nouns import noun_at
from extraction.several import counted_from, several
from extraction.text import normalise
from extraction.vocabulary import bare, load, role_forms
from schemas.statement import Speaker, SpeakerKind

MARKS: Final = "\"'«»“”"
WORD: Final = re.compile(r"\w+")
# So many tokens back the text has told of somebody whom a noun for anybody takes up.
FARTHEST: Final = 600
# So many sentences back those who spoke are still meant by what people are called.
RECENT: Final = 2
# So many tokens back may stand what turns to another.
TURN: Final = 6
# A longer description tells of somebody new: الطبيب السابق في مستشفى الصنوبر.
BRIEF: Final = 3
# One of several, who may be taken up by the singular.
ONE_OF: Final = frozenset(("احد", "احدي"))
# A plural in the construct looks like a dual.
PLURALS: Final = tags.PLURAL | tags.DUAL
# With these a noun tells of one whom the article has told of, who need not have spoken.
MENTIONED: Final = (["المذكور"], ["المذكوره"])
NO_PEOPLE: Final = tags.BODY | tags.OUTLET
# With these a noun tells of another, and these of others: المصدر الآخر, الكثيرون.
OTHER: Final = frozenset(("الاخر", "الاخري", "الثاني", "الثانيه", "الكثيرون", "الكثيرين", "البعض"))


def heard_body(hearing: Hearing, reading: Reading, mention: Range) -> Speaker | None:
    """The last body heard whose name begins with the head of a mention, and has its other words and more."""
    words = _stems(reading, mention)
    for heard in reversed(hearing.heard):
        spelled = normalise(heard.speaker.name).split()
        name = [bare(word) for word in spelled]
        if heard.speaker.kind != "organization" or name[:1] != words[:1] or len(name) <= len(words):
            continue
        joint = spelled[1][0] == "و"  # الشركة والنقابة are two
        if not joint and {root(word) for word in words} <= {root(word) for word in name}:
            return heard.speaker
    return None


def heard_at(hearing: Hearing, reading: Reading, part: Range) -> Speaker | None:
    """The one heard whom the words at a part of the text began to name: مصدر في الاستخبارات التلالية, then المصدر.

    A body has named itself by the words inside its name too: إدارة شرطة التلال, then الشرطة.
    """
    start = reading.tokens.span(*part).start
    owner = reading.tokens.tags[part[0]] & tags.TO  # الإدارة التابعة للوزارة
    for heard in reversed(hearing.near(reading)):
        speaker, mention = heard.speaker, heard.speaker.mention
        if mention is not None and (
            mention.start == start or (not owner and mention.start < start < mention.end and _says_kind(speaker))
        ):
            return speaker
    return None


def _says_kind(speaker: Speaker) -> bool:
    """Whether a body's name begins with what the body is: وزارة الخارجية."""
    first = next(iter(normalise(speaker.name).strip(MARKS).split()), "")
    return speaker.kind == "organization" and bare(first) in known_kinds()


def heard_in_full(hearing: Hearing, reading: Reading, mention: Range) -> Speaker | None:
    """The body heard by its kind and its name, or with its short name in brackets, that a mention calls by that alone.

    "الشفافية الدولية" after منظمة الشفافية الدولية, اليونيسف after صندوق الطفولة (اليونيسف).
    """
    called = [found.bare for found in reading.tokens.found[slice(*mention)] if not found.tags & tags.PUNCTUATION]
    text = reading.tokens.between(*mention).strip(MARKS)
    for heard in reversed(hearing.heard):
        if heard.speaker.kind != "organization":
            continue
        if _bracketed(reading, heard, text):
            return heard.speaker
        if text in heard.speaker.name:
            name = [bare(word) for word in WORD.findall(normalise(heard.speaker.name))]
            if name[1:] == called and name and name[0] in kinds():
                return heard.speaker
    return None


def _bracketed(reading: Reading, heard: Heard, text: str) -> bool:
    """Whether brackets in the name of one heard, or right behind it, hold a short name: هيئة الإذاعة (الهايكا)."""
    short, mention = f"({text})", heard.speaker.mention
    if mention is None or heard.field != reading.field:
        return short in heard.speaker.name
    behind = reading.tokens.text.original[mention.end : mention.end + len(short) + 1]
    return short in heard.speaker.name or behind.lstrip() == short


def published(hearing: Hearing, made: Index, mention: Range) -> Speaker | None:
    """Who spoke in the document that a mention takes up: وقال الحزب في بيان … وأكد البيان."""
    tokens = made.reading.tokens
    places = made.heads.get(tokens.found[mention[0]].bare, [])
    at = bisect_left(places, mention[0])
    if not at or not holds_words(tokens, places[at - 1]):
        return None
    sentence = tokens.sentence[places[at - 1]]
    return next((h.speaker for h in hearing.near(made.reading) if h.sentence == sentence), None)


def fuller(speaker: Speaker, reading: Reading, part: Range) -> bool:
    """Whether a part of the text has all words of a speaker's name, and so says no less of them."""
    return {bare(word) for word in normalise(speaker.name).split()} <= set(_stems(reading, part))


def _stems(reading: Reading, part: Range) -> list[str]:
    return [found.bare for found in reading.tokens.found[slice(*part)]]


def just_heard(hearing: Hearing, reading: Reading, mention: Range) -> Speaker | None:
    """The one of the sentence before whom الرجل alone stands for, named or not."""
    tokens, start = reading.tokens, mention[0]
    near = hearing.near(reading)
    shown = tokens.tags[start] & (tags.DEFINITE | tags.OWNED) == tags.DEFINITE and mention[1] - start == 1
    if not near or not shown or tokens.found[start].bare not in anyone():
        return None
    last = near[-1]
    fits = not last.form.many and leads(form_of(reading, start), last.form.gender)
    recent = last.sentence >= tokens.sentence[start] - 1
    return last.speaker if fits and recent and last.speaker.kind in ("person", "anonymous") else None


def heard_again(hearing: Hearing, reading: Reading, mention: Range, kind: SpeakerKind) -> Speaker | None:
    """The one heard before whom a definite role or source takes up, where nothing else in the article matches it.

    With such a title, or the one heard last: whoever it was for المصدر, one named for a role alone or of a trade,
    named or not for المتحدث, a body by its own name for المنظمة.
    """
    head, title = reading.tokens.tags[mention[0]], reading.tokens.found[mention[0]].bare
    last = hearing.heard[-1] if hearing.heard else None
    other = not OTHER.isdisjoint(reading.tokens.words[slice(*mention)])
    if last is None or other or not _definite(reading, mention) or head & tags.OWNED:  # والدها is somebody new
        return None
    if title in sources():
        return last.speaker
    if kind != "person":
        again = _names_no_kind(reading, mention, last) or _people_again(reading, mention, last)
        return last.speaker if again else None
    speakers = (heard.speaker for heard in reversed(hearing.heard) if _titled(heard.speaker, title))
    titled = next((one for one in speakers if _in_office(one, reading, mention)), None)
    return titled or (last.speaker if _the_last(reading, mention, last) else None)


def _people_again(reading: Reading, mention: Range, last: Heard) -> bool:
    """Whether people who are called a definite plural alone are those who spoke last: متساكنو الحي, then الأهالي."""
    head, sentence = reading.tokens.tags[mention[0]], reading.tokens.sentence[mention[0]]
    people = mention[1] - mention[0] == 1 and head & tags.GROUP and not head & NO_PEOPLE
    near = last.field == reading.field and sentence - last.sentence <= RECENT
    return bool(people) and near and last.form.many and last.speaker.kind == "anonymous"


def heard_named(hearing: Hearing, reading: Reading, mention: Range) -> Speaker | None:
    """The one heard by name whose role a lone title begins: المتحدثة after ليلى الكامل المتحدثة باسم الشرطة."""
    tokens, (start, end) = reading.tokens, mention
    if end > start + 1 or tokens.tags[start] & (tags.DEFINITE | tags.OWNED) != tags.DEFINITE:
        return None
    named = (h.speaker for h in reversed(hearing.heard) if h.speaker.kind == "person" and h.speaker.role)
    return next((one for one in named if _titled(one, tokens.found[start].bare)), None)


def added(hearing: Hearing, reading: Reading, draft: Draft, speaker: Speaker) -> Speaker | None:
    """The one heard last, for whom a definite noun stands that nothing matches, where the verb adds to his words.

    قالت ليلى الكامل إن … وأضافت رئيسة حزب الأمل: who adds is who spoke.
    """
    mention = draft.mention
    if draft.lemma not in ADDING or draft.relative or mention is None or speaker.name != unprefixed(reading, mention):
        return None
    known = tags.ROLE if speaker.kind == "person" else tags.DEFINITE
    if not reading.tokens.tags[mention[0]] & known or not _definite(reading, mention):
        return None
    last = next((h for h in reversed(hearing.near(reading)) if h.speaker.kind == speaker.kind and not h.unnamed), None)
    form = form_of(reading, mention[0])
    return last.speaker if last and form.many == last.form.many and leads(form, last.form.gender) else None


def _definite(reading: Reading, mention: Range) -> bool:
    """Whether a noun tells of somebody known, by its article or by what it governs."""
    return any(tag & (tags.DEFINITE | tags.STATE) for tag in reading.tokens.tags[slice(*mention)])


def _the_last(reading: Reading, mention: Range, last: Heard) -> bool:
    """Whether a role that nobody heard is called by stands for the one heard last."""
    trade = reading.tokens.found[mention[0]].bare.removesuffix("ه")
    if not leads(form_of(reading, mention[0]), last.form.gender):
        return False
    alone, definite = mention[1] - mention[0] == 1, reading.tokens.tags[mention[0]] & tags.DEFINITE
    if last.speaker.kind == "person" and not last.unnamed:
        return alone or (definite and trade in anyone()) or _described_again(reading, mention)
    return alone and trade in speaking() and last.speaker.kind in ("person", "anonymous") and not last.form.many


def _names_no_kind(reading: Reading, mention: Range, last: Heard) -> bool:
    """Whether a noun for a kind of body takes up one that is called by its own name: هيومن رايتس ووتش, المنظمة."""
    alone = mention[1] - mention[0] == 1 and reading.tokens.found[mention[0]].bare in kinds()
    return alone and last.speaker.kind == "organization" and not _says_kind(last.speaker)


def _titled(known: Speaker, title: str) -> bool:
    """Whether one who spoke was called by a title: by their role, or with more words and no name.

    مسؤول بالوزارة is المسؤول then, and أحد بحارة الميناء البحار.
    """
    first, *others = normalise(known.role or known.name).split() or [""]
    unnamed = known.kind in ("person", "anonymous") and bool(others)
    if first in ONE_OF and others:
        return singulars().get(bare(others[0])) == title
    return bool(known.role or unnamed) and bare(first) == title


def _in_office(known: Speaker, reading: Reading, mention: Range) -> bool:
    """Whether one who spoke may hold the office that a mention names in full: most of its words, the last of them too.

    وزير الدفاع التلالي is not وزير الدفاع الجبالي; المدير alone may be any.
    """
    tokens, (start, end) = reading.tokens, mention
    if tokens.tags[start] & tags.DEFINITE:
        return True
    told = {root(bare(word.removeprefix("و"))) for word in normalise(known.role or known.name).split()}
    shared = [root(bare(word.removeprefix("و"))) in told for word in tokens.words[start + 1 : end] if len(word) > 1]
    return bool(shared) and shared[-1] and sum(shared) * 2 >= len(shared)


def _described_again(reading: Reading, mention: Range) -> bool:
    """Whether a trade with few words more is the one just heard: القيادي في الجبهة, not من جهته أكد الخبير."""
    tokens, (start, end) = reading.tokens, mention
    trade = tokens.found[start].bare.removesuffix("ه")
    before, after = tokens.tags[max(0, start - TURN) : start], tokens.tags[end] if end < tokens.size else 0
    closed = tags.COMPLEMENTISER | tags.PREPOSITION | tags.PUNCTUATION | tags.ADVERB | tags.AUXILIARY | tags.MASDAR
    named = not after & closed or tokens.words[end] == ","
    return trade in trades() and end - start <= BRIEF and not named and not any(tag & tags.ASIDE for tag in before)


@cache
def singulars() -> dict[str, str]:
    """The plurals of roles with their singular: بحارة, مهندسين, مهندسي."""
    roles = load("titles")["roles"].items()
    plurals = [(form, role) for role, plural in roles for form, tag in role_forms(role, plural) if tag & PLURALS]
    return {normalise(form): normalise(role) for form, role in plurals}


@cache
def kinds() -> frozenset[str]:
    """Nouns for bodies and outlets whose name may do without them: منظمة, صحيفة."""
    return frozenset(normalise(word) for word in (*load("organisations")["kinds"], *load("media")["outlets"]))


@cache
def known_kinds() -> frozenset[str]:
    """Nouns that a body's name begins with where it says what the body is: وزارة, صحيفة."""
    return kinds() | frozenset(normalise(word) for word in load("organisations")["heads"])


@cache
def taking_part() -> frozenset[str]:
    """Nouns for those who take part in what is told: محتج."""
    return frozenset(normalise(word) for word in load("titles")["taking_part"])


@cache
def speaking() -> frozenset[str]:
    """Nouns for whoever speaks: متحدث, شاهد."""
    return frozenset(normalise(word) for word in load("titles")["speaking"])


@cache
def sources() -> frozenset[str]:
    """Nouns for whatever something is known from: مصدر."""
    return frozenset(normalise(word) for word in load("titles")["sources"])


def told_of(reading: Reading, mention: Range) -> Range | None:
    """Those of whom the text told before, for whom a noun for anybody stands: تلميذ for الشاب, عمال for المحتجون."""
    tokens, (start, end) = reading.tokens, mention
    shown = tokens.tags[start] & (tags.DEFINITE | tags.OWNED) == tags.DEFINITE
    if shown and end == start + 1 and tokens.found[start].bare in singulars():
        return _several_told(reading, start)
    somebody = end == start + 1 and tokens.found[start].bare in anyone() | suspects()
    if not shown or not (somebody or mentioned(reading, mention)):
        return None
    gender = form_of(reading, start).gender
    found = next((k for k in range(start - 1, max(-1, start - FARTHEST), -1) if _new(reading, k, gender)), -1)
    return (found, found + 1 + bool(tokens.tags[found + 1] & tags.NISBA)) if found >= 0 else None  # شاب تلالي


def _several_told(reading: Reading, start: int) -> Range | None:
    """Those told of before by the plural at ``start`` and more words, or who take part: معتصمو السد, المعتصمون."""
    tokens, role = reading.tokens, singulars()[reading.tokens.found[start].bare]
    back = range(start - 1, max(-1, start - FARTHEST), -1)
    same = (k for k in back if singulars().get(tokens.found[k].bare) == role)
    told = next((k for k in same if not tokens.tags[k] & tags.DEFINITE), -1)
    if told >= 0:
        return counted_from(reading, told), noun_at(reading, told, start)[1]
    many = several(reading, start) if role in taking_part() else None
    return many if many and singulars().get(tokens.found[many[0]].bare) != role else None


def mentioned(reading: Reading, mention: Range) -> bool:
    """Whether a noun stands for somebody of whom the text has told, whether he spoke or not: الشاب المذكور."""
    start, end = mention
    return reading.tokens.words[start + 1 : end] in MENTIONED and reading.tokens.found[start].bare in anyone()


def _new(reading: Reading, k: int, gender: str) -> bool:
    """Whether the word at ``k`` tells of one person for the first time, of this gender: تلميذ, امرأة."""
    tokens, tag = reading.tokens, reading.tokens.tags[k]
    known = tags.DEFINITE | tags.OWNED | tags.ANONYMOUS | tags.PLURAL
    if not tag & tags.ROLE or tag & known or not can_head(tokens, k):
        return False
    after = tokens.tags[k + 1] if k + 1 < tokens.size else 0
    form = form_of(reading, k)
    return form.gender == gender and not form.many and not after & (tags.DEFINITE | tags.BODY | tags.STATE | tags.GIVEN)
