"""What a cue governs: the clause, quotation or noun that stands for the words."""

from itertools import pairwise
from typing import Final

from extraction import tags
from extraction.drafts import Reading
from extraction.heads import known_name, known_tags, named_for, verbal
from extraction.led_names import led_name_end
from extraction.phrases import describing
from extraction.quoted_names import name_quote, speaker_quote
from extraction.tokens import Tokens

FARTHEST: Final = 60
SHORT: Final = 6
PARENTHESIS: Final = 22
ATTACHED: Final = ("noun", "quote")
# Who sits somewhere for a party: النائب عن حزب الأمل.
MEMBERS: Final = frozenset(("نايب", "نايبه", "عضو", "عضوه", "مرشح", "مرشحه", "مترشح", "مترشحه"))
OPENS: Final = (
    tags.COMPLEMENTISER
    | tags.PUNCTUATION
    | tags.PREPOSITION
    | tags.CUE
    | tags.BY
    | tags.TO
    | tags.BARE_BY
    | tags.BARE_TO
)
WITHHELD: Final = frozenset(("رفض", "طلب", "اشترط", "كشف"))
IDENTITY: Final = frozenset(("اسمه", "اسمها", "اسمهم", "هويته", "هويتها", "هويتهم", "اسمايهم", "هوياتهم"))
# أن after these is not what was said: بعد أن, قبل أن, شرط أن.
NOT_SAID: Final = frozenset(
    (
        "بعد",
        "قبل",
        "دون",
        "بدون",
        "منذ",
        "رغم",
        "شرط",
        "الا",
        "غير",
        "بما",
        "سوي",
        "لولا",
        "حيث",
        "مع",
        "كما",
        "اذ",
        "الي",
        "علي",
    )
)
# من after these compares: أكثر من مرة.
COMPARED: Final = frozenset(("اكثر", "اقل", "ازيد", "اكبر", "اعلي", "افضل", "ابعد", "اسوا"))
# These open an adjunct although the cue may govern their preposition: على هامش, من خلال, عن طريق.
ADJUNCTS: Final = {
    "علي": frozenset(
        (
            "هامش",
            "اثر",
            "خلفيه",
            "ضوء",
            "راس",
            "متن",
            "الهواء",
            "صفحته",
            "صفحتها",
            "حسابه",
            "حسابها",
            "موقع",
            "تويتر",
            "صفحات",
            "غرار",
            "حد",
            "فيسبوك",
            "فايسبوك",
            "الفايسبوك",
            "شبكه",
        )
    ),
    "من": frozenset(
        (
            "جهته",
            "جهتها",
            "جانبه",
            "جانبها",
            "جهتهم",
            "خلال",
            "قبل",
            "بين",
            "ناحيته",
            "طرف",
            "جانب",
            "جهه",
            "ناحيه",
            "اجل",
            "اصل",
            "جديد",
            "المقرر",
        )
    ),
    "عن": frozenset(("طريق",)),
    "الي": frozenset(("جانب",)),
    "حول": frozenset[str](),
    "في": frozenset(("هذا", "تصريح", "بيان", "السياق", "الوقت", "حين", "وقت")),
}
# Words that carry on the cue before them: وأضاف قائلا, وتابع قوله.
CARRIERS: Final = frozenset(
    (
        "قايلا",
        "قايله",
        "قايلين",
        "بالقول",
        "القول",
        "قوله",
        "قولها",
        "قولهم",
        "حديثه",
        "حديثها",
        "كلامه",
        "كلامها",
        "مفاده",
        "مفادها",
        "بقوله",
        "بقولها",
        "بقولهم",
        "تصريحه",
        "نصه",
        "نصها",
    )
)

# Between commas these tell of the one before: ، وهو عضو فيها، or ، ومقره بيروت،.
TELLING: Final = frozenset(("وهو", "وهي", "وهم", "ومقره", "ومقرها", "البالغ", "البالغه"))


class Complement:
    """``form``: clause, quote, colon, noun or object.

    ``marker`` is the token that opens it, ``start`` its first word, ``quote`` the mark around it or -1.
    """

    __slots__ = ("form", "marker", "quote", "start")

    def __init__(self, form: str, marker: int, start: int, quote: int) -> None:
        self.form = form
        self.marker = marker
        self.start = start
        self.quote = quote


def clause_start(tokens: Tokens, k: int, form: str = "clause", marker: int = -1) -> Complement:
    """The complement that opens at ``k``; marks and complementisers before its first word are left out.

    ``marker`` is the token that opens it, where this is another one.
    """
    quote, first = -1, k
    while k < min(tokens.size, first + 6):
        tag = tokens.tags[k]
        if tag & tags.QUOTE and quote < 0:
            quote = k
        elif not (tag & tags.COMPLEMENTISER and opens_clause(tokens, first, k)) and tokens.words[k] not in (
            ":",
            ",",
            "-",
        ):
            break
        k += 1
    return Complement(form, first if marker < 0 else marker, k, quote)


def opens_clause(tokens: Tokens, first: int, k: int) -> bool:
    """Whether the word at ``k`` only opens the clause that begins at ``first``: not أنا, not وإن after أن."""
    return tokens.words[k] != "انا" and not (k > first and tokens.words[k][0] == "و")


def find(reading: Reading, i: int, limit: int, frame: frozenset[str]) -> Complement | None:
    """The first thing after token ``i`` that can be what was said, for a cue with this frame."""
    tokens, k = reading.tokens, i + 1
    limit = min(limit, i + FARTHEST)
    while k < limit:
        tag = tokens.tags[k]
        if not tag & OPENS:
            k += 1
            continue
        if tag & tags.BREAK or ("object" in frame and k > i + 3 and resumed(tokens, k)):
            return None
        if (past := _passed(reading, k, limit)) > k:
            k = past
            continue
        found = clause_start(tokens, k, "quote") if tag & tags.QUOTE else _opened(tokens, k, frame)
        if found is not None:
            if (past := _past_title(reading, i, k, limit, frame) if found.form in ATTACHED else k) == k:
                return found
            k = past
            continue
        if k > i + 1 and other_cue(tokens, k):
            return None
        k += 1
    return None


def _past_title(reading: Reading, i: int, k: int, limit: int, frame: frozenset[str]) -> int:
    """Past the words at ``k`` that go on with a title behind the cue at ``i``; ``k`` where they are what was said.

    A name that they lead to and a complement behind it show that: دعا رئيس الهيئة لمكافحة الفساد، سالم الحمدي، إلى; so
    does a member's party: أعلنت النائبة عن حزب الأمل.
    """
    tokens = reading.tokens
    head = next((j for j in range(i + 1, k) if not tokens.tags[j] & (tags.TIME | tags.ADVERB)), k)
    if head == k or not tokens.tags[head] & tags.ROLE:
        return k
    member = tokens.words[k] == "عن" and tokens.found[k - 1].bare in MEMBERS
    if member and tokens.tags[k + 1] & (tags.BODY | tags.NAMED):
        return k + 2
    body = tokens.tags[k] & tags.TO and known_tags(reading, k) & tags.BODY  # الأمين العام للأمم المتحدة
    end = k + known_name(reading, k) if body else led_name_end(reading, head, k, limit)
    if not end or end >= limit:
        return k
    if tokens.tags[k] & tags.BY and tokens.tags[k] & (tags.BODY | tags.STATE):
        return end  # النائبة بمجلس نواب الشعب ليلى الكامل
    end += tokens.words[end] == ","
    opened = tokens.tags[end] & tags.COMPLEMENTISER or tokens.words[end] in frame or end in reading.quotations.at
    by = "ب" in frame and tokens.tags[end] & (tags.BY | tags.BARE_BY)
    occasion = tokens.tags[end] & (tags.PREPOSITION | tags.TIME) and tokens.words[end - 1] == ","
    return end if opened or by or occasion else k


def resumed(tokens: Tokens, k: int) -> bool:
    """Whether a report goes on behind an object: نفى الوزير صلته بالحادث، قائلا."""
    return tokens.words[k] in CARRIERS and tokens.words[k - 1] == ","


def _passed(reading: Reading, k: int, limit: int) -> int:
    """Past a name or an adverb in quotation marks, a bracket, or what is told of the speaker between commas."""
    tokens = reading.tokens
    if tokens.tags[k] & tags.QUOTE:
        adverb = k + 2 < limit and tokens.tags[k + 2] & tags.QUOTE and tokens.tags[k + 1] & tags.ADVERB
        return k + 3 if adverb else _past_name(reading, k, limit)
    if tokens.words[k] == "(":
        return _past_bracket(tokens, k, limit)
    if tokens.words[k] == "," and k + 1 < limit and parenthetic(tokens, k + 1):
        return next((j for j in range(k + 2, min(k + PARENTHESIS, limit)) if tokens.words[j] == ","), k + 1)
    return k


def parenthetic(tokens: Tokens, k: int) -> bool:
    """Whether what stands between commas from ``k`` on tells of the speaker: ، الذي فاز مرتين، or ، وهو عضو فيها،."""
    tells = tokens.words[k] in TELLING or tokens.words[k] in describing()
    return bool(tokens.tags[k] & (tags.RELATIVE | tags.ISSUED)) or tells


def _past_name(reading: Reading, k: int, limit: int) -> int:
    """Past the name or title in quotation marks at ``k``, or a mark that opens nothing; ``k`` where words are quoted.

    What أن or a preposition follows is a name: لإذاعة "الغد" أن; so is what بعنوان stands before.
    """
    tokens, quotation = reading.tokens, reading.quotations.at.get(k)
    if quotation is None:
        return k + 1
    if (close := max(name_quote(reading, k), speaker_quote(reading, k))) >= 0:
        return close + 1
    after = quotation.close + 1
    if quotation.close < 0 or after >= limit:
        return k
    titled = tokens.words[k - 1] in ("عنوان", "بعنوان")
    short = after - k <= SHORT and tokens.tags[after] & tags.COMPLEMENTISER and not tokens.tags[after] & tags.AND
    return after if titled or short else k


def _past_bracket(tokens: Tokens, k: int, limit: int) -> int:
    return next((j + 1 for j in range(k + 1, min(k + 12, limit)) if tokens.words[j] == ")"), k + 1)


def _opened(tokens: Tokens, k: int, frame: frozenset[str]) -> Complement | None:
    """The complement that the word at ``k`` opens, if it opens one."""
    if tokens.words[k] == ":":
        return clause_start(tokens, past_break(tokens, k), "colon")
    if tokens.words[k] in ("بالقول", "بقوله", "بقولها", "بقولهم"):
        return clause_start(tokens, k + 1, marker=k)
    if tokens.tags[k] & tags.COMPLEMENTISER and tokens.words[k + 1 : k + 2] != ["كي"]:
        return clause_start(tokens, k) if said(tokens, k, frame) else None
    return _governed(tokens, k, frame)


def past_break(tokens: Tokens, k: int) -> int:
    """Past the line break after the colon at ``k`` where a quotation opens the next paragraph."""
    quoted = k + 2 < tokens.size and tokens.words[k + 1][0] == "\n" and tokens.tags[k + 2] & tags.QUOTE
    return k + 2 if quoted else k


def said(tokens: Tokens, k: int, frame: frozenset[str]) -> bool:
    """Whether أن at ``k`` opens what was said rather than an adjunct (بعد أن) or a noun's own clause."""
    before = tokens.words[k - 1]
    if before not in NOT_SAID or (before == "علي" and not tokens.tags[k - 1] & tags.PREPOSITION):
        return True
    return before in frame


def nameless(tokens: Tokens, k: int) -> bool:
    """Whether the words at ``k`` only say that a source is not named: رفض الكشف عن اسمه, طلب عدم ذكر هويتها."""
    hidden = tokens.tags[k] & tags.CUE and any(r.verb.lemma in WITHHELD for r in tokens.found[k].readings)
    return bool(hidden) and not IDENTITY.isdisjoint(tokens.words[k + 1 : k + 7])


def called(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` tells what somebody is called: ويدعى سالم الحمدي."""
    named = k + 1 < tokens.size and tokens.tags[k + 1] & tags.GIVEN
    return bool(named) and any(r.verb.lemma == "ادعى" for r in tokens.found[k].readings)


def other_cue(tokens: Tokens, k: int) -> bool:
    """Whether another cue begins here, which will claim what follows."""
    tag = tokens.tags[k]
    if (
        not tag & tags.CUE
        or tokens.words[k] in CARRIERS
        or tokens.words[k] in TELLING
        or nameless(tokens, k)
        or called(tokens, k)
    ):
        return False
    if tokens.found[k].readings[0].aspect == "a":
        if tokens.tags[k - 1] & (tags.PREPOSITION | tags.ANONYMOUS):
            return False  # مصادر مطلعة
        adverbial = tokens.words[k].endswith(("ا", "ه", "ين"))
        return adverbial and not tag & (tags.DEFINITE | tags.ROLE | tags.DOCUMENT | tags.BODY | tags.GROUP)
    return verbal(tokens, k)


def _governed(tokens: Tokens, k: int, frame: frozenset[str]) -> Complement | None:
    """The noun after the preposition that the cue governs."""
    tag, word = tokens.tags[k], tokens.words[k]
    if word in CARRIERS or (k + 1 >= tokens.size and (word in ADJUNCTS or len(word) < 3)):
        return None
    if word in frame and word in ADJUNCTS:
        if word == "من" and tokens.words[k - 1] in COMPARED:
            return None
        governed = k + 1 + bool(tokens.tags[k + 1] & tags.QUOTE and k + 2 < tokens.size)
        if tokens.words[governed] in ADJUNCTS[word] or (tokens.tags[k + 1] & tags.OCCASION and word in ("في", "علي")):
            return None
        form = "clause" if tokens.tags[k + 1] & tags.COMPLEMENTISER else "noun"
        return clause_start(tokens, k + 1, form, marker=k)
    by = "ب" in frame and tag & (tags.BY | tags.BARE_BY) and not ("clause" in frame and place(tokens, k))
    to = "ل" in frame and tag & (tags.TO | tags.BARE_TO) and not belongs(tokens, k, frame)
    away = tags.PERSON | tags.OUTLET | tags.OUTLET_NAME | tags.BODY | tags.GROUP
    said = (by and not tag & (tags.STATE | tags.TIME)) or (to and not tag & away)
    return _attached(tokens, k) if said else None


def place(tokens: Tokens, k: int) -> bool:
    """Whether بـ at ``k`` only says where the subject is, since a clause comes: أفاد مصدر بالمستشفى أن."""
    for tag, following in pairwise(tokens.tags[k + 1 : k + 10]):
        if tag & tags.PUNCTUATION and following & tags.GIVEN:
            continue  # القيادي بالحركة، سالم الحمدي أن
        if tag & tags.PUNCTUATION and following & tags.COMPLEMENTISER:
            continue  # مراسل الإذاعة بالجهة، بأن
        if tag & (tags.PUNCTUATION | tags.COMPLEMENTISER | tags.RELATIVE):
            return bool(tag & tags.COMPLEMENTISER) and not tokens.tags[k] & tags.MASDAR
    return False


def belongs(tokens: Tokens, k: int, frame: frozenset[str]) -> bool:
    """Whether لـ at ``k`` belongs to the subject, since إلى comes: دعا البيان الختامي للقمة الأطراف إلى ضبط النفس."""
    noun = tokens.tags[k] & (tags.OCCASION | tags.DOCUMENT) and not tokens.tags[k] & tags.MASDAR
    owns = noun or named_for(tokens, k)
    return bool(owns) and "الي" in frame and "الي" in tokens.words[k + 1 : k + 9]


def _attached(tokens: Tokens, k: int) -> Complement:
    if tokens.words[k] in ("ب", "ل"):
        return clause_start(tokens, k + 1, "noun", marker=k)
    return Complement("noun", k, k, -1)
