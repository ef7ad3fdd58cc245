"""What is known of a statement when its side is judged."""

from extraction.marks import Marked
from extraction.tokens import Tokens
from extraction.topics_hits import Hit
from schemas.statement import Act, Kind


class StatementFacts:
    """A statement without its stances. ``cue`` and ``content`` are ranges of ``tokens``, ends exclusive.

    The cue's words are evidence too, so their place is given. ``hits`` are the topics' terms in the content.

    ``act`` is the cue's own, ``cue_act``, or what the words of the content do. ``said`` is the content with its marks.
    ``speaker_words`` are all words that describe the speaker: name, role, mention. ``negated`` says that the cue itself
    is denied (``لم يعلن``, ``ولا يعترف``). ``kind`` says how far the content is quoted, ``nobody`` that neither a
    person nor a role speaks.
    """

    def __init__(
        self,
        *,
        tokens: Tokens,
        cue: tuple[int, int],
        content: tuple[int, int],
        said: Marked,
        lemma: str,
        cue_act: Act,
        act: Act,
        negated: bool,
        speaker_words: str,
        topics: tuple[str, ...],
        hits: list[Hit],
        kind: Kind = "indirect",
        nobody: bool = False,
    ) -> None:
        self.tokens = tokens
        self.cue = cue
        self.content = content
        self.said = said
        self.lemma = lemma
        self.cue_act: Act = cue_act
        self.act: Act = act
        self.negated = negated
        self.speaker_words = speaker_words
        self.topics = topics
        self.hits = hits
        self.kind: Kind = kind
        self.nobody = nobody
