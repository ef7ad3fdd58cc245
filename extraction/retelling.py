"""A headline that retells a statement of the body: speaker and side are the body's, by the words that both share."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from extraction import tags
from extraction.drafts import Draft, Reading
from extraction.names import name_part
from extraction.stances import sided, taken_over
from schemas.statement import Speaker, Statement

# Of so many statements of the body, the first.
LOOKED_AT: Final = 40
LONGEST: Final = 60
SHARED: Final = 1
SHARE: Final = 0.25
# A side is taken over only where it weighs more than that which weak signs show, and more words are the same.
WEAK: Final = 0.3
SAME: Final = 3
SAME_SHARE: Final = 0.6
VAGUE: Final = tags.ROLE | tags.ANONYMOUS | tags.DOCUMENT | tags.GROUP | tags.QUANTIFIER
PLAIN: Final = tags.FUNCTION | tags.PREPOSITION | tags.PUNCTUATION


def retold(found: list[tuple[Reading, Draft]]) -> None:
    """Give headlines without a named speaker the speaker of the statement that they retell."""
    body = [(reading, draft) for reading, draft in found if reading.field == "body"][:LOOKED_AT]
    for reading, draft in found:
        if reading.field == "headline" and draft.speaker is not None and _open(reading, draft):
            source = _source(reading, draft, body)
            if source is not None:
                draft.speaker = _as_in(draft.speaker, source)


def with_sides(written: list[Statement], found: Sequence[tuple[Reading, Draft]]) -> list[Statement]:
    """Headlines that show no side with that of the body's statement that they retell; but no questions."""
    told = [_words(reading, draft.content) for reading, draft in found] if any(map(_plain, written)) else []
    body = [(made, words) for made, words in zip(written, told, strict=False) if made.field == "body"][:LOOKED_AT]
    return [_with_side(made, told[n], body) if _plain(made) else made for n, made in enumerate(written)]


def _plain(made: Statement) -> bool:
    """Whether a statement is a headline that shows no side and asks nothing."""
    return made.field == "headline" and made.cue.act != "ask" and not sided(made.stances)


def _with_side(made: Statement, words: frozenset[str], body: list[tuple[Statement, frozenset[str]]]) -> Statement:
    """A headline with the side of the body's statement that shares most of its words; what it says is the evidence."""
    best, most = None, max(float(SAME), SAME_SHARE * len(words))
    for other, told in body:
        shared = len(words & told)
        if shared >= most and any(stance.score > WEAK for stance in other.stances):
            best, most = other, float(shared + 1)
    if best is None:
        return made
    return structs.replace(made, stances=taken_over(made.stances, best.stances, made.content))


def _open(reading: Reading, draft: Draft) -> bool:
    """Whether a headline leaves open who speaks: nobody, a role, somebody of a kind; not a state or a full name."""
    if draft.mention is None:
        return True
    return not reading.tokens.tags[draft.mention[0]] & tags.STATE and name_part(reading, draft.mention) is None


def _source(reading: Reading, draft: Draft, body: list[tuple[Reading, Draft]]) -> Speaker | None:
    """The speaker of the body's statement that shares most words with the headline's, if it can be the same."""
    words = _words(reading, draft.content)
    best, most = None, max(SHARED, SHARE * len(words))
    for other, told in body:
        shared = len(words & _words(other, told.content))
        if shared >= most and told.speaker is not None and told.speaker.name and _alike(reading, draft, other, told):
            best, most = told.speaker, float(shared + 1)
    return best


def _words(reading: Reading, part: tuple[int, int]) -> frozenset[str]:
    """The stems of the words of a part that say something."""
    start, end = part[0], min(part[1], part[0] + LONGEST)
    found = reading.tokens.found[start:end]
    return frozenset(word.bare for word in found if len(word.text) > 2 and not word.tags & PLAIN)


def _alike(reading: Reading, draft: Draft, other: Reading, told: Draft) -> bool:
    """Whether the headline's mention can be the body's speaker: vague, or with a word of their title."""
    if draft.mention is None:
        return True
    head = reading.tokens.tags[draft.mention[0]]
    if head & VAGUE and not head & (tags.DEFINITE | tags.BODY):
        return True
    if told.mention is None:
        return False
    return bool(_words(reading, draft.mention) & _words(other, told.mention))


def _as_in(speaker: Speaker, source: Speaker) -> Speaker:
    """The body's speaker with the headline's mention."""
    return Speaker(
        id=source.id,
        name=source.name,
        kind=source.kind,
        role=source.role,
        mention=speaker.mention,
        resolved_from="role" if speaker.mention else "dropped",
    )
