"""Cues without a verb: بحسب المصدر, وفقا للوزارة, نقلا عن الصحيفة, and the colon of a headline."""

import re
from typing import Final

from extraction import tags
from extraction.asides import skip_asides
from extraction.boilerplate import impersonal, labels
from extraction.complements import clause_start
from extraction.contents import remark, reported, sentence_end
from extraction.drafts import Draft, Reading
from extraction.heads import KNOWN, known_tags, prepositional_pronoun, verbal
from extraction.issuers import standing
from extraction.nouns import adjectives, subject_end
from extraction.openings import past_told
from extraction.phrases import phrase_end
from extraction.tokens import Tokens
from extraction.vocabulary import nominal_lemma

NEAR: Final = 8
QUOTING: Final = frozenset(("نقل", "أورد"))
# What a law or a plan holds is nobody's words: وفقا للقانون.
LAW: Final = frozenset(
    (
        "القانون",
        "قانون",
        "الفصل",
        "فصل",
        "الفصول",
        "الدستور",
        "المرسوم",
        "الاتفاق",
        "الاتفاقيه",
        "اتفاق",
        "ماده",
        "الماده",
    )
) | frozenset(("المجله", "الشروط", "شروط", "المعايير", "الجدول", "الاحوال", "القواعد"))
# The time at the head of a line of a live page: 10:15, 10.15, 10h15.
HOUR: Final = re.compile(r"\d{1,2}[:.h]\d{2}")
MARKS: Final = frozenset(("|", "-", ",", ":"))
PARTICLES: Final = frozenset(("ل", "عن", "الي", "علي"))
# What a headline may add to its speaker before the colon: الوزير بعد لقاء نظيره: …
TURNED: Final = frozenset(("من", "خلال", "امام", "بعد", "عقب", "اثر", "حول", "عن", "بشان", "ردا", "تعليقا", "قبل"))
OWN_WORDS: Final = frozenset(("نحن", "لن", "لا", "يجب", "علي", "لسنا", "سوف", "هذا", "هذه", "ليس", "لم", "ليست"))


def nominal(reading: Reading, i: int) -> Draft | None:
    """A nominal cue with its source; what it covers is the rest of its sentence, or the sentence before it."""
    tokens = reading.tokens
    if remark(tokens, i) and tokens.words[i + 1] != "ما":
        return None
    limit = sentence_end(tokens, i)
    k = cue_end = i + 1
    if k + 1 < limit and (tokens.words[k] in ("ما", "لما") or tokens.words[i].endswith("ما")):
        cue_end += 1 + (tokens.words[k] in ("ما", "لما"))
        if not (reported(tokens, cue_end - 1) or tokens.tags[cue_end - 1] & tags.ISSUED):
            return None
        k = skip_asides(tokens, past_pronouns(tokens, cue_end, limit), limit)
        if any(r.verb.lemma in ("جاء", "ورد") for r in tokens.found[cue_end - 1].readings):
            k += 2 if tokens.words[k : k + 2] == ["علي", "لسان"] else tokens.words[k] == "في"
        k = skip_asides(tokens, past_told(reading, k, limit), limit) if k < limit else k
    elif k < limit and tokens.words[k] in PARTICLES:
        k += 1
    leading = leads(tokens, sentence_start(tokens, i), i)
    end = source_end(reading, k, limit, leading)
    if end == k < limit and cue_end > i + 1 and tokens.found[k].stem in LAW:
        end = phrase_end(reading, k, limit)  # بحسب ما ورد في المرسوم
    if (start := _passed_on(tokens, cue_end - 1, end, limit)) and source_end(reading, start, limit, leading) > start:
        k, end = start, source_end(reading, start, limit, leading)
    if end <= k and cue_end <= i + 1:
        return None
    lemma = nominal_lemma(tokens.words[i])
    cue = (i, k if lemma == "نقل" else cue_end)
    draft = Draft(cue, lemma, "say", ["nominal"])
    draft.mention = (k, end) if end > k else None
    return covered(reading, draft, past_pronouns(tokens, end, limit), limit, leading)


def _passed_on(tokens: Tokens, verb: int, end: int, limit: int) -> int:
    """Where the one begins whose words an outlet passes on, or 0: حسبما نقلت قناة النجم عن الشرطة, على لسان مصدر."""
    if end + 1 >= limit or not any(r.verb.lemma in QUOTING for r in tokens.found[verb].readings):
        return 0
    spoken = tokens.words[end : end + 2] == ["علي", "لسان"]
    return end + 2 if spoken else (end + 1 if tokens.words[end] == "عن" else 0)


def past_pronouns(tokens: Tokens, k: int, limit: int) -> int:
    """Past prepositions with a pronoun: ما أفاد به, المشرفين عليه."""
    while k < limit and prepositional_pronoun(tokens, k):
        k += 1
    return k


def source_end(reading: Reading, k: int, limit: int, leading: bool) -> int:
    """The end of the source's name; its first word may carry لـ. ``leading``: what it covers may follow at once."""
    tokens = reading.tokens
    named = KNOWN | tags.DEFINITE | tags.QUOTE
    again = k + 1 < limit and tokens.tags[k] & tags.SAME and tokens.tags[k + 1] & (tags.ANONYMOUS | tags.SPEAKING)
    if k >= limit or not (tokens.tags[k] & named or again) or tokens.found[k].stem in LAW:
        return k
    if tokens.tags[k] & tags.QUOTE:
        quotation = reading.quotations.at.get(k)
        return quotation.close + 1 if quotation and 0 < quotation.close - k < 7 else k
    comma = next((j for j in range(k + 1, min(k + 20, limit)) if tokens.words[j] == ","), limit)
    apposed = comma + 1 < limit and tokens.tags[comma + 1] & tags.PERSON
    if leading and (comma == limit or comma - k > NEAR) and not apposed:
        return _short_end(reading, k, limit)
    return phrase_end(reading, k, limit if apposed else comma)


def _short_end(reading: Reading, k: int, limit: int) -> int:
    """The end of a source without a comma behind it: ووفقا للشرطة أصيب حارسان."""
    tokens, end = reading.tokens, subject_end(reading, k, limit)
    end = end if end > k else adjectives(tokens, k + 1, limit)
    while end < limit and tokens.tags[end] & tags.SAME:
        end += 1  # وبحسب المصدر نفسه فإن
    while end < limit and tokens.words[end].isascii() and tokens.words[end].isalpha():
        end += 1
    return end


def covered(reading: Reading, draft: Draft, end: int, limit: int, leading: bool) -> Draft | None:
    """Give a nominal cue its content; ``end`` is where its source ends."""
    tokens, i = reading.tokens, draft.cue[0]
    start = sentence_start(tokens, i)
    first = _past_source(tokens, skip_asides(tokens, end, limit), limit, leading)
    if leading or (first < limit and tokens.tags[first] & tags.COMPLEMENTISER):
        complement = clause_start(tokens, first)
        if complement.start >= limit:
            return None
        draft.content, draft.quote = (complement.start, complement.start), complement.quote
        return draft
    if any(tokens.tags[k] & tags.BREAK for k in range(start, i)):
        return None
    if tokens.words[start] in impersonal() and tokens.tags[start + 1] & tags.COMPLEMENTISER:
        start += 2
    draft.content, draft.final = (start, limit if _goes_on(tokens, i - start, end, limit) else i), True
    draft.rules = ["nominal-final"]
    return draft


def _past_source(tokens: Tokens, first: int, limit: int, leading: bool) -> int:
    """Where what a nominal cue covers begins, past what is told of its source: نشرتها الوزارة, للوكالة."""
    for k in range(first, min(first + 12, limit)):
        if tokens.tags[k] & tags.COMPLEMENTISER and tokens.words[k - 1] == ",":
            first = k
    if not leading or first >= limit or not tokens.tags[first] & (tags.ISSUED | tags.TO | tags.BY | tags.RELATIVE):
        return first
    told = tokens.tags[first] & (tags.ISSUED | tags.RELATIVE)
    comma = next((j for j in range(first, min(first + 12, limit)) if tokens.words[j] == ","), -1)
    return comma + 1 if comma >= 0 else (limit if told else first)


def _goes_on(tokens: Tokens, before: int, end: int, limit: int) -> bool:
    """Whether what a nominal cue covers goes on behind its source: وتبلغ الكلفة، وفق الوزير، مليونين.

    ``before`` tokens of it stand before the cue.
    """
    after = end + (end < limit and tokens.words[end] == ",")
    linking = tags.SUBORDINATOR | tags.AND | tags.CUE | tags.NOMINAL | tags.BREAK | tags.ISSUED | tags.TIME
    linked = after >= limit or tokens.tags[after] & (linking | tags.RELATIVE | tags.PERSON)
    return limit - end > 3 and (before <= 6 or (after > end and not linked))


def sentence_start(tokens: Tokens, i: int) -> int:
    """The first token of the sentence of token ``i``."""
    return tokens.first[tokens.sentence[i]]


def leads(tokens: Tokens, start: int, i: int) -> bool:
    """Whether only linking words stand before the cue in its sentence."""
    linking = tags.PUNCTUATION | tags.SUBORDINATOR
    return all(tokens.tags[k] & linking or tokens.words[k] == "و" for k in range(start, i))


def colon(reading: Reading) -> Draft | None:
    """A headline ``X: …`` where X is somebody who speaks, not a place or a topic."""
    tokens = reading.tokens
    start = past_label(tokens)
    i = next((k for k in range(start + 1, min(tokens.size, 16)) if tokens.words[k] == ":" or _dots(tokens, k)), 0)
    return labelled(reading, start, i, "headline-colon") if i and speaks(reading, start, i) else None


def past_label(tokens: Tokens) -> int:
    """Past what a page puts before a headline, with its marks: عاجل | and بالفيديو.. before a speaker."""
    if not tokens.size or tokens.words[0].removeprefix("بال") not in labels():
        return 0
    k = 1
    while k < tokens.size and (tokens.words[k] in MARKS or tokens.words[k] == "."):
        k += 1
    return k if 1 < k < tokens.size else 0


def turns(reading: Reading) -> list[Draft]:
    """Paragraphs of a dialogue or lines of a live page, each with its speaker before a colon."""
    tokens, found = reading.tokens, []
    for paragraph in tokens.paragraphs:
        start = past_hour(tokens, paragraph)
        i = next((k for k in range(start + 1, min(tokens.size, start + 9)) if tokens.words[k] == ":"), 0)
        known = tags.PERSON if start == paragraph else tags.PERSON | tags.BODY | tags.OUTLET | tags.OUTLET_NAME
        person = i and (tokens.tags[start] & known or tokens.words[start] in reading.surnames)
        if person and speaks(reading, start, i):
            found.append(labelled(reading, start, i, "dialogue-colon"))
    return [draft for draft in found if draft is not None]


def past_hour(tokens: Tokens, k: int) -> int:
    """Past the hour that opens a line of a live page and a mark after it (10:15 | الشرطة: …)."""
    if k + 2 >= tokens.size or not HOUR.fullmatch(tokens.words[k]):
        return k
    return k + 1 + (tokens.words[k + 1] in MARKS)


def labelled(reading: Reading, start: int, i: int, rule: str) -> Draft | None:
    """The draft of the words after the colon at ``i``, said by the one named before it."""
    tokens = reading.tokens
    after = i + 2 if _dots(tokens, i) else i + 1
    complement = clause_start(tokens, after)
    if complement.start >= tokens.size or tokens.tags[complement.start] & tags.BREAK:
        return None
    draft = Draft((i, after), ":", "say", [rule])
    draft.content, draft.quote = (complement.start, complement.start), complement.quote
    end = phrase_end(reading, start, i)
    draft.mention = (start, end if start < end < i and _adjunct(tokens, end, i) else i)
    return draft


def _dots(tokens: Tokens, k: int) -> bool:
    return tokens.words[k] == "." and k + 1 < tokens.size and tokens.words[k + 1] == "."


def speaks(reading: Reading, start: int, i: int) -> bool:
    """Whether the words from ``start`` to the colon at ``i`` name a speaker."""
    tokens = reading.tokens
    head = tokens.tags[start] | known_tags(reading, start)
    if i == start + 1 and tokens.words[start] in labels():
        return False
    named = tokens.words[start] in reading.surnames or says_more(reading, start, i)
    topic = head & (tags.BY | tags.TO | tags.TIME) or (_binding(tokens, start, i) and not named)
    if topic or any(verbal(tokens, k) for k in range(start + 1, i)):
        return False
    end = phrase_end(reading, start, i)
    if end != i:
        return bool(head & tags.PERSON or named) and end > start and _adjunct(tokens, end, i)
    following = min(i + 1, tokens.size - 1)
    if head & tags.STATE:
        return tokens.words[following] in OWN_WORDS
    outlets = tags.OUTLET | tags.OUTLET_NAME | tags.DOCUMENT
    if head & (tags.PERSON | outlets | tags.ANONYMOUS | tags.BODY | tags.NAMED | tags.GROUP):
        return True
    quoted = (tokens.tags[following] & tags.QUOTE or tokens.words[following] in OWN_WORDS) and i - start <= 4
    return named or bool(quoted and not head & tags.MASDAR)


def _binding(tokens: Tokens, start: int, i: int) -> bool:
    """Whether a law is what a headline is about, not who speaks in it: قانون المالية: المصادقة على فصول."""
    document = tokens.tags[start] & tags.DOCUMENT
    return bool(document) and not standing().isdisjoint(found.bare for found in tokens.found[start:i])


def says_more(reading: Reading, start: int, i: int) -> bool:
    """Whether the one named before the colon at ``i`` speaks in the body: a family name, or a name of several words."""
    tokens = reading.tokens
    name = tuple(tokens.words[start:i])
    single = i == start + 1 and tokens.tags[start] & tags.DEFINITE and tokens.tags[start] & tags.NISBA
    return (len(name) > 1 or bool(single)) and any(
        name == said[k : k + len(name)] and (not k or said[k - 1] == "," or said[k - 1].startswith("ال"))
        for said in reading.speakers
        for k in range(len(said) - len(name) + 1)
    )


def _adjunct(tokens: Tokens, end: int, i: int) -> bool:
    """Whether what stands between a name and the colon at ``i`` tells when, on what or to whom: شاهد في القضية:."""
    return i - end <= 8 and (bool(tokens.tags[end] & tags.TO) or tokens.words[end] in TURNED)
