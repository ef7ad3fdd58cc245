"""Those who spoke in an article, and who of them agrees with a cue that has no subject."""

from typing import Final

from extraction import tags
from extraction.agreement import MANY, Form, follows, women
from extraction.drafts import Draft, Reading
from schemas.statement import Speaker

REMEMBERED: Final = 12


class Heard:
    """One who spoke, with the form that the article showed of them.

    ``aside`` in a relative clause, ``unnamed`` by a title without a name, ``cited`` as a document for what others do.
    """

    __slots__ = ("aside", "cited", "field", "form", "sentence", "speaker", "unnamed")

    def __init__(
        self, speaker: Speaker, form: Form, sentence: int, field: str, *, aside: bool, unnamed: bool, cited: bool
    ) -> None:
        self.speaker = speaker
        self.form = form
        self.sentence = sentence
        self.field = field
        self.aside = aside
        self.unnamed = unnamed
        self.cited = cited


def shown(reading: Reading, draft: Draft, speaker: Speaker) -> Form:
    """What the article shows of one who speaks: by the verb, or else by their title, body or given name."""
    if draft.mention is None:
        many, gender = draft.number in ("p", "d"), ""
    else:
        head = reading.tokens.tags[draft.mention[0]]
        # A name may end as a plural does: أوبراين.
        many = speaker.kind != "person" and bool(head & MANY)
        gender = "f" if reading.tokens.words[draft.mention[0]] in women() else _gender(head)
    if speaker.resolved_from == "document":
        return Form("", many)
    return Form((draft.gender if draft.aspect in ("p", "i", "a") else "") or gender, many)


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


class Hearing:
    """Those heard in an article so far, the last of them, and how far each field is somebody's words.

    ``inner`` is the last one whom another's words quote.
    """

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.inner: Heard | None = None
        self._spoken: dict[str, int] = {}

    def hear(self, reading: Reading, draft: Draft, speaker: Speaker) -> None:
        """Remember who speaks in a draft."""
        form, before = shown(reading, draft, speaker), next(reversed(self.heard), None)
        if before and not form.gender and before.speaker.id == speaker.id:
            form = Form(before.form.gender, form.many)
        unnamed = draft.mention is not None and speaker.resolved_from == "name" and speaker.role is None
        unnamed = unnamed and bool(reading.tokens.tags[draft.mention[0] if draft.mention else 0] & tags.ROLE)
        sentence = reading.tokens.sentence[draft.cue[0]]
        cited = not draft.aspect and speaker.resolved_from == "document"
        heard = Heard(speaker, form, sentence, reading.field, aside=draft.relative, unnamed=unnamed, cited=cited)
        if draft.outer is not None:
            self.inner = heard
            return
        self.heard.append(heard)
        del self.heard[:-REMEMBERED]

    def told(self, reading: Reading, end: int) -> None:
        """Take a field for somebody's words up to token ``end``."""
        self._spoken[reading.field] = max(self.spoken(reading), end)

    def spoken(self, reading: Reading) -> int:
        """Up to which token a field is somebody's words so far."""
        return self._spoken.get(reading.field, 0)

    def near(self, reading: Reading) -> list[Heard]:
        """Those heard in a field."""
        return [h for h in self.heard if h.field == reading.field]

    def since(self, reading: Reading) -> int:
        """The token with which the sentence of the last person heard in a field begins."""
        last = next((h for h in reversed(self.near(reading)) if h.speaker.kind == "person"), None)
        return reading.tokens.first[last.sentence] if last else 0
