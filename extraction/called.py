"""What an article calls somebody by who has a name: a form of address, an age, the programme whose guest he is."""

from typing import Final

from extraction import tags
from extraction.drafts import Range, Reading
from extraction.names import GUESTS, honorifics, name_part

CALLED: Final = frozenset(("ابن", "ابنه", "صاحب", "صاحبه"))
# These go with a number alone: صاحب المحفظة owns it.
OWNERS: Final = frozenset(("صاحب", "صاحبه"))
AGE: Final = tags.DEFINITE | tags.NUMBER


def called_so(reading: Reading, mention: Range) -> bool:
    """Whether a mention stands for a person just named: معاليه, ابن الرابعة والعشرين, ضيف البرنامج."""
    return _honoured(reading, mention) or _of_age(reading, mention) or _guest(reading, mention)


def _honoured(reading: Reading, mention: Range) -> bool:
    """Whether the mention is a form of address with a pronoun, for the person just named: معاليه, سموه."""
    head = reading.tokens.found[mention[0]]
    return bool(head.tags & tags.OWNED) and head.bare in honorifics()


def _of_age(reading: Reading, mention: Range) -> bool:
    """Whether the mention calls somebody by their age: ابن الرابعة والعشرين."""
    tokens, (start, end) = reading.tokens, mention
    return (
        end - start > 1
        and tokens.words[start] in CALLED
        and bool(tokens.tags[start + 1] & (tags.NUMBER if tokens.words[start] in OWNERS else AGE))
        and (name_part(reading, mention) is None)
    )


def _guest(reading: Reading, mention: Range) -> bool:
    """Whether the mention calls somebody by whose guest he is, without a name: ضيف البرنامج, ضيف "الموعد"."""
    tokens, k = reading.tokens, mention[0] + 1
    hosted = k < tokens.size and tokens.tags[k] & (tags.QUOTE | tags.DEFINITE | tags.OCCASION | tags.OUTLET)
    hosted = hosted or mention[1] > k
    if not hosted or tokens.found[k - 1].bare not in GUESTS:
        return False
    return not any(tag & (tags.GIVEN | tags.PARTICLE) for tag in tokens.tags[slice(*mention)])
