"""Which words can head a noun phrase, and which the lexicon knows."""

from typing import Final

from extraction import tags
from extraction.drafts import Reading
from extraction.tokens import Tokens
from extraction.unsettled import FM, MOTHER

STOP: Final = (
    tags.COMPLEMENTISER
    | tags.RELATIVE
    | tags.SUBORDINATOR
    | tags.NEGATION
    | tags.AUXILIARY
    | tags.PRONOUN
    | tags.TIME
    | tags.ADVERB
    | tags.BREAK
    | tags.MODAL
    | tags.LIKE
)
NOT_A_HEAD: Final = (
    tags.NUMBER
    | tags.FUNCTION
    | tags.PREPOSITION
    | tags.TIME
    | tags.ADVERB
    | tags.PUNCTUATION
    | tags.BY
    | tags.TO
    | tags.LIKE
)
KNOWN: Final = tags.SPEAKING | tags.NAMED | tags.PARTICLE | tags.ANONYMOUS | tags.QUANTIFIER
FARTHEST_CALL: Final = 14
CLAUSE_ENDS: Final = tags.COMPLEMENTISER | tags.BREAK
# Who is told, not whom a body is for.
PRESS: Final = frozenset(("للصحفيين", "للصحافيين", "للاعلاميين"))
# Words that the lexicon does not know have none of these, and so can be a name.
FITTED: Final = tags.PLURAL | tags.FEMININE | tags.OWNED | tags.AND | tags.CUE | tags.ADJECTIVE
UNNAMED: Final = KNOWN | NOT_A_HEAD | FITTED | tags.BARE_BY | tags.BARE_TO | tags.OCCASION | tags.ISSUED | STOP


def fathered(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is the father's name after بن, whatever else it is spelled as: خالد بن ناصر."""
    return i > 0 and tokens.words[i - 1] == "بن"


def told_station(tokens: Tokens, k: int) -> bool:
    """Whether a station with its wave-band, in letters as they are spoken, is told at ``k``: للميدان أف أم."""
    return bool(tokens.tags[k] & (tags.TO | tags.BARE_TO)) and tokens.words[k + 1 : k + 3] == [FM, MOTHER]


def prepositional_pronoun(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` is a preposition with a pronoun: له, منهم."""
    return bool(tokens.tags[k] & tags.PREPOSITION and tokens.tags[k] & tags.PRONOUN)


def can_be_finite(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` can be a finite verb, be it a cue where it stands or not."""
    return any(reading.aspect in "pi" for reading in tokens.found[k].readings)


def inside_name(tokens: Tokens, i: int) -> bool:
    """Whether a word that looks like a verb with ف is the name of the outlet or body before it: وكالة فرات."""
    before = tokens.tags[i - 1] if i else 0
    named = before & (tags.OUTLET | tags.BODY) and not before & (tags.DEFINITE | tags.ROLE)
    return bool(named) and tokens.words[i][0] == "ف" and bool(tokens.tags[i] & tags.AND)


def verbal(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a finite cue verb rather than a noun or a particle spelled alike."""
    readings = tokens.found[i].readings
    noun = tags.SPEAKING | tags.DEFINITE | tags.PREPOSITION | tags.NAMED
    if not readings or tokens.tags[i] & noun or fathered(tokens, i) or inside_name(tokens, i):
        return False
    finite = any(r.aspect in "pi" and r.number != "d" and not r.verb.strict for r in readings)
    return finite and not passed_on(tokens, i)


def passed_on(tokens: Tokens, i: int) -> bool:
    """Whether the verb at ``i`` only tells which outlet passed on a document before it: في بيان أوردته وكالة النجم."""
    before, after = tokens.tags[i - 1] if i else 0, tokens.tags[i + 1] if i + 1 < tokens.size else 0
    document = before & (tags.DOCUMENT | tags.OCCASION) and not before & tags.DEFINITE
    told = document and after & (tags.OUTLET | tags.OUTLET_NAME)
    return bool(told) and any(r.pronoun[0] == "3" for r in tokens.found[i].readings)


def going_on(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a participle that carries a report on: قائلا, مؤكدة."""
    readings = tokens.found[i].readings
    if not readings or readings[0].aspect != "a" or tokens.tags[i] & (tags.PERSON | tags.DEFINITE):
        return False
    if tokens.words[i].endswith("ا"):
        return True
    before = tokens.tags[i - 1] if i else 0
    described = before & tags.GROUP and not before & tags.DEFINITE  # مصادر مطلعة
    if (readings[0].gender, readings[0].number) != ("f", "s") or described:
        return False
    following = tokens.tags[i + 1] if i + 1 < tokens.size else 0
    return bool(following & (tags.COMPLEMENTISER | tags.QUOTE)) or tokens.words[i + 1 : i + 2] in ([":"], ["الي"])


def can_head(tokens: Tokens, k: int) -> bool:
    """Whether a noun phrase can begin here."""
    return not tokens.tags[k] & NOT_A_HEAD and tokens.words[k] not in ("و", "ل", "ب", "ك") and not verbal(tokens, k)


def named_for(tokens: Tokens, k: int) -> bool:
    """Whether لـ at ``k`` goes on with the name of a body and its adjective: الهيئة العليا للاتصال."""
    if k < 2 or not tokens.tags[k] & (tags.TO | tags.BARE_TO):
        return False
    body, adjective = tokens.tags[k - 2], tokens.tags[k - 1]
    ranked = adjective & tags.DEFINITE and adjective & (tags.NISBA | tags.FEMININE | tags.ADJECTIVE)
    definite = body & tags.BODY and body & tags.DEFINITE and not body & tags.OWNED
    purpose = tokens.words[k].startswith("لل") or _purpose(tokens, k)
    return bool(definite and ranked and purpose and not told_press(tokens, k))


def told_press(tokens: Tokens, k: int) -> bool:
    """Whether the press at ``k`` is told: قال للصحفيين; not نقابة of theirs: النقابة الوطنية للصحفيين التونسيين."""
    following = tokens.tags[k + 1] if k + 1 < tokens.size else 0
    described = tags.DEFINITE | tags.NISBA
    return tokens.words[k] in PRESS and following & described != described


def _purpose(tokens: Tokens, k: int) -> bool:
    """Whether what a body is for stands at ``k``, as what it calls for comes later: المرصد العام لحماية النهر إلى."""
    if k + 2 >= tokens.size or not tokens.tags[k + 1] & tags.DEFINITE or tokens.tags[k + 1] & (tags.AND | tags.BY):
        return False
    later = range(k + 2, min(k + FARTHEST_CALL, tokens.size))
    ends = next((j for j in later if tokens.words[j] == "الي" or tokens.tags[j] & CLAUSE_ENDS), 0)
    return bool(ends) and not tokens.tags[ends] & tags.BREAK


def known_name(reading: Reading, k: int) -> int:
    """How many tokens from ``k`` are a name of several words that the lexicon knows; 0 where there is none."""
    return _known(reading, k)[0]


def known_tags(reading: Reading, k: int) -> int:
    """The tags of the name of several words that begins at ``k``; 0 where there is none."""
    return _known(reading, k)[1]


def _known(reading: Reading, k: int) -> tuple[int, int]:
    """The length and the tags of the name of several words that begins at ``k``; zeros where there is none."""
    tokens = reading.tokens
    if not tokens.tags[k] & tags.NAMED:
        return 0, 0
    for name, tag in reading.names.get(tokens.found[k].stem, ()):
        if tuple(tokens.words[k + 1 : k + len(name)]) == name[1:]:
            return len(name), tag
    return 0, 0
