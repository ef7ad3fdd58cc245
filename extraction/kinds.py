"""Direct, mixed, indirect or a position: how much of what was said stands in quotation marks."""

from typing import Final

from extraction import tags
from extraction.drafts import Draft, Reading
from schemas.statement import Kind

LONGEST_NAME: Final = 5
NAMING: Final = tags.BODY | tags.OUTLET | tags.DOCUMENT | tags.OCCASION | tags.ROLE | tags.GROUP | tags.STATE
# Not before a name: a cue, a mark, a preposition that is written onto its noun.
LEADING: Final = tags.CUE | tags.COMPLEMENTISER | tags.PUNCTUATION
DESCRIBED: Final = tags.DEFINITE | tags.MASDAR | tags.MODAL | tags.BARE_BY | tags.BARE_TO


def kind_of(reading: Reading, draft: Draft) -> Kind:
    """How much of the content stands in quotation marks, or that it is a stand without a saying verb."""
    if draft.verb is not None and draft.verb.position and draft.aspect != "a":
        return "position"
    quotation, (start, end) = reading.quotations.at.get(draft.quote), draft.content
    if draft.last >= 0 or (quotation is not None and (quotation.close < 0 or quotation.close >= end - 1)):
        return "direct"
    marked = reading.quotations.marked(start, end + 1)
    return "mixed" if (marked or quotation is not None) and _quotes(reading, start, end) else "indirect"


def _quotes(reading: Reading, start: int, end: int) -> bool:
    """Whether words are quoted between two tokens, rather than names in quotation marks."""
    quotations = reading.quotations
    if start - 1 in quotations.at or any(start <= stray <= end for stray in quotations.strays):
        return True
    return any(k in quotations.at and not named(reading, k) for k in range(start, end))


def named(reading: Reading, k: int) -> bool:
    """Whether the marks at ``k`` are round a name: a body, a party, an outlet or a title stands before them."""
    quotation, tokens = reading.quotations.at[k], reading.tokens
    if quotation.close < 0 or quotation.close - k > LONGEST_NAME or k == 0:
        return False
    inner, before = tokens.tags[k + 1], tokens.tags[k - 1]
    if tokens.words[k + 1].isascii() or inner & (tags.GIVEN | tags.PARTICLE):
        return True
    if predicate(reading, k):
        return False
    if quotation.close - k <= 3 and not before & LEADING:
        if inner & tags.DEFINITE and (before & DESCRIBED or tokens.words[k - 1] in ("ب", "ل")):
            return False  # an adjective of the noun before it, or what it is called: القرار "الجائر"
        if (inner | tokens.tags[k + 2]) & (tags.DEFINITE | tags.GIVEN | tags.STATE):
            return True
    alone = quotation.close == k + 2 and before & tags.PREPOSITION and not inner & (tags.FEMININE | tags.NISBA)
    return bool(before & NAMING or alone)


def predicate(reading: Reading, k: int) -> bool:
    """Whether the words in the marks at ``k`` tell something of what stands before them.

    القرار "خطير وغريب", فريقه "عانى", اللقاء "في أي مكان", التقرير "مبالغ فيه", البنك "يتفهم", محادثات "صريحة".
    """
    tokens, close = reading.tokens, reading.quotations.at[k].close
    first, inner, before = tokens.words[k + 1], tokens.tags[k + 1], tokens.tags[k - 1]
    if inner & (tags.PREPOSITION | tags.NEGATION | tags.AUXILIARY) or before & tags.OWNED:
        return True
    if tokens.tags[k + 2] & tags.PREPOSITION and not inner & tags.DEFINITE:
        return True
    if any(tag & tags.PRONOUN for tag in tokens.tags[k + 1 : close]) or _imperfect(first, inner):
        return True
    if first.endswith("ا") and before & tags.DEFINITE and not inner & (tags.DEFINITE | tags.STATE | tags.NAMED):
        return True
    if tokens.words[k + 2].startswith("و") and not inner & tags.DEFINITE:
        return True
    bare = close == k + 2 and not (inner | before) & tags.DEFINITE
    return bool(bare and inner & tags.FEMININE and before & (tags.OCCASION | tags.DOCUMENT))


def _imperfect(word: str, tag: int) -> bool:
    """Whether an unknown word has the shape of a verb: يتفهم, but not a name that the lexicon knows."""
    return word[0] == "ي" and len(word) > 3 and not tag & (tags.SPEAKING | tags.NAMED | tags.DEFINITE)
