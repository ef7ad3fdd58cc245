"""Whom the narrative is about: the subjects of verbs that report nothing, for cues that drop theirs."""

from typing import Final

from extraction import tags
from extraction.agreement import follows, form_of
from extraction.asides import skip_asides
from extraction.drafts import Draft, Range, Reading
from extraction.heads import can_head, prepositional_pronoun
from extraction.nouns import subject_end
from extraction.tokens import Tokens

FARTHEST: Final = 50
# These add to what somebody has said, and so have the speaker of before for a subject.
ADDING: Final = frozenset(("أضاف", "تابع", "أردف", "استطرد", "زاد", "واصل", "استرسل", "مضى"))
SPEAKERS: Final = (
    tags.PERSON
    | tags.PARTICLE
    | tags.STATE
    | tags.BODY
    | tags.OUTLET
    | tags.OUTLET_NAME
    | tags.GROUP
    | tags.NAMED
    | tags.ANONYMOUS
    | tags.DOCUMENT
)
# A clause after these tells more of who acts in the one before.
GOING_ON: Final = frozenset(("و", "حيث", "اذ", "بعدما", "عندما", "حين", "حينما", "لكن", "وقد", "فقد"))
OPENS: Final = tags.SUBORDINATOR | tags.AUXILIARY | tags.BREAK | tags.COMPLEMENTISER
NO_VERB: Final = (
    SPEAKERS
    | tags.FUNCTION
    | tags.PREPOSITION
    | tags.PUNCTUATION
    | tags.TIME
    | tags.ADVERB
    | tags.DEFINITE
    | tags.DEMONSTRATIVE
    | tags.NUMBER
    | tags.QUANTIFIER
    | tags.DOCUMENT
    | tags.MASDAR
    | tags.OCCASION
    | tags.OWNED
    | tags.BY
    | tags.TO
)


def clause_subject(reading: Reading, draft: Draft, floor: int, within: bool = False) -> Range | None:
    """The subject of the nearest verb before a draft's cue, from token ``floor`` on, if it agrees with the cue.

    وقطعت الحكومة علاقاتها مع النقابة، وطالبتها بالرد: the government demands. A clause with أن is somebody's words, so
    that its subject counts inside them alone, ``within``.
    """
    tokens, i = reading.tokens, draft.cue[0]
    goes_on = tokens.tags[i] & tags.AND or tokens.words[i - 1] in GOING_ON
    if draft.aspect != "a" and (draft.lemma in ADDING or not goes_on):
        return None
    for k in range(i - 2, max(floor, i - FARTHEST) - 1, -1):
        own = within or draft.outer is not None or not tokens.tags[k - 1] & tags.COMPLEMENTISER
        if own and opens(tokens, k, floor) and (subject := verb_subject(reading, k, i) or first_subject(reading, k, i)):
            return subject if follows(form_of(reading, subject[0]), draft) else None
    return None


def opens(tokens: Tokens, k: int, floor: int) -> bool:
    """Whether a clause may open with the word at ``k``."""
    if k == floor or tokens.tags[k - 1] & OPENS or tokens.words[k - 1] in (",", "و"):
        return True
    word = tokens.words[k]
    return word[0] == "و" and len(word) > 3 and (word[1] in "يت" or word.endswith("ت"))  # not وشمال إفريقيا


def verb_subject(reading: Reading, k: int, i: int) -> Range | None:
    """The subject that a verb at ``k`` has after it, before token ``i``."""
    tokens = reading.tokens
    known = any(r.aspect in "pi" and r.number == "s" for r in tokens.found[k].readings)
    if tokens.tags[k] & NO_VERB or (tokens.words[k].endswith(("ه", "وا")) and not known) or _has_subject(tokens, k):
        return None
    head = skip_asides(tokens, k + 1 + prepositional_pronoun(tokens, k + 1), i)  # ورحبت به تونس
    if head >= i or not tokens.tags[head] & SPEAKERS or not can_head(tokens, head) or _misfits(reading, k, head):
        return None
    end = subject_end(reading, head, i)
    counted = head > k + 1 and tokens.tags[head - 1] & tags.NUMBER  # وتظاهر 6 عمال
    return (head - bool(counted), end) if end > head else None


def first_subject(reading: Reading, k: int, i: int) -> Range | None:
    """The subject that begins at ``k`` and has its verb after it, before token ``i``."""
    tokens = reading.tokens
    if not tokens.tags[k] & SPEAKERS or tokens.tags[k] & (tags.AND | tags.BY | tags.TO) or not can_head(tokens, k):
        return None
    end = subject_end(reading, k, i)
    verb = end
    while verb < i and (tokens.tags[verb] & (tags.AUXILIARY | tags.NEGATION) or tokens.words[verb] == ","):
        verb += 1
    return (
        (k, end) if k < end and verb < i and not tokens.tags[verb] & (NO_VERB | tags.NISBA | tags.ADJECTIVE) else None
    )


def _misfits(reading: Reading, k: int, head: int) -> bool:
    """Whether the verb at ``k`` is feminine by its shape and the person at ``head`` is a man, or several."""
    verb = reading.tokens.words[k].removeprefix("و")
    return (verb.endswith("ت") or verb.startswith("ت")) and form_of(reading, head).gender == "m"


def _has_subject(tokens: Tokens, k: int) -> bool:
    """Whether the verb at ``k`` has its subject before its auxiliaries: أن سالما كان قد أعلم الوزير."""
    first = k
    while first > 0 and tokens.tags[first - 1] & tags.AUXILIARY:
        first -= 1
    other = tags.FUNCTION | tags.PREPOSITION | tags.PUNCTUATION | tags.TIME | tags.ADVERB
    return 0 < first < k and not tokens.tags[first - 1] & other
