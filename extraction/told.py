"""Whom the narrative around a cue is about, for a cue that has no subject of its own."""

from typing import Final

from extraction import tags
from extraction.agreement import follows, form_of
from extraction.asides import skip_asides
from extraction.drafts import Draft, Range, Reading
from extraction.heads import KNOWN, can_head, verbal
from extraction.narrative import ADDING
from extraction.nouns import subject_at, subject_end
from extraction.phrases import phrase_end
from extraction.relatives import antecedent
from extraction.subjects import written_in
from extraction.tokens import Tokens

# So many sentences back goes the narrative.
BACK: Final = 5
LONGEST_NOUN: Final = 4
# As many tokens has a dateline: غلاسكو 8 نوفمبر (برق) -.
LONGEST_DATELINE: Final = 10
UNDESCRIBED: Final = (
    tags.DEFINITE | tags.FUNCTION | tags.PREPOSITION | tags.PUNCTUATION | tags.TIME | tags.ADVERB | tags.DEMONSTRATIVE
)
DESCRIBED: Final = tags.ROLE | tags.GROUP | tags.BODY | tags.ANONYMOUS
JOINED_VERB: Final = tags.AND | tags.CUE
JOINED: Final = JOINED_VERB | tags.GROUP | tags.OUTLET
CIRCUMSTANTIAL: Final = frozenset(("وهو", "وهي", "وهم"))


def circumstance(tokens: Tokens, i: int) -> Range | None:
    """The noun that وهو takes up just before the cue at ``i``: صوت الطفل وهو يصرخ قائلا."""
    k = next((j for j in range(i - 1, max(0, i - 4), -1) if tokens.words[j] in CIRCUMSTANTIAL), 0)
    noun = antecedent(tokens, k) if k else None
    if noun is None:
        return None
    same = (j for j in range(noun[0] + 1, noun[1] - 1) if tokens.tags[j] & tags.ROLE and tokens.tags[j + 1] & tags.SAME)
    return next(same, noun[0]), noun[1]  # ويظهر تسجيل آخر الرجل نفسه وهو


def described(reading: Reading, draft: Draft) -> Range | None:
    """The indefinite noun just before a cue that tells more of it without a relative pronoun: حكم على ناشط دعا إلى."""
    tokens, i = reading.tokens, draft.cue[0]
    if tokens.tags[i] & tags.AND or written_in(tokens, i) or (draft.aspect == "a" and draft.number != "p"):
        return None
    start = i
    while start > 0 and i - start < LONGEST_NOUN and not tokens.tags[start - 1] & UNDESCRIBED:
        start -= 1
        if tokens.tags[start] & (tags.BY | tags.TO):
            break
    heads = (k for k in range(start, i) if tokens.tags[k] & DESCRIBED and not verbal(tokens, k))
    head = next(heads, None)
    if head is None or not follows(form_of(reading, head), draft):
        return None
    counted = head > 0 and tokens.tags[head - 1] & (tags.NUMBER | tags.QUANTIFIER)
    return head - bool(counted), i


def sentence_subject(reading: Reading, i: int) -> Range | None:
    """The subject of the sentence that token ``i`` stands in, by its first verb or first noun.

    After an adjunct that opens the sentence it is a person: وفي مقر النادي تحدث الرئيس.
    """
    tokens = reading.tokens
    k = skip_asides(tokens, _past_dateline(tokens, tokens.first[tokens.sentence[i]], i), i)
    k += _opens_as_verb(tokens, k, i)
    heads = [*range(k, min(k + 4, i)), *(head for head in range(k + 4, min(k + 9, i)) if _person(tokens, head))]
    if k < i and tokens.tags[k] & tags.PREPOSITION:
        heads = [head for head in range(k + 2, min(k + 12, i)) if _person(tokens, head)] + heads
    heads = [head for head in heads if tokens.tags[head] & JOINED != JOINED_VERB]  # وأمر بفتح, not وسائل
    known = (head for head in heads if tokens.tags[head] & KNOWN or tokens.words[head] in reading.surnames)
    found = (subject_at(reading, head, i) for head in known if can_head(tokens, head))
    return _counted(reading, next((subject for subject in found if subject), None), i)


def _past_dateline(tokens: Tokens, k: int, i: int) -> int:
    """Past the place, date and agency with which an article opens at ``k``: الجزائر - زار الوزير."""
    if k > 0:
        return k
    dashes = (j for j in range(1, min(LONGEST_DATELINE, i)) if tokens.words[j] == "-" and not tokens.tight(j))
    return next(dashes, k - 1) + 1


def _opens_as_verb(tokens: Tokens, k: int, i: int) -> bool:
    """Whether a sentence opens with a verb at ``k`` that is spelled as a name or noun: أشرف الوالي, عقد المكتب."""
    alike = tags.AMBIGUOUS | tags.MASDAR
    return k + 1 < i and bool(tokens.tags[k] & alike and tokens.tags[k + 1] & (tags.ROLE | tags.BODY))


def _counted(reading: Reading, subject: Range | None, i: int) -> Range | None:
    """The subject with those of whom it tells how many: عدد من الأولياء, 3 عمال."""
    if subject is None:
        return None
    tokens, (start, end) = reading.tokens, subject
    if tokens.words[start + 1 : start + 2] != ["من"]:
        several = tokens.tags[start] & (tags.PLURAL | tags.GROUP) and not tokens.tags[start] & tags.DEFINITE
        return start - bool(several and start and tokens.tags[start - 1] & tags.NUMBER), end
    k = start + 2
    of_whom = subject_end(reading, k, i) if k < i else k
    return start, of_whom if of_whom > k else max(phrase_end(reading, start, i), end)


def _person(tokens: Tokens, k: int) -> bool:
    """Whether a person is named at ``k``, not as somebody's complement."""
    return bool(tokens.tags[k] & tags.PERSON) and not tokens.tags[k - 1] & (tags.PREPOSITION | tags.ROLE)


def told_here(reading: Reading, draft: Draft) -> Range | None:
    """A person, a body or an outlet that the sentence of a later verb is about: وكان سالم ظهر أمس، وصرح بأنه."""
    i = draft.cue[0]
    if not reading.tokens.tags[i] & tags.AND or draft.outer is not None:
        return None
    bodies = 0 if draft.lemma in ADDING else tags.OUTLET | tags.BODY
    return _about(reading, draft, sentence_subject(reading, i), bodies)


def told_before(reading: Reading, draft: Draft, spoken: int) -> Range | None:
    """A person whom the sentence before, in the same paragraph, is about: تجلس أم يوسف قرب الموقد.

    Up to token ``spoken`` the text is somebody's words.
    """
    tokens = reading.tokens
    end = tokens.last[tokens.sentence[draft.cue[0]] - 1]
    subject = _about(reading, draft, sentence_subject(reading, end))
    if subject is None or subject[0] < spoken or "\n" in tokens.words[end]:
        return None
    return subject


def _about(reading: Reading, draft: Draft, subject: Range | None, bodies: int = 0) -> Range | None:
    """The subject if it is a person, or has a tag in ``bodies``, and agrees with the draft's verb."""
    tokens = reading.tokens
    if subject is None:
        return None
    known = tags.PERSON | tags.PARTICLE | bodies
    if not tokens.tags[subject[0]] & known and tokens.words[subject[0]] not in reading.surnames:
        return None
    return subject if follows(form_of(reading, subject[0]), draft) else None


def doer(reading: Reading, draft: Draft, sentence: int) -> Range | None:
    """The person who agrees and acts in a sentence that only cites a document: استقبل الوزير الوفد، وفق بلاغ."""
    last = reading.tokens.last[sentence]
    return None if draft.lemma in ADDING else _about(reading, draft, sentence_subject(reading, last))


def narrated(reading: Reading, draft: Draft, unheard: bool) -> Range | None:
    """The person whom the narrative before a cue is about, for an article in which nobody who agrees has spoken.

    Where nobody at all has spoken, ``unheard``, it may be about a body or several too.
    """
    bodies = tags.BODY | tags.OUTLET | tags.STATE | tags.GROUP if unheard else 0
    tokens = reading.tokens
    number = tokens.sentence[draft.cue[0]]
    told = (sentence_subject(reading, tokens.last[n]) for n in range(number - 1, max(-1, number - 1 - BACK), -1))
    return next((subject for subject in told if _about(reading, draft, subject, bodies) is not None), None)
