"""What a cue governs: the clause, quotation or noun that stands for the words."""

from typing import NamedTuple

from extraction import tags
from extraction.phrases import name_quote, verbal
from extraction.quotations import Quotations
from extraction.tokens import Tokens

FARTHEST = 60
# أن after these is not what was said: بعد أن, قبل أن, شرط أن.
NOT_SAID = frozenset(
    ("بعد", "قبل", "دون", "بدون", "منذ", "رغم", "شرط", "الا", "غير", "بما", "سوي", "لولا", "حيث", "مع", "كما", "اذ")
)
# These open an adjunct although the cue may govern their preposition: على هامش, من خلال, عن طريق.
ADJUNCT_AFTER = {
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
            "موقع",
            "تويتر",
            "صفحات",
            "غرار",
            "حد",
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
        )
    ),
    "عن": frozenset(("طريق",)),
    "في": frozenset(),
    "الي": frozenset(("جانب",)),
}
CARRIERS = frozenset(
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
    )
)


class Complement(NamedTuple):
    """``form``: clause, quote, colon, noun or object. ``marker`` is the token that opens it, ``start`` its first word."""

    form: str
    marker: int
    start: int
    quote: int


def clause_start(tokens: Tokens, k: int) -> Complement:
    """The complement whose first word is at ``k``: marks and complementisers before it are left out."""
    quote = -1
    first = k
    while k < len(tokens) and k < first + 6:
        tag = tokens.tags[k]
        if tag & tags.QUOTE and quote < 0:
            quote = k
        elif not (tag & tags.COMPLEMENTISER and not _noun_that(tokens, k)) and tokens.words[k] not in (":", ",", "-"):
            break
        k += 1
    return Complement("clause", first, k, quote)


def _noun_that(tokens: Tokens, k: int) -> bool:
    """إنا and أنا are the speaker's own words rather than complementisers."""
    return tokens.words[k] == "انا"


def find(tokens: Tokens, quotations: Quotations, i: int, limit: int, frame: frozenset[str]) -> Complement | None:
    """The first thing after token ``i`` that can be what was said, for a cue with this frame."""
    limit = min(limit, i + FARTHEST)
    k = i + 1
    while k < limit:
        tag, word = tokens.tags[k], tokens.words[k]
        if tag & tags.BREAK:
            return None
        if tag & tags.QUOTE:
            close = name_quote(tokens, quotations, k)
            if not close:
                return clause_start(tokens, k)._replace(form="quote") if k in quotations.at else None
            k = close + 1
            continue
        if word == ":":
            return clause_start(tokens, k)._replace(form="colon")
        if tag & tags.COMPLEMENTISER and tokens.words[k - 1] not in NOT_SAID:
            return clause_start(tokens, k)
        if k > i + 1 and _other_cue(tokens, k):
            return None
        if (found := _governed(tokens, k, frame)) is not None:
            return found
        k += 1
    return None


def _other_cue(tokens: Tokens, k: int) -> bool:
    """Whether another cue begins here, which will claim what follows."""
    if tokens.words[k] in CARRIERS or not tokens.tags[k] & tags.CUE:
        return False
    readings = tokens.found[k].readings
    if readings[0].aspect == "a":
        return (
            not tokens.tags[k] & tags.DEFINITE
            and tokens.words[k].endswith(("ا", "ه", "ين"))
            and not tokens.tags[k] & tags.ROLE
        )
    return verbal(tokens, k) and any(not reading.verb.strict for reading in readings if reading.aspect in "pi")


def _governed(tokens: Tokens, k: int, frame: frozenset[str]) -> Complement | None:
    """The noun after the preposition that the cue governs."""
    tag, word = tokens.tags[k], tokens.words[k]
    if k + 1 < len(tokens) and word in frame and word not in ADJUNCT_AFTER.get(word, ()):
        if tokens.words[k + 1] in ADJUNCT_AFTER.get(word, ()) or (tokens.tags[k + 1] & tags.OCCASION and word == "في"):
            return None
        return clause_start(tokens, k + 1)._replace(form="noun", marker=k)
    if "ب" in frame and (tag & tags.BY or _bare(tokens, k, "ب")) and not tag & (tags.GIVEN | tags.OCCASION):
        return _attached(tokens, k)
    if (
        "ل" in frame
        and (tag & tags.TO or _bare(tokens, k, "ل"))
        and not tag & (tags.GIVEN | tags.OUTLET | tags.OUTLET_NAME)
    ):
        return _attached(tokens, k)
    return None


def _bare(tokens: Tokens, k: int, letter: str) -> bool:
    """An attached preposition on a word that the lexicon does not know: بإطلاق, لوقف."""
    word, tag = tokens.words[k], tokens.tags[k]
    known = (
        tags.SPEAKING
        | tags.FUNCTION
        | tags.PREPOSITION
        | tags.TIME
        | tags.ADVERB
        | tags.CUE
        | tags.PARTICLE
        | tags.NAMED
    )
    return word.startswith(letter) and (len(word) > 4 or word == letter) and not tag & known


def _attached(tokens: Tokens, k: int) -> Complement:
    if tokens.words[k] in ("ب", "ل"):
        return clause_start(tokens, k + 1)._replace(form="noun", marker=k)
    return Complement("noun", k, k, -1)
