"""Those who spoke in an article, and who of them agrees with a cue that has no subject."""

from dataclasses import dataclass

from extraction import tags
from extraction.drafts import Draft
from schemas.statement import Speaker


@dataclass(slots=True, frozen=True)
class Heard:
    """One who spoke, with the gender and number that verbs showed of them.

    ``aside`` in a relative clause, ``unnamed`` by a title without a name.
    """

    speaker: Speaker
    gender: str
    plural: bool
    sentence: int
    field: str
    aside: bool
    unnamed: bool


def shown_gender(head: int) -> str:
    """The gender that a title or a body shows, ``""`` where the head is a name or a group."""
    if head & (tags.PLURAL | tags.GROUP | tags.QUANTIFIER | tags.DEMONSTRATIVE) or not head & (tags.ROLE | tags.BODY):
        return ""
    return "f" if head & tags.FEMININE else "m"


def agreeing(heard: list[Heard], draft: Draft) -> Heard | None:
    """The latest of those heard who agrees with the cue's form."""
    for candidate in reversed(heard):
        if draft.number == "p" and not candidate.plural:
            continue
        if draft.gender == "f" and candidate.gender == "m":
            continue
        if draft.gender == "m" and draft.number == "s" and (candidate.gender == "f" or candidate.plural):
            continue
        return candidate
    return None


def another(draft: Draft, outer: Draft) -> bool:
    """Whether a man speaks inside the words of a woman or a body: ذكرت الوكالة أنه دعا إلى الهدوء."""
    return (outer.gender, outer.number) == ("f", "s") and (draft.gender, draft.number) == ("m", "s")
