"""From cues to drafts: one rule for each construction that attributes words."""

from collections.abc import Iterator

from extraction import subjects, tags
from extraction.complements import CARRIERS, Complement, clause_start, find
from extraction.contents import remark, sentence_end
from extraction.drafts import Draft, Range, Reading
from extraction.phrases import phrase_end
from extraction.vocabulary import Reading as CueReading

NOMINALS = {"حسب": "حسب", "بحسب": "حسب", "وفق": "وفق", "وفقا": "وفق", "طبقا": "طبق", "نقلا": "نقل", "استنادا": "استند"}
NOUN_CONTEXT = tags.PREPOSITION | tags.DEMONSTRATIVE


def drafts(reading: Reading) -> Iterator[Draft]:
    """All drafts of a field in text order, contents without their ends."""
    tokens = reading.tokens
    for i, tag in enumerate(tokens.tags):
        if reading.quotations.within(i) >= 0:
            continue
        draft = None
        if tag & tags.CUE:
            draft = cue_draft(reading, i)
        if draft is None and (lemma := _nominal(tokens.words[i])):
            draft = nominal(reading, i, lemma)
        if draft is not None:
            yield draft


def _nominal(word: str) -> str | None:
    return NOMINALS.get(word) or (NOMINALS.get(word[1:]) if word[0] in "وف" else None)


def cue_draft(reading: Reading, i: int) -> Draft | None:
    """The draft of the cue at ``i`` by its first reading that fits."""
    for aspect, rule in (("pi", finite), ("a", participle), ("n", owned_noun)):
        readings = [r for r in reading.tokens.found[i].readings if r.aspect in aspect]
        if readings and (draft := rule(reading, i, readings)) is not None:
            return draft
    return None


def _frame(readings: list[CueReading]) -> frozenset[str]:
    return frozenset().union(*(r.verb.frame for r in readings))


def _chosen(readings: list[CueReading], complement: Complement, word: str) -> CueReading:
    """The reading whose frame the complement fits best."""
    form = {"clause": "clause", "quote": "clause", "colon": "clause"}.get(complement.form, word)
    return next((r for r in readings if form in r.verb.frame), readings[0])


def _draft(readings: list[CueReading], i: int, complement: Complement, word: str, rule: str) -> Draft:
    reading = _chosen(readings, complement, word)
    return Draft(
        cue=(i, i + 1),
        lemma=reading.verb.lemma,
        act=reading.verb.act,
        rules=[rule],
        verb=reading.verb,
        aspect=reading.aspect,
        gender=reading.gender,
        number=reading.number,
        content=(complement.start, complement.start),
        quote=complement.quote,
    )


def finite(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A finite verb and what it governs: قال الوزير إن, دعا الحزب إلى, أدانت المنظمة الهجوم."""
    tokens = reading.tokens
    if i > 0 and tokens.tags[i - 1] & NOUN_CONTEXT and tokens.words[i][0] not in "وف":
        return None
    limit = sentence_end(tokens, i)
    complement = find(tokens, reading.quotations, i, _quote_limit(tokens, limit), _frame(readings))
    if complement is None:
        return with_object(reading, i, readings, limit)
    if complement.start >= len(tokens):
        return None
    draft = _draft(readings, i, complement, tokens.words[complement.marker][:1], "verb-complement")
    draft.mention = subjects.after(reading, i, complement.marker, False) or subjects.before(reading, i)
    if "label" in draft.verb.frame and draft.lemma == "وصف":
        start = draft.mention[1] if draft.mention and draft.mention[0] > i else i + 1
        draft.content, draft.quote = (start, start), -1
    return draft


def _quote_limit(tokens: object, limit: int) -> int:
    return limit


def with_object(reading: Reading, i: int, readings: list[CueReading], limit: int) -> Draft | None:
    """A verb with what was said as its object: أدان الرئيس الهجوم, أعلنت الشركة إغلاق المصنع."""
    tokens = reading.tokens
    fitting = [r for r in readings if r.verb.frame & {"object", "label"} and (not r.verb.strict)]
    if not fitting:
        return None
    subject = subjects.after(reading, i, limit, True)
    start = subjects.skip_asides(tokens, subject[1] if subject else i + 1, limit)
    if start >= limit or tokens.tags[start] & (tags.FUNCTION | tags.PREPOSITION | tags.BREAK):
        return None
    draft = _draft(fitting, i, Complement("object", start, start, -1), "object", "verb-object")
    draft.mention = subject or subjects.before(reading, i)
    if tokens.tags[start] & tags.QUOTE:
        draft.quote, draft.content = start, (start + 1, start + 1)
    return draft


def participle(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A participle that goes on with a report: مؤكدا أن, داعيا إلى, معلنا تشكيل لجنة."""
    tokens = reading.tokens
    word = tokens.words[i]
    if (
        tokens.tags[i] & tags.DEFINITE
        or not word.endswith(("ا", "ه", "ين", "ات"))
        or (word in CARRIERS
        and _carried(reading, i))
    ):
        return None
    if (i > 0 and tokens.tags[i - 1] & (NOUN_CONTEXT | tags.ROLE)) or i == 0:
        return None
    limit = sentence_end(tokens, i)
    complement = find(tokens, reading.quotations, i, limit, _frame(readings))
    if complement is None:
        fitting = [r for r in readings if r.verb.frame & {"object", "label"}]
        if not fitting or i + 1 >= limit or tokens.tags[i + 1] & (tags.FUNCTION | tags.PREPOSITION | tags.PUNCTUATION):
            return None
        complement, readings = Complement("object", i + 1, i + 1, -1), fitting
    if complement.start >= len(tokens):
        return None
    draft = _draft(readings, i, complement, word, "participle")
    if "label" in draft.verb.frame and complement.form != "clause":
        draft.content, draft.quote = (i + 1, i + 1), -1
    return draft


def _carried(reading: Reading, i: int) -> bool:
    """Whether قائلا only repeats a cue just before it that has no content of its own."""
    tokens = reading.tokens
    for k in range(i - 1, max(-1, i - 12), -1):
        if tokens.tags[k] & (tags.BREAK | tags.COMPLEMENTISER | tags.QUOTE):
            return False
        readings = tokens.found[k].readings
        if readings and readings[0].aspect in "pi" and tokens.tags[k] & tags.CUE:
            return "clause" in readings[0].verb.frame and not readings[0].verb.frame & {"object"}
    return False


def owned_noun(reading: Reading, i: int, readings: list[CueReading]) -> Draft | None:
    """A verbal noun with the speaker's pronoun: نقلت الوكالة عن الوزير قوله إن."""
    tokens = reading.tokens
    fitting = [r for r in readings if r.pronoun not in ("0", "1s", "1p")]
    if not fitting:
        return None
    complement = find(tokens, reading.quotations, i, sentence_end(tokens, i), _frame(fitting))
    if complement is None or complement.start >= len(tokens):
        return None
    draft = _draft(fitting, i, complement, tokens.words[complement.marker][:1], "verbal-noun")
    draft.mention = source_before(reading, i)
    if draft.mention is None and fitting[0].verb.lemma != "قال":
        return None
    return draft


def source_before(reading: Reading, i: int) -> Range | None:
    """The noun phrase after the عن that stands before the cue at ``i``: نقلت الوكالة عن الوزير قوله."""
    tokens = reading.tokens
    for k in range(i - 1, max(-1, i - 25), -1):
        if tokens.tags[k] & tags.BREAK:
            return None
        if tokens.words[k] == "عن":
            end = phrase_end(tokens, reading.quotations, k + 1, i)
            return (k + 1, end) if end > k + 1 else None
    return None


def nominal(reading: Reading, i: int, lemma: str) -> Draft | None:
    """A nominal cue: بحسب المصدر, وفقا للوزارة, نقلا عن الصحيفة."""
    tokens = reading.tokens
    if remark(tokens, i):
        return None
    limit = sentence_end(tokens, i)
    k = i + 1
    if k < limit and tokens.words[k] in ("ل", "عن", "الي", "ما"):
        k += 1
    cue_end = k if tokens.words[k - 1] in ("عن",) else i + 1
    if k >= limit:
        return None
    end = phrase_end_after(reading, k, limit)
    if end <= k or not tokens.tags[k] & (subjects.KNOWN | tags.DEFINITE):
        return None
    draft = Draft(cue=(i, cue_end), lemma=lemma, act="say", rules=["nominal"], mention=(k, end))
    return _covered(reading, draft, i, end, limit)


def phrase_end_after(reading: Reading, k: int, limit: int) -> int:
    """A noun phrase whose first word may carry لـ."""
    first = phrase_end(reading.tokens, reading.quotations, k + 1, limit) if reading.tokens.tags[k] & tags.TO else k
    return first if first > k else phrase_end(reading.tokens, reading.quotations, k, limit)


def _covered(reading: Reading, draft: Draft, i: int, end: int, limit: int) -> Draft | None:
    """What a nominal cue covers: the rest of the sentence after it, or the sentence before it."""
    tokens = reading.tokens
    start = i
    while start > 0 and tokens.sentence[start - 1] == tokens.sentence[i]:
        start -= 1
    lead = all(tokens.tags[k] & (tags.PUNCTUATION | tags.SUBORDINATOR | tags.AND) for k in range(start, i))
    if (
        not lead
        and end + 1 < limit
        and tokens.tags[end] & tags.COMPLEMENTISER | (tokens.tags[min(end + 1, limit - 1)] & tags.COMPLEMENTISER)
    ):
        lead = True
    if lead:
        complement = clause_start(tokens, subjects.skip_asides(tokens, end, limit))
        if complement.start >= limit:
            return None
        draft.content, draft.quote = (complement.start, complement.start), complement.quote
        return draft
    draft.content, draft.closed, draft.aspect = (start, i), True, "final"
    return draft
