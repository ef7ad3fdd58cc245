"""Whether a noun and a verb agree in gender and number: one account for all who ask."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.drafts import Draft, Reading
from extraction.heads import KNOWN, known_name
from extraction.text import normalise
from extraction.tokens import NAME_LIKE, Tokens
from extraction.vocabulary import load

MANY: Final = tags.PLURAL | tags.GROUP | tags.QUANTIFIER
# So many words a title takes to its name.
TITLED: Final = 10
TITLE_ENDS: Final = tags.BREAK | tags.QUOTE | tags.COMPLEMENTISER | tags.RELATIVE


class Form:
    """What a noun shows: its gender, ``""`` where it goes with both, and whether it tells of many."""

    __slots__ = ("gender", "many")

    def __init__(self, gender: str, many: bool) -> None:
        self.gender = gender
        self.many = many


def form_of(reading: Reading, k: int) -> Form:
    """The form of the noun at ``k``. A name shows none; a broken plural is of either gender, one in ات feminine."""
    tokens = reading.tokens
    tag = tokens.tags[k]
    if tag & tags.DEMONSTRATIVE and k + 1 < tokens.size:
        tag = tokens.tags[k + 1]
    if tag & tags.BODY and not tag & tags.ROLE and tokens.found[k].bare in masculine():
        return Form("m", False)
    named = tag & tags.PARTICLE or tokens.words[k] in reading.surnames or known_name(reading, k)
    if named or tag & tags.NUMBER:
        return Form("" if named else _of_counted(reading, k + 1), not named)
    if (tag & (tags.GROUP | tags.QUANTIFIER) or plural(tokens, k)) and not tag & tags.STATE:
        return Form(_of_many(tokens.found[k].bare, tag), True)
    if tag & tags.ROLE and not tag & tags.BODY and (not tag & tags.FEMININE or tokens.found[k].bare in both()):
        return Form("" if tag & tags.FEMININE or _of_a_woman(tokens, k) else "m", False)
    if tag & tags.FEMININE and not tag & tags.GIVEN and not _his(tokens, k) and not _family(tokens, k):
        return Form("f", False)
    noun = tag & tags.MASDAR_MASCULINE and not first_name(tokens, k) and not _broken(tokens, k)
    return Form("m" if noun else "", False)


def _broken(tokens: Tokens, k: int) -> bool:
    """Whether a word is spelled as the broken plural أفعال, with أ, and not as the verbal noun إفعال: الأرصاد."""
    return tokens.between(k, k + 1).startswith(("الأ", "أ"))


def plural(tokens: Tokens, k: int) -> bool:
    """Whether a noun is a plural by its shape: not قانون, which only looks like one."""
    tag = tokens.tags[k]
    return bool(tag & tags.PLURAL) and (not tag & tags.DOCUMENT or tokens.words[k].endswith("ات"))


def leads(form: Form, gender: str) -> bool:
    """Whether a verb of this gender can stand before its subject, where it shows no number: قال المحتجون."""
    return not gender or not form.gender or form.gender == gender


def follows(form: Form, draft: Draft) -> bool:
    """Whether a cue can follow its subject, or drop it: المحتجون قالوا."""
    if draft.number in ("p", "d"):
        return form.many and not (form.gender == "f" and draft.gender == "m")
    if draft.gender == "m" and form.many:
        return False
    return leads(form, draft.gender)


def _of_counted(reading: Reading, k: int) -> str:
    """The gender of the people at ``k`` whose number stands before them: 3 مدنيون."""
    counted = k < reading.tokens.size and reading.tokens.tags[k] & (tags.GROUP | tags.ROLE)
    return form_of(reading, k).gender if counted else ""


def _of_many(word: str, tag: int) -> str:
    """The gender that the ending of a plural shows, where it is none by chance (فرحات, غريفين)."""
    if not tag & tags.PLURAL or not tag & (tags.SPEAKING | tags.DEFINITE):
        return ""
    if word.endswith("ات"):
        return "f"
    persons = tag & tags.ROLE and not tag & tags.BODY and not word.endswith("ا")  # نواب, not ضحايا
    return "m" if persons or (word.endswith(("ون", "ين")) and tag & (tags.ROLE | tags.GROUP)) else ""


def _of_a_woman(tokens: Tokens, k: int) -> bool:
    """Whether a man's title at ``k`` is borne by a woman: النائب ليلى الكامل, الرئيس التنفيذي للشركة نورة عبيد."""
    for j in range(k + 1, min(k + TITLED, tokens.size)):
        if tokens.tags[j] & TITLE_ENDS:
            return False
        if tokens.tags[j] & tags.GIVEN:
            return tokens.words[j] in women()
    return False


def _his(tokens: Tokens, k: int) -> bool:
    """Whether an indefinite title at ``k`` is written with ه, not ة: نظيره, not نظيرة."""
    tag = tokens.tags[k]
    return not tag & tags.DEFINITE and tokens.last_letter(k) == "ه"


def first_name(tokens: Tokens, k: int) -> bool:
    """Whether an unknown word with the shape of a verbal noun is a name, by the one behind it: اغاتا كوليكوفسكا."""
    known = tags.DEFINITE | KNOWN | tags.OCCASION
    return not tokens.tags[k] & known and k + 1 < tokens.size and not tokens.tags[k + 1] & ~NAME_LIKE


def _family(tokens: Tokens, k: int) -> bool:
    """Whether the noun at ``k`` can be a man's family name, which may end in ة, with an article: العبابنة."""
    return (
        bool(tokens.tags[k] & tags.DEFINITE)
        and not tokens.tags[k] & (KNOWN | tags.MASDAR)
        and k + 1 < tokens.size
        and not (tokens.tags[k + 1] & tags.DEFINITE)
    )


@cache
def women() -> frozenset[str]:
    """Given names of women."""
    return frozenset(normalise(name) for name in load("names")["women"])


@cache
def both() -> frozenset[str]:
    """Titles and forms of address in ة for men as well as women: عمدة, سعادة."""
    titles = load("titles")
    return frozenset(normalise(title) for title in (*titles["both"], *titles["honorifics"]))


@cache
def masculine() -> frozenset[str]:
    """Nouns for bodies that a feminine verb cannot have for its subject: ودعت المجلس is said of another."""
    return frozenset(normalise(noun) for noun in load("organisations")["masculine"])
