"""Where reported words end: quotations, the narrator's tails, the next cue."""

from extraction import tags
from extraction.drafts import Draft, Reading
from extraction.tokens import Tokens

# The narrator's remarks on the words just reported: not content, and no statement of their own.
REMARKS = (
    ("علي", "حد"),
    ("وفق", "تعبيره"),
    ("حسب", "تعبيره"),
    ("بحسب", "تعبيره"),
    ("وفق", "قوله"),
    ("حسب", "قوله"),
    ("بحسب", "قوله"),
)
OWN = frozenset(
    stem + ending
    for stem in ("تعبير", "قول", "تقدير", "راي", "وصف", "كلام", "تصريح", "زعم", "تقييم", "نظر")
    for ending in ("ه", "ها", "هم", "هما")
) | frozenset(("تعبير", "قول", "وصف", "رايه", "وصفه", "زعمهم"))
REMARK_WORDS = frozenset(("وفق", "حسب", "بحسب", "وفقا", "طبقا"))
# Tails after a comma in which the narrator goes on.
TAILS = (
    ("في", "وقت"),
    ("في", "اشاره"),
    ("وذلك", "في"),
    ("وذلك", "خلال"),
    ("وذلك", "علي"),
    ("في", "حين"),
    ("في", "الوقت"),
    ("مما",),
    ("ما", "ادي"),
    ("وذلك", "بعد"),
    ("وذلك", "اثر"),
    ("وذلك", "عقب"),
    ("وذلك", "ردا"),
    ("ردا", "علي"),
    ("في", "تعليقه"),
    ("تعليقا", "علي"),
    ("فيما",),
    ("بينما",),
    ("يذكر",),
    ("علما",),
    ("خلال", "لقاء"),
    ("وذلك", "تعليقا"),
    ("وذلك", "اليوم"),
)
IMPERSONAL = frozenset(
    ("يذكر", "يشار", "تجدر", "الجدير", "جدير", "ويذكر", "ويشار", "وتجدر", "والجدير", "وجدير", "للاشاره", "وللاشاره")
)


def sentence_end(tokens: Tokens, i: int) -> int:
    """The token that ends the sentence of token ``i``: a full stop, a line break, or the end of the text."""
    k, number = i, tokens.sentence[i]
    while k < len(tokens) and tokens.sentence[k] == number and not tokens.tags[k] & tags.BREAK:
        k += 1
    return k


def bound(reading: Reading, draft: Draft, limit: int) -> None:
    """Give the draft's content its end; ``limit`` is where the next cue takes over."""
    tokens = reading.tokens
    start = draft.content[0]
    if draft.quote >= 0:
        end = _quoted_end(reading, draft, limit)
    else:
        end = plain_end(reading, start, limit)
    draft.content = (start, trim(tokens, start, end, draft.quote))


def plain_end(reading: Reading, start: int, limit: int) -> int:
    """The end of words without quotation marks around them: the sentence, a remark, a tail or the next cue."""
    tokens, quotations = reading.tokens, reading.quotations
    k = start
    while k < limit:
        tag = tokens.tags[k]
        if tag & tags.BREAK:
            break
        if tag & tags.QUOTE and k in quotations.at and quotations.at[k].close > 0:
            k = quotations.at[k].close
            if k + 1 < limit and tokens.tags[k - 1] & tags.BREAK and tokens.words[k + 1] != ",":
                return k + 1
        elif remark(tokens, k) or (k > start and tokens.words[k] in IMPERSONAL) or (k > start and tokens.words[k - 1] == "," and tail(tokens, k)):
            break
        k += 1
    return min(k, limit)


def _quoted_end(reading: Reading, draft: Draft, limit: int) -> int:
    """The end of words that begin with a quotation mark."""
    tokens, quotation = reading.tokens, reading.quotations.at.get(draft.quote)
    if quotation is None or quotation.close < 0:
        return plain_end(reading, draft.content[0], limit)
    close = quotation.close
    after = close + 1
    if after >= len(tokens) or after >= limit:
        return close
    draft.closed = True
    if (
        tokens.tags[after] & (tags.PUNCTUATION & ~tags.QUOTE)
        or tokens.tags[after] & tags.PUNCTUATION
        or remark(tokens, after)
    ):
        return close
    if tokens.tags[after] & (tags.SUBORDINATOR | tags.CUE | tags.AND | tags.TIME) or tokens.words[after] in (
        "و",
        "في",
        "خلال",
        "وذلك",
    ):
        return close
    end = plain_end(reading, after, limit)
    return end if end > after else close


def remark(tokens: Tokens, k: int) -> bool:
    """Whether the narrator points back at the words here: على حد قوله, وفق تعبيره."""
    word = tokens.words[k]
    following = tokens.words[k + 1] if k + 1 < len(tokens) else ""
    if word in REMARK_WORDS:
        return following in OWN
    return word == "علي" and following == "حد"


def tail(tokens: Tokens, k: int) -> bool:
    """Whether one of the narrator's tails begins here."""
    return any(tuple(tokens.words[k : k + len(words)]) == words for words in TAILS)


def trim(tokens: Tokens, start: int, end: int, quote: int) -> int:
    """Leave final marks, conjunctions and a lone closing mark out."""
    while end > start:
        tag, word = tokens.tags[end - 1], tokens.words[end - 1]
        if tag & tags.QUOTE:
            break
        if (tag & tags.PUNCTUATION and word not in ")%]!?") or word in ("و", "كما", "حيث", "فيما", "بينما", "لكن", "ولكن", "ثم"):
            end -= 1
        else:
            break
    if quote >= 0 and end > start and tokens.tags[end - 1] & tags.QUOTE:
        inner = tokens.tags[start:end]
        if sum(bool(t & tags.QUOTE) for t in inner) % 2:
            return trim(tokens, start, end - 1, -1)
    return end
