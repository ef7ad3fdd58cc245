"""Which drafts stand beside each other, which inside one another, and where each content ends."""

from extraction import attributions, contents, tags
from extraction.drafts import Draft, Reading
from extraction.nominals import colon

NEAR = 7


def bounded(reading: Reading) -> list[Draft]:
    """The drafts of a field with their contents bounded, those dropped that say nothing of their own."""
    found = list(attributions.drafts(reading))
    if reading.field == "headline":
        found = _with_colon(reading, found)
    kept: list[Draft] = []
    for n, draft in enumerate(found):
        if _settle(reading, draft, found[n + 1 :], kept):
            kept.append(draft)
    return [draft for draft in kept if not _holds_no_more(draft, kept)]


def _with_colon(reading: Reading, found: list[Draft]) -> list[Draft]:
    draft = colon(reading)
    if draft is None or any(other.cue[0] < draft.cue[0] for other in found):
        return found
    return [draft, *(other for other in found if other.cue[0] > draft.content[0] + 1)]


def _settle(reading: Reading, draft: Draft, later: list[Draft], kept: list[Draft]) -> bool:
    """Bound a draft's content; whether the draft stays."""
    if draft.final:
        if any(_same_sentence(reading, draft, other) for other in kept):
            return False
        draft.content = (draft.content[0], contents.trim(reading.tokens, *draft.content, -1))
    else:
        for other in kept:
            if other.content[0] == draft.content[0] and other.cue[0] < draft.cue[0]:
                kept.remove(other)
                draft.relayed = other
                break
        outer = next((other for other in reversed(kept) if other.content[0] <= draft.cue[0] < other.content[1]), None)
        if outer is not None and not _stands_inside(draft):
            return False
        contents.bound(reading, draft, limit(reading, draft, later))
        if outer is not None:
            draft.outer = outer
    return draft.content[1] > draft.content[0]


def _same_sentence(reading: Reading, draft: Draft, other: Draft) -> bool:
    sentence = reading.tokens.sentence
    return sentence[other.cue[0]] == sentence[draft.cue[0]]


def _stands_inside(draft: Draft) -> bool:
    """Whether a cue inside somebody's words is a statement of its own: not an opinion, and plainly marked."""
    if draft.verb is None or draft.verb.opinion or draft.verb.strict:
        return False
    return draft.form != "object" or draft.aspect == "p"


def limit(reading: Reading, draft: Draft, later: list[Draft]) -> int:
    """The token at which the next cue takes over from the draft's content, or its sentence ends."""
    tokens = reading.tokens
    start = draft.content[0]
    quotation = reading.quotations.at.get(draft.quote)
    if quotation is not None and quotation.close > 0:
        start = quotation.close
    end = contents.sentence_end(tokens, start)
    for other in later:
        if other.cue[0] >= end:
            break
        if other.cue[0] >= start and splits(reading, other):
            return _cut(reading, other, start)
    return end


def splits(reading: Reading, draft: Draft) -> bool:
    """Whether the draft starts a statement beside the words before it rather than inside them."""
    tokens = reading.tokens
    if draft.aspect == "a":
        return True
    if draft.verb is None or not draft.verb.goes_on or draft.relative:
        return False
    i = draft.start
    before = tokens.tags[i - 1] if i else 0
    joined = tokens.tags[i] & tags.AND or (i > 0 and tokens.words[i - 1] == "و")
    return bool(joined) or bool(before & (tags.SUBORDINATOR | tags.PUNCTUATION | tags.ASIDE))


def _cut(reading: Reading, draft: Draft, floor: int) -> int:
    """Where the words before a splitting draft end: linking words before it are its own."""
    tokens, k = reading.tokens, draft.start
    while k > floor and tokens.tags[k - 1] & (tags.SUBORDINATOR | tags.AUXILIARY | tags.ADVERB | tags.ASIDE):
        k -= 1
    return k


def _says_all(draft: Draft, other: Draft) -> bool:
    named = other.mention is not None and not other.relative and other.aspect != "a"
    return named and other.start - draft.content[0] <= NEAR and draft.content[1] - other.content[1] <= 2


def _holds_no_more(draft: Draft, kept: list[Draft]) -> bool:
    """Whether a statement inside the draft's content says all of it.

    أفاد البيان أن الوزير أبلغ نظيره بأن … is one statement, the minister's.
    """
    for other in kept:
        if other.outer is draft and _says_all(draft, other):
            other.relayed = draft
            return True
    return False
