"""What kind of speaker the words of a mention name: a person, a body, a state, a document, somebody without a name."""

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.heads import KNOWN, known_tags
from extraction.names import founded
from schemas.statement import SpeakerKind


def kind_of(reading: Reading, mention: Range, named: bool) -> SpeakerKind:
    """What kind of speaker the words name."""
    tag = reading.tokens.tags[mention[0]] | known_tags(reading, mention[0])
    unnamed = tag & tags.ANONYMOUS and not tag & tags.DEFINITE
    if named or (tag & tags.ROLE and not unnamed and not tag & tags.PLURAL and not founded(tag)):
        return "person"
    if tag & tags.STATE and mention[1] - mention[0] <= 4:
        return "state"
    if tag & tags.ANONYMOUS:
        return "anonymous"
    if tag & tags.DOCUMENT and not tag & tags.BODY:
        return "document"
    return _kind_of_common(reading, mention, tag)


def _kind_of_common(reading: Reading, mention: Range, tag: int) -> SpeakerKind:
    """What kind of speaker a common noun names: several persons, a body, or a family name on its own."""
    alone = mention[1] - mention[0] == 1
    if tag & tags.QUANTIFIER and not alone:
        of = reading.tokens.words[mention[0] + 1] == "من" and mention[1] - mention[0] > 2
        counted = reading.tokens.tags[mention[0] + 1 + of]
        many = tags.GROUP | tags.ROLE | tags.PLURAL
        return "anonymous" if counted & many and not counted & tags.BODY else "organization"
    if alone and tag & tags.DEFINITE and not tag & (KNOWN | tags.PLURAL):
        return "person"
    return "anonymous" if tag & tags.PLURAL and not tag & tags.BODY else "organization"
