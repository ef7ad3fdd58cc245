"""What is known of a statement when its side is judged."""

from dataclasses import dataclass

from schemas.statement import Act, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """A statement without its stances. Offsets count code points of ``field_text``, the original text.

    The cue's words are evidence too, so their place is given.

    ``negated`` says that the cue itself is denied (``لم يعلن``, ``ولا يعترف``).
    """

    field_text: str
    cue_lemma: str
    cue_start: int
    cue_end: int
    act: Act
    negated: bool
    kind: Kind
    speaker_id: str
    speaker_name: str
    content_start: int
    content_end: int
    topics: tuple[str, ...]
