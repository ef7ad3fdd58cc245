"""Cues without a verb: بحسب المصدر, وفقا للوزارة, نقلا عن الصحيفة, and the colon of a headline."""

from extraction import subjects, tags
from extraction.boilerplate import labels
from extraction.complements import clause_start
from extraction.contents import remark, sentence_end
from extraction.drafts import Draft, Reading
from extraction.phrases import KNOWN, known_tags, phrase_end, verbal
from extraction.tokens import Tokens
from extraction.vocabulary import nominal_lemma

PARTICLES = frozenset(("ل", "عن", "الي", "علي"))
# What a headline may add to its speaker before the colon: الوزير بعد لقاء نظيره: …
TURNED = frozenset(("بعد", "عقب", "اثر", "حول", "عن", "بشان", "ردا", "تعليقا", "قبل"))
OWN_WORDS = frozenset(("نحن", "لن", "لا", "يجب", "علي", "لسنا", "سوف", "هذا", "هذه", "ليس", "لم", "ليست"))


def nominal(reading: Reading, i: int) -> Draft | None:
    """A nominal cue with its source; what it covers is the rest of its sentence, or the sentence before it."""
    tokens = reading.tokens
    if remark(tokens, i) and tokens.words[i + 1] != "ما":
        return None
    limit = sentence_end(tokens, i)
    k, cue_end = i + 1, i + 1
    if k + 1 < limit and (tokens.words[k] == "ما" or tokens.words[i].endswith("ما")):
        k = cue_end = i + 2 + (tokens.words[k] == "ما")
        while k < limit and tokens.tags[k] & tags.PREPOSITION and tokens.tags[k] & tags.PRONOUN:
            k += 1
        k = subjects.skip_asides(tokens, k, limit)
    elif k < limit and tokens.words[k] in PARTICLES:
        k += 1
    end = source_end(reading, k, limit)
    if end <= k:
        return None
    lemma = nominal_lemma(tokens.words[i])
    draft = Draft(
        cue=(i, k if lemma == "نقل" else cue_end), lemma=lemma, act="say", rules=["nominal"], mention=(k, end)
    )
    return covered(reading, draft, end, limit)


def source_end(reading: Reading, k: int, limit: int) -> int:
    """The end of the source's name; its first word may carry لـ."""
    tokens = reading.tokens
    if k >= limit or not tokens.tags[k] & (KNOWN | tags.DEFINITE | tags.QUOTE):
        return k
    if tokens.tags[k] & tags.QUOTE:
        quotation = reading.quotations.at.get(k)
        return quotation.close + 1 if quotation and 0 < quotation.close - k < 7 else k
    comma = next((j for j in range(k + 1, min(k + 20, limit)) if tokens.words[j] == ","), limit)
    apposed = comma + 1 < limit and tokens.tags[comma + 1] & tags.PERSON
    return phrase_end(reading, k, limit if apposed else comma)


def covered(reading: Reading, draft: Draft, end: int, limit: int) -> Draft | None:
    """Give a nominal cue its content."""
    tokens, i = reading.tokens, draft.cue[0]
    start = sentence_start(tokens, i)
    first = subjects.skip_asides(tokens, end, limit)
    for k in range(first, min(first + 12, limit)):
        if tokens.tags[k] & tags.COMPLEMENTISER and tokens.words[k - 1] == ",":
            first = k
    if leads(tokens, start, i) or (first < limit and tokens.tags[first] & tags.COMPLEMENTISER):
        complement = clause_start(tokens, first)
        if complement.start >= limit:
            return None
        draft.content, draft.quote = (complement.start, complement.start), complement.quote
        return draft
    if any(tokens.tags[k] & tags.BREAK for k in range(start, i)):
        return None
    after = end + (end < limit and tokens.words[end] == ",")
    linked = after >= limit or tokens.tags[after] & (
        tags.SUBORDINATOR | tags.AND | tags.CUE | tags.NOMINAL | tags.BREAK | tags.ISSUED | tags.TIME | tags.RELATIVE
    )
    goes_on = limit - end > 3 and (i - start <= 6 or not linked)
    draft.content, draft.final = (start, limit if goes_on else i), True
    draft.rules = ["nominal-final"]
    return draft


def sentence_start(tokens: Tokens, i: int) -> int:
    """The first token of the sentence of token ``i``."""
    start = i
    while start > 0 and tokens.sentence[start - 1] == tokens.sentence[i]:
        start -= 1
    return start


def leads(tokens: Tokens, start: int, i: int) -> bool:
    """Whether only linking words stand before the cue in its sentence."""
    linking = tags.PUNCTUATION | tags.SUBORDINATOR
    return all(tokens.tags[k] & linking or tokens.words[k] == "و" for k in range(start, i))


def colon(reading: Reading) -> Draft | None:
    """A headline ``X: …`` where X is somebody who speaks, not a place or a topic."""
    tokens = reading.tokens
    i = next((k for k in range(1, min(tokens.size, 16)) if tokens.words[k] == ":" or _dots(tokens, k)), 0)
    return labelled(reading, 0, i, "headline-colon") if i and speaks(reading, 0, i) else None


def turns(reading: Reading) -> list[Draft]:
    """Paragraphs of a dialogue, each with its speaker before a colon."""
    tokens, found = reading.tokens, []
    for start in tokens.paragraphs[1:]:
        i = next((k for k in range(start + 1, min(tokens.size, start + 9)) if tokens.words[k] == ":"), 0)
        person = tokens.tags[start] & tags.PERSON or tokens.words[start] in reading.surnames
        if i and person and speaks(reading, start, i):
            found.append(labelled(reading, start, i, "dialogue-colon"))
    return [draft for draft in found if draft is not None]


def labelled(reading: Reading, start: int, i: int, rule: str) -> Draft | None:
    """The draft of the words after the colon at ``i``, said by the one named before it."""
    tokens = reading.tokens
    after = i + 2 if _dots(tokens, i) else i + 1
    complement = clause_start(tokens, after)
    if complement.start >= tokens.size or tokens.tags[complement.start] & tags.BREAK:
        return None
    return Draft(
        cue=(i, after),
        lemma=":",
        act="say",
        rules=[rule],
        mention=(start, i),
        content=(complement.start, complement.start),
        quote=complement.quote,
    )


def _dots(tokens: Tokens, k: int) -> bool:
    return tokens.words[k] == "." and k + 1 < tokens.size and tokens.words[k + 1] == "."


def speaks(reading: Reading, start: int, i: int) -> bool:
    """Whether the words from ``start`` to the colon at ``i`` name a speaker."""
    tokens = reading.tokens
    head = tokens.tags[start] | known_tags(reading, start)
    if i == start + 1 and tokens.words[start] in labels():
        return False
    if head & (tags.BY | tags.TO | tags.TIME) or any(verbal(tokens, k) for k in range(start + 1, i)):
        return False
    named = tokens.words[start] in reading.surnames or says_more(reading, start, i)
    end = phrase_end(reading, start, i)
    if end != i:
        return bool(head & tags.PERSON or named) and end > start and _adjunct(tokens, end, i)
    following = min(i + 1, tokens.size - 1)
    if head & tags.STATE:
        return tokens.words[following] in OWN_WORDS
    if head & (tags.PERSON | tags.DOCUMENT | tags.OUTLET | tags.ANONYMOUS | tags.BODY | tags.NAMED | tags.GROUP):
        return True
    quoted = (tokens.tags[following] & tags.QUOTE or tokens.words[following] in OWN_WORDS) and i - start <= 4
    return named or bool(quoted)


def says_more(reading: Reading, start: int, i: int) -> bool:
    """Whether the one named before the colon at ``i`` speaks in the body: a family name, or a name of several words."""
    tokens = reading.tokens
    name = tuple(tokens.words[start:i])
    single = i == start + 1 and tokens.tags[start] & tags.DEFINITE and tokens.tags[start] & tags.NISBA
    return (len(name) > 1 or bool(single)) and any(
        name == said[k : k + len(name)] for said in reading.speakers for k in range(len(said) - len(name) + 1)
    )


def _adjunct(tokens: Tokens, end: int, i: int) -> bool:
    """Whether what stands between a name and the colon at ``i`` tells when, on what or to whom: شاهد في القضية:."""
    return i - end <= 8 and (bool(tokens.tags[end] & tags.TO) or tokens.words[end] in TURNED)
