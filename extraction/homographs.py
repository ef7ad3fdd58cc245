"""Words that look like a finite cue but are none where they stand: nouns, passives, impersonal verbs."""

from typing import Final

from extraction import tags
from extraction.complements import called
from extraction.heads import fathered, inside_name, passed_on, prepositional_pronoun
from extraction.subjects import DONE
from extraction.tokens import Tokens
from extraction.vocabulary import Reading as CueReading

NEAR: Final = 6
ATTACHED: Final = tags.BY | tags.BARE_BY
WIDELY: Final = ["علي", "نطاق"]


def no_verb(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether the word at ``i`` is another word than the verb of this reading."""
    after = tokens.tags[i + 1] if i + 1 < tokens.size else 0
    lemma = cue.verb.lemma
    return (
        bool(tokens.tags[i] & (tags.QUANTIFIER | tags.STATE))  # عدن
        or prepositional_pronoun(tokens, i)
        or called(tokens, i)
        or inside_name(tokens, i)
        or passed_on(tokens, i)
        or fathered(tokens, i)
        or (lemma == "علم" and (cue.number == "d" or cue.pronoun[0] == "1"))  # علما وأن, وعلمنا أن
        or (lemma == "وجد" and tokens.words[i + 1 : i + 2] in (["نفسه"], ["نفسها"], ["انفسهم"]))
        or (
            lemma in ("شبه", "نعت") and not any(tag & ATTACHED for tag in tokens.tags[i + 1 : i + NEAR])
        )  # علم يشبه راية, نعت النقابة الراحل
        or (lemma == "اتهم" and cue.pronoun == "0" and bool(after & ATTACHED))  # اتهموا بالتجسس
        or (i > 0 and tokens.words[i - 1].removeprefix("و") in DONE)  # تم نقله
        or (cue.pronoun == "3ms" and tokens.last_letter(i) == "ة")  # لوحة
    )


def impersonal(tokens: Tokens, i: int, cue: CueReading) -> bool:
    """Whether the verb has nobody for a subject: يذكر أن, ويرجح أن, يتوقع على نطاق واسع أن."""
    if cue.aspect != "i" or cue.number != "s" or i + 1 >= tokens.size or not tokens.tags[i] & tags.IMPERSONAL:
        return False
    return bool(tokens.tags[i + 1] & tags.COMPLEMENTISER) or tokens.words[i + 1 : i + 3] == WIDELY
