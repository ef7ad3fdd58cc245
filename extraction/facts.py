"""What is known of a statement when its side is judged."""

from collections.abc import Sequence
from typing import NamedTuple

from extraction.marks import Marked
from extraction.tokens import Tokens
from extraction.topics_hits import Hit
from schemas.statement import Act


class StatementFacts(NamedTuple):
    """A statement without its stances. ``cue`` and ``content`` are ranges of ``tokens``, ends exclusive.

    The cue's words are evidence too, so their place is given. ``hits`` are the topics' terms in the content.

    ``act`` is the cue's own, ``cue_act``, or what the words of the content do. ``said`` is the content with its marks.
    ``speaker_words`` are all words that describe the speaker: name, role, mention. ``negated`` says that the cue itself
    is denied (``لم يعلن``, ``ولا يعترف``). ``verbatim`` says that all of the content is
    quoted, ``nobody`` that neither a person nor a role speaks.
    """

    tokens: Tokens
    cue: tuple[int, int]
    content: tuple[int, int]
    said: Marked
    lemma: str
    cue_act: Act
    act: Act
    negated: bool
    speaker_words: str
    topics: tuple[str, ...]
    hits: Sequence[Hit]
    verbatim: bool = False
    nobody: bool = False
