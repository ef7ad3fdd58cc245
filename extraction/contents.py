"""Where reported words end: quotations, the narrator's tails, the next cue."""

from functools import cache
from typing import Final

from extraction import tags
from extraction.boilerplate import impersonal
from extraction.drafts import Draft, Reading
from extraction.quotations import Quotation
from extraction.shapes import MASDAR_SHAPE
from extraction.tokens import Tokens

REMARK_WORDS: Final = frozenset(("وفق", "حسب", "بحسب", "وفقا", "طبقا"))
OWN: Final = frozenset(
    stem + ending
    for stem in ("تعبير", "قول", "تقدير", "راي", "وصف", "كلام", "تصريح", "زعم", "تقييم", "نظر", "تصريحات")
    for ending in ("ه", "ها", "هم", "هما")
) | frozenset(("تعبير", "قول", "وصف"))
# What a law holds is no words of the one who speaks: وفق ما ينص عليه الدستور.
UNSAID: Final = frozenset(("نص", "قرر", "قضى"))
# After a comma, these open a tail in which the narrator goes on.
TAILS: Final = frozenset(
    (
        "في وقت",
        "في اشاره",
        "وذلك في",
        "وذلك خلال",
        "وذلك بعد",
        "وذلك اثر",
        "وذلك عقب",
        "وذلك ردا",
        "وذلك تعليقا",
        "فيما",
        "دون ان",
        "من دون",
        "وذلك اثناء",
        "في الوقت الذي",
        "في الوقت نفسه",
        "في الوقت ذاته",
        "ردا علي",
        "في تعليقه",
        "في تعليق",
        "تعليقا علي",
        "في رد",
        "في اطار",
        "خلال لقاء",
        "خلال مؤتمر",
        "في مؤتمر",
        "في تصريح",
        "في بيان",
        "في حديث",
        "في كلمه",
        "خلال كلمه",
        "في حوار",
        "خلال اجتماع",
        "علي هامش",
        "في ختام",
        "عقب لقاء",
        "عقب لقائه",
        "خلال لقائه",
        "في خطوه",
        "وهو ما",
        "وهي المره",
        "الامر الذي",
        "منذ",
        "اثر",
        "عقب",
        "تزامنا",
        "جاء ذلك",
        "في اول تعليق",
        "معلقا علي",
        "ياتي",
        "وياتي",
        "وجاء",
        "وجاءت",
        "يشار",
        "يذكر",
        "علما",
    )
)
LINKING: Final = frozenset(("في", "و", "كما", "حيث", "فيما", "بينما", "لكن", "ولكن", "ثم", "من", "وقد"))


# After a closed quotation, these tell of the saying: عبر عن «تفاؤل» بعد الجولة.
ENDING: Final = frozenset(("وذلك", "خلال", "و", "بعد", "قبل", "عقب", "اثر", "اثناء", "غداه"))
NOMINAL: Final = ("object", "noun")
SOURCE: Final = 12
CLAUSES: Final = frozenset(("بينما", "فيما", "حيث", "لكن", "لكنه", "لكنها", "لكنهم", "ولكن", "اذ", "عندما", "فقد"))


def sentence_end(tokens: Tokens, i: int) -> int:
    """The token that ends the sentence of token ``i``: a full stop, a line break, or the end of the text."""
    return max(i, tokens.last[tokens.sentence[i]]) if i < tokens.size else tokens.size


def bound(reading: Reading, draft: Draft, limit: int) -> None:
    """Give the draft's content its end; ``limit`` is where the next cue takes over."""
    start = draft.content[0]
    if draft.last >= 0:
        draft.content = (start, draft.last)
        return
    end = quoted_end(reading, draft, limit) if draft.quote >= 0 else plain_end(reading, start, limit, draft.form)
    end = trim(reading.tokens, start, end, draft.quote)
    draft.content = (_with_preposition(reading, draft, end), end)


def _with_preposition(reading: Reading, draft: Draft, end: int) -> int:
    """Where the content begins: at بـ before a quotation that is only the first part of it, else at its first word.

    ندد بـ«شراء الأصوات» في الدائرة is about the buying in the constituency; رحب بـ«الخطوة» is the quotation alone.
    """
    start, quotation = draft.content[0], reading.quotations.at.get(draft.quote)
    part = quotation is not None and 0 < quotation.close < end - 1 and draft.form in NOMINAL
    return draft.marker if part and reading.tokens.words[draft.marker] in ("ب", "ل") else start


def plain_end(reading: Reading, start: int, limit: int, form: str = "clause") -> int:
    """The end of words without quotation marks around them: the sentence, a remark, a tail or the next cue."""
    tokens, at, k, nominal = reading.tokens, reading.quotations.at, start, form in NOMINAL
    words, ending = tokens.words, narrated()
    while k < limit:
        tag = tokens.tags[k]
        if tag & tags.BREAK:
            break
        if tag & tags.QUOTE and k in at and at[k].close > k:
            k = at[k].close
        elif k > start and words[k - 1] == "," and (comma := resumes(tokens, k, limit)):
            k = comma
        elif k > start:
            # Few words open what ends a clause, but all may after a comma.
            narrator = words[k] in ending or words[k - 1] == ","
            if (narrator and ends_here(tokens, k)) or (nominal and noun_ends(tokens, k)):
                break
        k += 1
    return min(k, max(limit, start))


def resumes(tokens: Tokens, k: int, limit: int) -> int:
    """The comma behind which the words go on after a remark between commas (السد، على حد قوله، آمن), or 0."""
    if not remark(tokens, k) or tokens.words[k + 1] == "ما":
        return 0
    close = k + 2 + (tokens.words[k] == "علي")
    if close + 1 >= limit or tokens.words[close] != "," or tail(tokens, close + 1):
        return 0
    tag, word = tokens.tags[close + 1], tokens.words[close + 1]
    stop = tags.AND | tags.SUBORDINATOR | tags.CUE | tags.QUOTE
    linked = word[0] == "و" or tag & stop
    return close if tag & tags.COMPLEMENTISER or not linked else 0


@cache
def narrated() -> frozenset[str]:
    """Words that open a remark or an impersonal formula."""
    return impersonal() | REMARK_WORDS | {"علي"}


def ends_here(tokens: Tokens, k: int) -> bool:
    """Whether the narrator takes over at ``k``: a remark, an impersonal formula, or a tail after a comma."""
    if remark(tokens, k):
        return True
    if tokens.words[k] in impersonal():
        return k + 1 < tokens.size and bool(tokens.tags[k + 1] & (tags.COMPLEMENTISER | tags.DEFINITE))
    return tokens.words[k - 1] == "," and (tail(tokens, k) or sourced(tokens, k))


def sourced(tokens: Tokens, k: int) -> bool:
    """Whether the sentence ends with its source from ``k`` on: ، بحسب بلاغ للوزارة."""
    return bool(tokens.tags[k] & tags.NOMINAL) and tokens.last[tokens.sentence[k]] - k <= SOURCE


def noun_ends(tokens: Tokens, k: int) -> bool:
    """Whether a noun that stands for the words ends before ``k``: another clause begins."""
    word, tag = tokens.words[k], tokens.tags[k]
    if word in ("غير", "الا") and k + 1 < tokens.size and tokens.words[k + 1].startswith("ان"):
        return True
    if tag & tags.RELATIVE and k + 1 < tokens.size and any(r.verb.lemma == "قال" for r in tokens.found[k + 1].readings):
        return True
    if word in CLAUSES or (tag & tags.AUXILIARY and tag & tags.AND):
        return True
    if word == "خلال" and k + 1 < tokens.size and tokens.tags[k + 1] & tags.OCCASION:
        return True
    if tokens.words[k - 1] != ",":
        return False
    return tail_of_noun(tokens, k) or (
        word[0] == "و"
        and len(word) > 3
        and not tag & (tags.AND | tags.MASDAR | tags.NUMBER)
        and not MASDAR_SHAPE.fullmatch(word[1:])
    )


def tail_of_noun(tokens: Tokens, k: int) -> bool:
    """Whether a tail begins at ``k`` that would belong to a clause, but not to a noun."""
    if tokens.words[k] == "ما" and tokens.words[k + 1 : k + 2] not in (["لم"], ["زال"], ["زالت"], ["دام"], ["لن"]):
        return True
    return tokens.words[k] in ("مما", "الذي", "التي", "والذي", "والتي", "حيث") or tokens.words[k : k + 2] == [
        "في",
        "حين",
    ]


def quoted_end(reading: Reading, draft: Draft, limit: int) -> int:
    """The end of words that begin with a quotation mark."""
    tokens, quotation = reading.tokens, reading.quotations.at.get(draft.quote)
    if quotation is None or quotation.close < 0:
        return plain_end(reading, draft.content[0], limit)
    after = quotation.close + 1
    long = quotation.close - draft.content[0] > 5
    if (
        after >= min(tokens.size, limit)
        or (draft.relative and draft.form == "object")
        or not (goes_on(tokens, after) or unfinished(tokens, draft, quotation))
        or (long and tokens.tags[after] & tags.PREPOSITION)
    ):
        return quotation.close
    end = trim(tokens, after, plain_end(reading, after, limit), -1)
    return end if end > after else quotation.close


def unfinished(tokens: Tokens, draft: Draft, quotation: Quotation) -> bool:
    """Whether one or two quoted words at the head of a clause want the rest of it: إن "تلاعبا" وقع في الملف."""
    barred = tags.PUNCTUATION | tags.CUE | tags.AND | tags.SUBORDINATOR
    short = draft.form == "clause" and quotation.close - draft.content[0] <= 2
    return short and not tokens.tags[quotation.close + 1] & barred


def goes_on(tokens: Tokens, k: int) -> bool:
    """Whether reported words go on after a closing mark: the words at ``k`` are the rest of its clause."""
    tag, word = tokens.tags[k], tokens.words[k]
    if word == "," and k + 1 < tokens.size:
        nominal = tokens.tags[k + 1] & tags.AND and tokens.words[k + 1][0] == "و"
        return bool(nominal) and not tokens.tags[k + 1] & (
            tags.CUE | tags.DEMONSTRATIVE | tags.STATE | tags.PREPOSITION
        )
    if tag & (tags.PUNCTUATION | tags.SUBORDINATOR | tags.CUE | tags.TIME | tags.NOMINAL) or remark(tokens, k):
        return False
    return word not in ENDING and not (word[0] == "و" and not tag & tags.AND)


def remark(tokens: Tokens, k: int) -> bool:
    """Whether the narrator points back at the words here: على حد قوله, وفق تعبيره."""
    word = tokens.words[k]
    if word == "علي":
        return k + 1 < tokens.size and tokens.words[k + 1] == "حد"
    if word not in REMARK_WORDS or k + 1 >= tokens.size:
        return False
    return tokens.words[k + 1] in OWN or (tokens.words[k + 1] == "ما" and reported(tokens, k + 2))


def reported(tokens: Tokens, k: int) -> bool:
    """Whether the word after ما says that somebody said it: ما أكده, but not ما ينص عليه القانون."""
    return k < tokens.size and any(r.verb.lemma not in UNSAID for r in tokens.found[k].readings)


def tail(tokens: Tokens, k: int) -> bool:
    """Whether one of the narrator's tails begins at ``k``."""
    return any(" ".join(tokens.words[k : k + length]) in TAILS for length in (1, 2, 3))


def trim(tokens: Tokens, start: int, end: int, quote: int) -> int:
    """Leave final marks, conjunctions and the content's own closing mark out."""
    while end > start:
        tag, word = tokens.tags[end - 1], tokens.words[end - 1]
        if tag & tags.QUOTE:
            if quote < 0 or not sum(bool(t & tags.QUOTE) for t in tokens.tags[start:end]) % 2:
                break
            quote = -1
        elif word not in LINKING and (not tag & tags.PUNCTUATION or word in ")%]!?"):
            break
        end -= 1
    return end
