"""Whose relation or companion a noun with a pronoun is: طليقته, أحد رفاقه, محاميه."""

from typing import Final

from extraction import tags
from extraction.agreement import form_of, women
from extraction.drafts import Range, Reading
from extraction.heads import can_head
from extraction.names import anyone, kin, unprefixed
from extraction.nouns import noun_at
from extraction.tokens import Tokens

# So many tokens back stands the one whom the pronoun means.
FARTHEST: Final = 120
# So many tokens may tell how many of the companions: أحد رفاقه, عدد من زملائها.
LEADS: Final = 3
ENDINGS: Final = {"ها": "f", "ه": "m"}
COMPANION: Final = tags.ROLE | tags.GROUP
BODIES: Final = tags.BODY | tags.GROUP | tags.OUTLET | tags.STATE
# An indefinite body goes on with its adjective alone: خلية إرهابية تتكون.
DESCRIBED: Final = 2


def owned_noun(reading: Reading, mention: Range) -> int:
    """Where the noun for somebody stands in a mention that belongs to one meant by its pronoun, else -1."""
    tokens, (start, end) = reading.tokens, mention
    owned = [k for k in range(start, end) if _owned(tokens, k)]
    return owned[0] if len(owned) == 1 and owned[0] < start + LEADS else -1  # أشقائه وإخوته are two


def _owned(tokens: Tokens, k: int) -> bool:
    """Whether the noun at ``k`` for a person or several ends in a pronoun: رفاقه, شقيقه, not شقيقة."""
    tag, stem = tokens.tags[k], tokens.found[k].stem
    if not tag & COMPANION or tokens.last_letter(k) == "ة":
        return False
    return bool(tag & tags.OWNED) or (stem[-1] == "ه" and stem[:-1] in kin())


def owner(reading: Reading, mention: Range, k: int) -> Range | None:
    """The nearest before a mention who agrees with the pronoun of the noun at ``k``: a person, or a body with ها."""
    tokens = reading.tokens
    gender = next((ENDINGS[ending] for ending in ENDINGS if tokens.words[k].endswith(ending)), "")
    nearest = range(mention[0] - 1, max(-1, mention[0] - FARTHEST), -1) if gender else ()
    found = next((j for j in nearest if _known(reading, j, gender) and not _complement(tokens, j)), -1)
    if found < 0:
        return None
    whole = tokens.tags[found] & (tags.PERSON | tags.STATE | tags.DEFINITE)
    return noun_at(reading, found, mention[0] if whole else min(found + DESCRIBED, mention[0]))


def _known(reading: Reading, j: int, gender: str) -> bool:
    """Whether the word at ``j`` is one who agrees and whom the article knows: by name, with the article, or a man."""
    tokens, tag = reading.tokens, reading.tokens.tags[j]
    if not can_head(tokens, j):
        return False
    if tag & tags.GIVEN or tokens.words[j] in reading.surnames:
        return (tokens.words[j] in women()) == (gender == "f")
    if gender == "f" and tag & BODIES and tag & (tags.FEMININE | tags.STATE):
        return not tag & tags.PLURAL
    known = tag & tags.DEFINITE or tokens.found[j].bare in anyone()
    form = form_of(reading, j)
    return bool(tag & tags.ROLE and known) and not form.many and form.gender == gender


def _complement(tokens: Tokens, j: int) -> bool:
    """Whether the word at ``j`` belongs to the noun or the name before it: وزير الداخلية, محمد سالم."""
    before = tokens.tags[j - 1] if j else 0
    return bool(before & (tags.PERSON | BODIES) and not before & (tags.DEFINITE | tags.STATE))


def bare_noun(reading: Reading, k: int) -> str:
    """The noun at ``k`` without its pronoun, as titles are looked up: محامي of محاميه, طليقه of طليقته."""
    stem = reading.tokens.found[k].stem
    return stem if reading.tokens.tags[k] & tags.OWNED else stem.removesuffix("ه")


def companion(reading: Reading, mention: Range, k: int) -> str:
    """The words of a mention up to the noun at ``k``, which loses its pronoun: طليقة, أحد رفاق."""
    text = unprefixed(reading, (mention[0], k + 1))
    ending = next((ending for ending in ENDINGS if text.endswith(ending)), "")
    bare = text.removesuffix(ending)
    return bare[:-1] + "ة" if bare.endswith("ت") and reading.tokens.tags[k] & tags.FEMININE else bare
