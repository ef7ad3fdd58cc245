"""Names in an article: which words of a mention are the name, and the fullest form of it."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.agreement import first_name
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN, NOT_A_HEAD, UNNAMED, known_name, verbal
from extraction.led_names import ranks
from extraction.persons import name_end
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.unsettled import DIVINE
from extraction.vocabulary import load

LONGEST_NAME: Final = 6
ROLE_HELD: Final = tags.ROLE | tags.DEFINITE
# Behind these stands the name of a spokesman: المتحدث باسمها.
ON_BEHALF: Final = frozenset(("باسمه", "باسمها", "باسمهم"))
PLACES: Final = frozenset(
    ("بلده", "مدينه", "محافظه", "جزيره", "شارع", "قريه", "حي", "مخيم", "مطار", "ميناء", "ضاحيه", "مقاطعه")
)
# Before a name it begins a town's as well.
SAINT: Final = "سيدي"
# Whose guest somebody is stands behind their name, or for it: القطي ضيف البرنامج.
GUESTS: Final = frozenset(("ضيف", "ضيفه"))


def starts_name(tokens: Tokens, k: int) -> bool:
    """Whether a person's name begins at ``k``; a given name that is an everyday word too needs a title before it."""
    tag = tokens.tags[k]
    if tokens.words[k] in ("عبد", "ابو"):
        return True
    if ranked(tokens, k) or placed(tokens, k):
        return False
    if not tag & (tags.GIVEN | tags.AMBIGUOUS) or (tag & (tags.BY | tags.TO) and not tag & tags.GIVEN):
        return False
    if not tag & tags.AMBIGUOUS:
        return True
    before = tokens.tags[k - 1] if k else 0
    titled = tags.ROLE | tags.NISBA | tags.DEFINITE | tags.PUNCTUATION | tags.ADJECTIVE | tags.STATE
    return bool(before & titled) or (k > 0 and tokens.words[k - 1] in ON_BEHALF) or _of_family(tokens, k + 1)


def _of_family(tokens: Tokens, k: int) -> bool:
    """Whether a family name of origin stands at ``k``, so that the word before it is a name: خالد اللواتي."""
    origin = tags.DEFINITE | tags.NISBA
    tag = tokens.tags[k] if k < tokens.size else 0
    return tag & (origin | KNOWN | tags.FEMININE | tags.BY | tags.TO | tags.AND) == origin


def placed(tokens: Tokens, k: int) -> bool:
    """Whether a particle of names begins a place with ب, not a by-name: ببن قردان, not المكنى بأبي عياض."""
    return bool(tokens.tags[k] & tags.BY) and tokens.found[k].stem == "بن"


def ranked(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` is an office by what follows, not the name spelled alike: أمين عام, أمين ديوان."""
    following = tokens.tags[k + 1] if k + 1 < tokens.size else 0
    return bool(tokens.tags[k] & tags.ROLE and following & (tags.ADJECTIVE | tags.BODY))


def name_part(reading: Reading, mention: Range) -> Range | None:
    """The person's name inside a mention, without title and apposition."""
    tokens, start = reading.tokens, mention[0]
    head = tokens.tags[start]
    nobody = head & tags.ANONYMOUS and not head & tags.ROLE  # مصدر في محافظة صلاح الدين
    if mention[1] - start == 1 and head & tags.ROLE and f"ال{tokens.words[start]}" in reading.surnames:
        return mention  # فوزي الطالب, طالب
    if _several(head) or nobody or head & tags.SAME or _anothers(tokens, mention):
        return None
    if head & tags.ROLE and (marked := _in_marks(reading, mention)) is not None:
        return marked
    found = _given_part(reading, mention)
    chief = head & tags.ADJECTIVE and mention[1] - start > 1 and tokens.tags[start + 1] & tags.ROLE  # كبير المحللين
    if head & tags.ROLE or chief:
        return found or _after_title(reading, mention)
    if found is None or found[0] > start:
        plain = untitled(reading, mention)
        if found is None or (plain is not None and plain[1] <= found[0] and _kin(tokens, plain)):
            return plain or _surname(reading, mention)
    return found


def pair(reading: Reading, mention: Range) -> tuple[Range, Range] | None:
    """The names of two persons that a mention joins: كل من سالم الحمدي وكمال السالمي, الوزير سالم والنائبة ليلى."""
    tokens, (start, end) = reading.tokens, mention
    start += 2 if tokens.tags[start] & tags.QUANTIFIER and tokens.words[start + 1 : start + 2] == ["من"] else 0
    if start + 1 >= end or _several(tokens.tags[start]):
        return None
    for k in range(start + 1, end):
        joins = tokens.tags[k] & tags.AND and tokens.tags[k] & (tags.PERSON | tags.PARTICLE)
        if joins and any(tag & tags.GIVEN for tag in tokens.tags[start:k]):
            first, second = name_part(reading, (start, k)), name_part(reading, (k, end))
            named = second is not None and any(tag & tags.GIVEN for tag in tokens.tags[slice(*second)])
            return (first, second) if first is not None and second is not None and named else None
    return None


def _in_marks(reading: Reading, mention: Range) -> Range | None:
    """The name in quotation marks that a mention ends with, after a definite title: المدعية العامة "فاتو بنسودا"."""
    tokens, (start, end) = reading.tokens, mention
    quotation = reading.quotations.opening.get(end - 1, -1)
    if quotation <= start:
        return None
    if not tokens.tags[quotation - 1] & (tags.DEFINITE | tags.STATE) and tokens.words[quotation - 1] != ",":
        return None
    inner = tokens.tags[quotation + 1 : end - 1]
    common = tags.PLURAL | tags.DEFINITE | tags.BODY | tags.OUTLET | tags.GROUP | tags.STATE | tags.NUMBER
    named = 1 < len(inner) <= 4 and len(tokens.words[quotation + 1]) > 1 and not inner[0] & (common | NOT_A_HEAD)
    return (quotation + 1, end - 1) if named else None


def _anothers(tokens: Tokens, mention: Range) -> bool:
    """Whether the name in a mention is of somebody to whom the one meant belongs: والدة الشهيد, مستشار لرئيس الحزب.

    An indefinite spokesman has no name of his own: متحدث باسم الرئيس سالم الحمدي.
    """
    start, end = mention
    if end - start < 2 or tokens.tags[start] & tags.DEFINITE or not tokens.tags[start] & tags.ROLE:
        return False
    owned = tokens.between(start, start + 1).endswith("ه")  # شقيقه, not شقيقة
    if tokens.tags[start] & tags.ANONYMOUS and any(_served(tokens, start, k) for k in range(start + 1, end)):
        return True
    related = tokens.found[start].bare in kin() and not owned and not tokens.tags[start + 1] & tags.PUNCTUATION
    return related or bool(
        tokens.tags[start + 1] & tags.TO and any(t & tags.ROLE for t in tokens.tags[start + 1 : end])
    )


def _served(tokens: Tokens, start: int, k: int) -> bool:
    """Whether an unnamed source at ``start`` serves the one at ``k``, no rank of his own: متحدث باسم الرئيس سالم."""
    voice = k == start + 2 and tokens.words[start + 1] == "باسم" and tokens.tags[k] & tags.ROLE
    return bool(voice) or (tokens.tags[k] & ROLE_HELD == ROLE_HELD and tokens.found[k].bare not in ranks())


def _kin(tokens: Tokens, plain: Range) -> bool:
    """Whether an indefinite role follows unknown words, which are a name then: زعرة السلطاني والدة الشهيد خليفة."""
    after = tokens.tags[plain[1]]
    return plain[1] - plain[0] > 1 and bool(after & tags.ROLE) and not (after | tokens.tags[plain[0]]) & tags.DEFINITE


def _several(head: int) -> bool:
    """Whether the head of a mention is a body or a group, whatever names stand in it."""
    if head & tags.ROLE and not founded(head):
        return bool(head & tags.PLURAL)
    return bool(head & (tags.BODY | tags.GROUP | tags.OUTLET | tags.STATE) and not head & tags.GIVEN)


def _given_part(reading: Reading, mention: Range) -> Range | None:
    """The name that begins with a given name: the last after a title, the first elsewhere."""
    tokens, (start, end) = reading.tokens, mention
    k, found, origin = start, _behind_last_comma(reading, mention), tags.DEFINITE | tags.NISBA
    if found is not None:
        return found
    while k < end:
        tag = tokens.tags[k]
        office = ranked(tokens, k)  # للأمين العام
        named = (not tag & tags.AMBIGUOUS and not office) or starts_name(tokens, k) or (k == start and not office)
        named |= k == end - 2 and bool(tag & tags.DEFINITE) and tokens.tags[end - 1] & origin == origin
        if (
            tag & tags.GIVEN
            and named
            and tokens.words[k] not in DIVINE
            and not (placed(tokens, k) or _in_place(tokens, start, k))
        ):
            first = k - _unknown_first(tokens, start, k)
            found = (
                first,
                _whole(tokens, max(min(name_end(tokens, k, end), end), k + max(known_name(reading, k), 1)), end),
            )
            if not tokens.tags[start] & tags.ROLE:
                return found
        k = found[1] if found and found[1] > k else k + 1
    return found


def _in_place(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a given name is what a place is called: المتحدث في بلدة شارلوت, محافظة صلاح الدين."""
    if k > start + 1 and tokens.words[k - 1] == SAINT:  # معتمد سيدي بوعلي, not الشيخ سيدي محمد
        return bool(tokens.tags[k - 2] & (tags.ROLE | tags.BODY)) and not tokens.tags[k - 2] & tags.DEFINITE
    return k > start and tokens.found[k - 1].bare in PLACES and not tokens.tags[k - 1] & tags.DEFINITE


def _behind_last_comma(reading: Reading, mention: Range) -> Range | None:
    """The whole name behind the last comma of a title, whatever it is made of: النائب بالجهة، عماد أولاد جبريل."""
    tokens, (start, end) = reading.tokens, mention
    comma = next((k for k in range(end - 3, start, -1) if tokens.words[k] == ","), -1)
    if comma < 0 or end - comma > LONGEST_NAME or not tokens.tags[start] & tags.ROLE:
        return None
    common = tags.ROLE | tags.BODY | tags.PUNCTUATION | tags.PREPOSITION | tags.STATE | tags.OUTLET | tags.NISBA
    common |= tags.OCCASION
    named = starts_name(tokens, comma + 1) and tokens.tags[comma + 1] & tags.GIVEN
    return (comma + 1, end) if named and not any(t & common for t in tokens.tags[comma + 2 : end]) else None


def _unknown_first(tokens: Tokens, start: int, k: int) -> int:
    """1 where an unknown first name stands before the one at ``k`` and after a whole title, else 0."""
    if k - start > 1 and tokens.words[k] == "بن" and not tokens.tags[k - 1] & (KNOWN | NOT_A_HEAD | tags.DEFINITE):
        return 1
    if k - start < 2 or not tokens.tags[k - 2] & (tags.DEFINITE | tags.STATE | tags.ROLE):
        return 0
    shaped = tags.DEFINITE | tags.PLURAL | tags.FEMININE | tags.NISBA | tags.AND | tags.BARE_BY
    shaped |= 0 if tokens.words[k - 1].endswith("ا") else tags.MASDAR
    return int(not tokens.tags[k - 1] & (KNOWN | NOT_A_HEAD | shaped | tags.ADJECTIVE | tags.CUE))


def _whole(tokens: Tokens, k: int, end: int) -> int:
    """Past two more words that the lexicon does not know: a mention ends where the name does."""
    barred = (KNOWN & ~tags.PARTICLE) | NOT_A_HEAD | tags.ADJECTIVE | tags.CUE | tags.AND | tags.OCCASION
    last = k
    while last < min(end, k + 2) and not tokens.tags[last] & barred:
        last += 1
    return last if last == end or tokens.tags[last] & tags.PUNCTUATION else k


def _after_title(reading: Reading, mention: Range) -> Range | None:
    """The unknown words after a title with all that belongs to it."""
    tokens, (start, end) = reading.tokens, mention
    if (apposed := _behind_comma(tokens, mention)) is not None:
        return apposed
    known = tags.ROLE | tags.BODY | tags.DEFINITE | tags.STATE | tags.NAMED | NOT_A_HEAD | tags.ADJECTIVE
    last = start
    for k in range(start, end):
        # An indefinite title has indefinite adjectives: خبيرة دولية.
        adjective = k == last + 1 and tokens.tags[k] & tags.NISBA and not tokens.tags[start] & tags.DEFINITE
        if tokens.tags[k] & known or adjective:
            last = k + max(known_name(reading, k), 1) - 1
    rest = (last + 1, end)
    alone = rest[0] == end - 1 and last > start and tokens.words[rest[0]] not in reading.surnames
    town = placed(tokens, last) or (rest[0] < end and tokens.found[rest[0]].bare in PLACES)
    town = town or _in_place(tokens, start, last + 1)
    town = town or bool(alone and tokens.tags[rest[0]] & tags.BARE_BY)  # مراسلة الإذاعة بجربة
    joined = (
        alone and tokens.words[rest[0]][0] == "و" and not tokens.tags[last] & tags.DEFINITE
    )  # هيئة موانئ نيويورك ونيوجيرزي
    acts = any(tag & tags.FEMININE for tag in tokens.tags[slice(*rest)]) and tokens.words[rest[0]][0] == "ي"
    if tokens.tags[last] & tags.NUMBER or town or joined or acts:
        return None  # شاب يبلغ 17 عاما, متحدث في بلدة شارلوت, فنان يحول منطقة
    plain = last > start and not _town(tokens.tags[last]) if last > start else _names_at_once(tokens, start)
    described = tags.DEFINITE | tags.NISBA  # الحزب الدستوري الحر
    adjective = rest[0] == end - 1 and tokens.words[last].startswith("ال") and tokens.words[end - 1].startswith("ال")
    if plain and 0 < end - last - 1 <= 4 and not (adjective and tokens.tags[last] & described == described):
        return rest
    return _in_title(tokens, mention) or _surname(reading, mention)


def _behind_comma(tokens: Tokens, mention: Range) -> Range | None:
    """The words that stand behind the only comma of a title, where none is known: وزير الفلاحة، الأسعد الأشعل."""
    start, end = mention
    commas = [k for k in range(start, end) if tokens.words[k] == ","]
    if len(commas) != 1 or not 2 <= end - commas[0] <= 4:
        return None
    plain = not any(tag & (KNOWN | NOT_A_HEAD | tags.MASDAR | tags.PLURAL) for tag in tokens.tags[commas[0] + 1 : end])
    return (commas[0] + 1, end) if plain else None


def _in_title(tokens: Tokens, mention: Range) -> Range | None:
    """An unknown first name and a family name of origin inside a title: وزيرة المرأة نزيهة العبيدي."""
    start, end = mention
    barred = UNNAMED | tags.DEFINITE | tags.MASDAR | tags.NISBA
    barred ^= tags.FEMININE & tokens.tags[start]
    origin, bound = tags.DEFINITE | tags.NISBA, KNOWN | tags.BY | tags.TO | tags.AND
    for k in range(start + 1, end - 1):
        led = tokens.tags[k - 1] & (tags.DEFINITE | tags.STATE)
        last = tags.NISBA if k + 2 == end and led & tags.DEFINITE else 0  # القيادي بالحركة عجمي الوريمي
        if led and not tokens.tags[k] & (barred & ~last) and tokens.tags[k + 1] & (origin | bound) == origin:
            return k, k + 2
    return None


def _town(tag: int) -> bool:
    """Whether an indefinite body, last of a title, goes on with its place: رئيس بلدية سوسة."""
    return bool(tag & tags.BODY) and not tag & (tags.DEFINITE | tags.NAMED)


def _names_at_once(tokens: Tokens, start: int) -> bool:
    """Whether an unknown name stands right after a definite title: الرئيس ماكرون, not النائبة غاضبة."""
    head, after = tokens.tags[start], tokens.tags[min(start + 1, tokens.size - 1)]
    definite = head & tags.DEFINITE and not head & tags.OWNED
    return bool(definite) and not after & (tags.FEMININE | tags.CUE | tags.NISBA | tags.PLURAL)


def _surname(reading: Reading, mention: Range) -> Range | None:
    """The last word of a mention, where the article has it in a full name: السيد بلقايد, المتزلجة هاناكو."""
    k = mention[1] - 1
    tag = reading.tokens.tags[k]
    named = k > mention[0] and reading.tokens.words[k] in reading.surnames and not tag & (KNOWN | NOT_A_HEAD)
    # الحزب الدستوري الحر has no surname, though somebody may be called الحر.
    described = tags.DEFINITE | tags.NISBA
    if reading.tokens.words[k].startswith("ال") and reading.tokens.tags[k - 1] & described == described:
        return None
    return (k, k + 1) if named else None


def untitled(reading: Reading, mention: Range) -> Range | None:
    """A mention of unknown words only, up to a comma or a role: بيرند ريكسنجه زعيم الحزب."""
    tokens, (start, end) = reading.tokens, mention
    common = (
        tags.BODY
        | tags.STATE
        | tags.DOCUMENT
        | tags.OUTLET
        | tags.OUTLET_NAME
        | tags.GROUP
        | tags.ANONYMOUS
        | tags.QUANTIFIER
        | tags.NAMED
        | NOT_A_HEAD
    )
    common ^= tags.NAMED if tokens.words[start] in reading.surnames else 0  # المصري, whose paper is another
    k = start
    while (
        k < end
        and (not tokens.tags[k] & (common | tags.ROLE) or (k > start and tokens.words[k] == "-" and tokens.tight(k)))
        and tokens.found[k].bare not in GUESTS
        and not verbal(tokens, k)
    ):
        k += 1
    inanimate = tokens.tags[start] & tags.DEFINITE and tokens.words[start].endswith("ات")
    if inanimate or any(
        t & (tags.MASDAR | tags.OWNED) or (t & tags.FEMININE and t & tags.DEFINITE)
        for t in tokens.tags[start + first_name(tokens, start) : k]
    ):
        return None
    return (
        (start, k)
        if k > start and (k == end or tokens.tags[k] & (tags.ROLE | tags.PUNCTUATION) or tokens.found[k].bare in GUESTS)
        else None
    )


def founded(tag: int) -> bool:
    """Whether a feminine title is a body's name as well, and so a body: مؤسسة."""
    return bool(tag & tags.BODY and tag & tags.FEMININE)


def lone_body(tokens: Tokens, mention: Range) -> bool:
    """Whether an unnamed source ends in a body that is named in full elsewhere: متحدث باسم الوزارة."""
    start, end = mention
    last, before = tokens.tags[end - 1], tokens.tags[end - 2]
    unnamed = tokens.tags[start] & (tags.ANONYMOUS | tags.GROUP) and not tokens.tags[start] & (
        tags.DEFINITE | tags.BODY
    )
    body = last & tags.BODY and last & tags.DEFINITE and not last & (tags.OWNED | tags.BY | tags.TO | tags.AND)
    return end - start > 1 and bool(unnamed and body) and (end - start == 2 or bool(before & tags.PREPOSITION))


def unprefixed(reading: Reading, mention: Range) -> str:
    """The original words of a mention without a proclitic on the first."""
    tokens, (start, end) = reading.tokens, mention
    text = tokens.between(start, end)
    tag, stem = tokens.tags[start], tokens.found[start].stem
    if tag & (tags.BY | tags.TO | tags.AND) and not tag & tags.CUE:
        cut = len(tokens.words[start]) - len(stem)
        if tokens.words[start].startswith(("لل", "ولل")) and tag & tags.TO and stem.startswith("ال"):
            return "ال" + text[cut + 2 :] if cut >= 0 else "ال" + text[2:]
        return text[cut:] if cut > 0 else text
    return text


@cache
def anyone() -> frozenset[str]:
    """Nouns for persons without an office: رجل, سيدة."""
    return frozenset(normalise(word) for word in load("titles")["anyone"])


@cache
def trades() -> frozenset[str]:
    """What somebody does, without being the one who holds an office: خبير, نائب."""
    return frozenset(normalise(word) for word in load("titles")["trades"])


@cache
def kin() -> frozenset[str]:
    """Those whom somebody else's name tells: والدة الشهيد سالم."""
    return frozenset(normalise(word) for word in load("titles")["kin"])


@cache
def honorifics() -> frozenset[str]:
    """Forms of address: معالي, سمو."""
    return frozenset(normalise(word) for word in load("titles")["honorifics"])
