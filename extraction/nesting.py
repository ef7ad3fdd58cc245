"""Which drafts stand beside each other, which inside one another, and where each content ends."""

from itertools import pairwise
from typing import Final

from extraction import attributions, contents, tags
from extraction.drafts import Draft, Reading
from extraction.heads import KNOWN
from extraction.heard import another
from extraction.nominals import colon, turns
from extraction.readings import CLAUSAL

NEAR: Final = 7
DEPTH: Final = 2
# A draft is compared with this many before it; farther ones have ended.
RECENT: Final = 8


def bounded(reading: Reading) -> list[Draft]:
    """The drafts of a field with their contents bounded, those dropped that say nothing of their own."""
    found = attributions.drafts(reading)
    if reading.field == "headline":
        found = _with_colon(reading, found)
    elif spoken := turns(reading):
        found = sorted([*spoken, *(d for d in found if not _introduced(d, spoken))], key=lambda draft: draft.cue)
    for before, draft in pairwise(found):
        _turn_to_addressee(reading, before, draft)
    kept: list[Draft] = []
    for n, draft in enumerate(found):
        if _settle(reading, found, n, kept):
            kept.append(draft)
    for draft in kept:
        if draft.outer is not None and _says_all(draft.outer, draft):
            draft.relayed, draft.outer.dropped = draft.outer, True
    return [draft for draft in kept if not draft.dropped]


def _introduced(draft: Draft, spoken: list[Draft]) -> bool:
    """Whether a draft only repeats a turn of the dialogue: its content begins where the turn's does."""
    return any(turn.content[0] == draft.content[0] for turn in spoken)


def _turn_to_addressee(reading: Reading, before: Draft, draft: Draft) -> None:
    """After a cue with a subject in the same sentence, the noun after a call is the one called upon.

    أدانت النقابة الحادث، وطالبت الجهات الأمنية بضبط الجناة: the union calls.
    """
    if draft.act != "call" or draft.mention is None or draft.mention[0] < draft.cue[0] or before.mention is None:
        return
    if draft.cue[0] and reading.tokens.tags[draft.cue[0] - 1] & tags.SUBORDINATOR:
        return  # فيما حثت باريس الطرفين
    same = _same_sentence(reading, draft, before) and before.gender == draft.gender and before.aspect in ("p", "i")
    person = (
        reading.tokens.tags[draft.mention[0]] & tags.PERSON and not reading.tokens.tags[draft.mention[0]] & tags.PLURAL
    )
    if same and not person and draft.cue[0] - before.cue[0] > 3:
        draft.addressee, draft.mention = draft.mention, None


def _with_colon(reading: Reading, found: list[Draft]) -> list[Draft]:
    draft = colon(reading)
    if draft is None or any(other.cue[0] < draft.cue[0] for other in found):
        return found
    return [draft, *(other for other in found if other.cue[0] > draft.content[0] + 1)]


def _settle(reading: Reading, found: list[Draft], n: int, kept: list[Draft]) -> bool:
    """Bound the content of the draft ``n`` of those found; whether the draft stays."""
    draft, recent = found[n], kept[-RECENT:]
    if draft.final:
        said = next((other for other in reversed(recent) if _same_sentence(reading, draft, other)), None)
        if said is not None:
            said.witness = draft if _somebody(reading, draft) and not _somebody(reading, said) else None
            return False
        draft.content = (draft.content[0], contents.trim(reading.tokens, *draft.content, -1))
        quotation = reading.quotations.at.get(draft.content[0])
        if quotation is not None and quotation.close == draft.content[1] - 1:
            draft.quote, draft.content = quotation.open, (quotation.open + 1, quotation.close)
        return draft.content[1] > draft.content[0]
    for other in recent:
        if other.content[0] == draft.content[0] and other.cue[0] < draft.cue[0]:
            if draft.verb is None and draft.lemma != "نقل":
                return False
            other.dropped, draft.relayed = True, other
    draft.outer = next((other for other in reversed(recent) if _holds(other, draft)), None)
    if draft.outer is not None and not _stands_inside(reading, draft, draft.outer):
        return False
    contents.bound(reading, draft, limit(reading, found, n))
    return draft.content[1] > draft.content[0]


def _somebody(reading: Reading, draft: Draft) -> bool:
    """Whether a draft names a person or an unnamed source, no outlet or document that passes on what others said."""
    head = reading.tokens.tags[draft.mention[0]] if draft.mention is not None else 0
    return bool(head & (tags.PERSON | tags.ANONYMOUS)) and not head & (tags.OUTLET | tags.OUTLET_NAME | tags.BODY)


def _holds(other: Draft, draft: Draft) -> bool:
    """Whether the draft's cue stands inside the other's content."""
    return not other.dropped and other.content[0] <= draft.cue[0] < other.content[1]


def _same_sentence(reading: Reading, draft: Draft, other: Draft) -> bool:
    sentence = reading.tokens.sentence
    return sentence[other.cue[0]] == sentence[draft.cue[0]]


def _stands_inside(reading: Reading, draft: Draft, outer: Draft) -> bool:
    """Whether a cue inside somebody's words is a statement of its own, plainly marked; an opinion only if all is it."""
    depth, around = 0, outer.outer
    while around is not None and depth <= DEPTH:
        depth, around = depth + 1, around.outer
    if depth > DEPTH:
        return False
    if draft.verb is None or draft.verb.strict:
        return False
    if draft.verb.opinion:
        return ("label" in draft.verb.frame and draft.relative) or _theirs(reading, draft, outer)
    return draft.form != "object" or draft.aspect == "p"


def _theirs(reading: Reading, draft: Draft, outer: Draft) -> bool:
    """Whether the words begin with the one whose opinion they tell: أكد أن حزب الأمل يعتبر; not أكد أن بلاده تعتبر."""
    if draft.mention is None or outer.form not in CLAUSAL or draft.mention[1] > draft.cue[0]:
        return False
    if draft.verb is None or draft.verb.position or draft.aspect != "i" or outer.verb is None:
        return False
    start, end = draft.mention
    head = reading.tokens.tags[start]
    own = head & tags.OWNED or (head & tags.BODY and end - start == 1)
    return start <= outer.content[0] + 1 and bool(head & KNOWN) and not own


def limit(reading: Reading, found: list[Draft], n: int) -> int:
    """The token at which the next cue takes over from the content of draft ``n``, or its sentence ends."""
    draft, start = found[n], found[n].content[0]
    quotation = reading.quotations.at.get(draft.quote)
    if quotation is not None and quotation.close > 0:
        start = quotation.close
    end = _quoted_sentence_end(reading, start)
    for k in range(n + 1, len(found)):
        other = found[k]
        if other.cue[0] >= end:
            break
        if other.start >= start and splits(reading, other):
            return _cut(reading, other, start)
    return end


def _quoted_sentence_end(reading: Reading, start: int) -> int:
    """The end of the sentence of token ``start``, or of the one in which a quotation that it opens is closed."""
    end = contents.sentence_end(reading.tokens, start)
    opening = reading.quotations.within(end) if end < reading.tokens.size else -1
    if opening <= start:
        return end
    return contents.sentence_end(reading.tokens, reading.quotations.at[opening].close)


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
    """Whether a statement inside the draft's content says all of it.

    أفاد البيان أن الوزير أبلغ نظيره بأن … is one statement, the minister's.
    """
    named = other.mention is not None and not other.relative and other.aspect != "a"
    named = named or (another(other, draft) and not other.relative and other.start <= draft.content[0] + 1)
    return (
        named
        and draft.form in CLAUSAL
        and other.start - draft.content[0] <= NEAR
        and draft.content[1] - other.content[1] <= 2
    )
