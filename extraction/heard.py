"""Those who spoke in an article, and who of them agrees with a cue that has no subject."""

from dataclasses import dataclass

from extraction import tags
from extraction.agreement import MANY, Form, follows, women
from extraction.drafts import Draft, Reading
from schemas.statement import Speaker


@dataclass(slots=True, frozen=True)
class Heard:
    """One who spoke, with the form that the article showed of them.

    ``aside`` in a relative clause, ``unnamed`` by a title without a name.
    """

    speaker: Speaker
    form: Form
    sentence: int
    field: str
    aside: bool
    unnamed: bool


def shown(reading: Reading, draft: Draft, speaker: Speaker) -> Form:
    """What the article shows of one who speaks: by the verb, or else by their title, body or given name."""
    if draft.mention is None:
        many, gender = draft.number == "p", ""
    else:
        head = reading.tokens.tags[draft.mention[0]]
        # A name may end as a plural does: أوبراين.
        many = speaker.kind != "person" and bool(head & MANY)
        gender = "f" if reading.tokens.words[draft.mention[0]] in women() else _gender(head)
    if speaker.resolved_from == "document":
        return Form("", many)
    return Form((draft.gender if draft.aspect in ("p", "i") else "") or gender, many)


def _gender(head: int) -> str:
    """The gender that a title or a body shows, ``""`` where the head is a name or a group."""
    if head & (MANY | tags.DEMONSTRATIVE) or not head & (tags.ROLE | tags.BODY):
        return ""
    return "f" if head & tags.FEMININE else "m"


def agreeing(heard: list[Heard], draft: Draft) -> Heard | None:
    """The latest of those heard who agrees with the cue's form."""
    return next((candidate for candidate in reversed(heard) if follows(candidate.form, draft)), None)


def another(draft: Draft, outer: Draft) -> bool:
    """Whether a man speaks inside the words of a woman or a body: ذكرت الوكالة أنه دعا إلى الهدوء."""
    return (outer.gender, outer.number) == ("f", "s") and (draft.gender, draft.number) == ("m", "s")
