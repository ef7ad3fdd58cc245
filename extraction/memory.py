"""Who is meant: the article's own memory of names, roles and documents."""

from extraction import tags
from extraction.drafts import Draft, Reading
from schemas.statement import Span, Speaker


class Memory:
    """The speakers of one article as they come."""

    def __init__(self, readings: list[Reading]) -> None:
        self._full: dict[str, str] = {}
        for reading in readings:
            self._collect(reading)

    def _collect(self, reading: Reading) -> None:
        from extraction.subjects import name_end

        tokens = reading.tokens
        k = 0
        while k < len(tokens):
            tag = tokens.tags[k]
            if tag & tags.GIVEN and not tag & (tags.BY | tags.TO):
                end = name_end(tokens, k, len(tokens))
                if end - k > 1:
                    full = tokens.between(k, end)
                    for word in tokens.words[k + 1 : end]:
                        self._full.setdefault(word, full)
                k = max(end, k + 1)
            else:
                k += 1

    def resolve(self, found: list[tuple[Reading, Draft]]) -> None:
        """Give every draft its speaker."""
        last: Speaker | None = None
        for reading, draft in found:
            draft.speaker = self._named(reading, draft) if draft.mention else last
            if draft.speaker is None:
                draft.speaker = Speaker(id="unknown", name="", kind="anonymous", resolved_from="dropped")
            if draft.mention:
                last = Speaker(id=draft.speaker.id, name=draft.speaker.name, kind="person", resolved_from="dropped")

    def _named(self, reading: Reading, draft: Draft) -> Speaker:
        tokens = reading.tokens
        a, b = draft.mention
        text = tokens.text
        start, end = text.start(tokens.starts[a]), text.end(tokens.ends[b - 1])
        mention = Span(text=text.original[start:end], start=start, end=end)
        name = next((self._full[w] for w in reversed(tokens.words[a:b]) if w in self._full), mention.text)
        return Speaker(id=name, name=name, kind="person", mention=mention)
