"""Names of persons: where one that begins with a given name ends."""

from typing import Final

from extraction import tags
from extraction.heads import KNOWN, NOT_A_HEAD, verbal
from extraction.shapes import MASDAR_SHAPE
from extraction.tokens import Tokens
from extraction.unsettled import DIVINE

# Written on the last letter it makes an indefinite accusative: مراراً.
TANWIN: Final = "\u064b"
BOUND: Final = tags.BY | tags.TO | tags.AND | tags.ROLE
UNBOUND: Final = tags.PUNCTUATION | tags.FUNCTION | tags.PREPOSITION


def name_end(tokens: Tokens, k: int, limit: int) -> int:
    """Past a person's name: given names, particles with what they bind, one family name."""
    start, family = k, False
    while k < limit and k - start < 6:
        tag = tokens.tags[k]
        if tag & tags.AND and k > start:
            break
        if tag & tags.PARTICLE and k + 1 < limit and not tag & tags.CUE:
            k += 1 if k > start and (tokens.tags[k + 1] & UNBOUND or tokens.words[k] in DIVINE) else 2
        elif tag & tags.GIVEN and not family:
            k += 1
        elif tokens.words[k] == "-" and k > start and k + 1 < limit and tokens.tight(k):
            k += 2
        elif family and tag & tags.GIVEN and not (tag & (tags.AMBIGUOUS | BOUND) or tokens.tags[k - 1] & tags.DEFINITE):
            k += 1  # مولود تشاووش أوغلو
        elif not family and _family_name(tokens, k, _names_in(tokens, start, k)):
            k, family = k + 1, True
        else:
            break
    return k


def _names_in(tokens: Tokens, start: int, k: int) -> int:
    """How many given names stand between two tokens: عبد الله and ضيف الله are one each."""
    bound = bool(tokens.tags[start] & tags.PARTICLE) or any(word in DIVINE for word in tokens.words[start:k])
    return k - start - bound


def _family_name(tokens: Tokens, k: int, already: int) -> bool:
    """Whether an unknown word at ``k`` is the family name after ``already`` words of a name."""
    tag = tokens.tags[k]
    if already == 1 and (_trade(tokens, k) or tokens.words[k + 1 : k + 2] == ["بن"]):
        return True
    governing = tag & tags.FEMININE and not tag & tags.DEFINITE and k + 1 < tokens.size
    promised = governing and tag & tags.BARE_BY and MASDAR_SHAPE.fullmatch(tokens.words[k][1:])
    if promised or (governing and tokens.tags[k + 1] & tags.OWNED):
        return False  # تعهد سالم باستعادة الأرض, نفى سالم صلة قواته
    barred = NOT_A_HEAD | tags.ROLE | tags.BODY | tags.AND | tags.GROUP | tags.DOCUMENT | tags.STATE
    foreign = tag & tags.GROUP and not tag & (tags.ROLE | tags.DEFINITE | tags.CUE)  # جاكسون
    if tag & (barred & ~tags.GROUP if foreign else barred | tags.DEMONSTRATIVE) or _verb(tokens, k):
        return False
    dual = any(r.number == "d" and r.aspect == "i" for r in tokens.found[k].readings)
    if tag & tags.CUE and (dual or TANWIN in tokens.between(k, k + 1)):
        return False  # وأردوغان يؤكدان, معتبرةً
    if already >= 2:
        origin = tag & tags.NISBA and (tag & tags.DEFINITE or not tag & tags.FEMININE)
        return bool(origin) or _grandfather(tokens, k)
    return not tag & tags.MASDAR or bool(tag & tags.DEFINITE)


def _verb(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` is a finite verb, also one that is often no cue: نتانياهو قرر."""
    return verbal(tokens, k) or any(r.aspect == "p" and r.verb.strict for r in tokens.found[k].readings)


def _grandfather(tokens: Tokens, k: int) -> bool:
    """Whether a definite word at ``k`` is the family's name behind the father's: سعد بن ناصر العويد."""
    after = tokens.tags[k + 1] if k + 1 < tokens.size else 0
    common = KNOWN | tags.MASDAR | tags.PLURAL | tags.FEMININE | tags.BY | tags.TO | tags.OWNED
    told = tokens.words[k].startswith(("الم", "البالغ"))  # بن ناصر المتهم, بن ناصر البالغ من العمر
    family = tokens.tags[k] & (tags.DEFINITE | common) == tags.DEFINITE and not told
    return k > 1 and tokens.words[k - 2] == "بن" and family and not after & (tags.DEFINITE | tags.RELATIVE | tags.NISBA)


def _trade(tokens: Tokens, k: int) -> bool:
    """Whether the word after a lone given name is a family name made of a trade or of بال: شوقي الطبيب, عادل بالنور."""
    tag = tokens.tags[k]
    if (
        not tag & tags.DEFINITE
        or tokens.words[k].endswith(("ون", "ين", "ات"))
        or tag & (tags.TO | tags.AND | tags.TIME | tags.OWNED)
    ):
        return False
    return bool(tag & tags.BY and not tag & (KNOWN | tags.ADVERB | tags.FEMININE | tags.CUE)) or bool(
        tag & tags.ROLE and not tag & tags.BY
    )
