"""What the lexicon says of a word, as bits, so that the rules can ask for several at once."""

from typing import Final

COMPLEMENTISER: Final = 1 << 0
PREPOSITION: Final = 1 << 1
RELATIVE: Final = 1 << 2
SUBORDINATOR: Final = 1 << 3
NEGATION: Final = 1 << 4
AUXILIARY: Final = 1 << 5
PRONOUN: Final = 1 << 6
DEMONSTRATIVE: Final = 1 << 7
QUANTIFIER: Final = 1 << 8
TIME: Final = 1 << 9
ADVERB: Final = 1 << 10
ISSUED: Final = 1 << 11
MODAL: Final = 1 << 12
ROLE: Final = 1 << 13
GROUP: Final = 1 << 14
ANONYMOUS: Final = 1 << 15
GIVEN: Final = 1 << 16
AMBIGUOUS: Final = 1 << 17
PARTICLE: Final = 1 << 18
STATE: Final = 1 << 19
BODY: Final = 1 << 20
OCCASION: Final = 1 << 21
OUTLET: Final = 1 << 22
OUTLET_NAME: Final = 1 << 23
DOCUMENT: Final = 1 << 24
SAME: Final = 1 << 25
DEFINITE: Final = 1 << 26
AND: Final = 1 << 27  # a leading و or ف
BY: Final = 1 << 28  # a leading ب
TO: Final = 1 << 29  # a leading ل
LIKE: Final = 1 << 30  # a leading ك
OWNED: Final = 1 << 31  # a pronoun at its end
PLURAL: Final = 1 << 32
FEMININE: Final = 1 << 33
PUNCTUATION: Final = 1 << 34
NAMED: Final = 1 << 35  # begins a name of several words that the lexicon knows
CUE: Final = 1 << 36
MASDAR: Final = 1 << 37  # has the shape of a verbal noun
NUMBER: Final = 1 << 38
BREAK: Final = 1 << 39  # ends a sentence
QUOTE: Final = 1 << 40
NISBA: Final = 1 << 41  # has the shape of an adjective of origin
DUAL: Final = 1 << 42
ADJECTIVE: Final = 1 << 43  # an adjective of rank or order: العام, السابق
MASDAR_MASCULINE: Final = 1 << 44  # a verbal noun that is masculine by its shape
NOMINAL: Final = 1 << 45  # begins a nominal cue: بحسب, وفقا
ASIDE: Final = 1 << 46  # ends an aside: من جهته, من جانبها
BARE_BY: Final = 1 << 48  # ب on a word that the lexicon does not know
BARE_TO: Final = 1 << 49  # ل on a word that the lexicon does not know
EVALUATIVE: Final = 1 << 50  # can give a neutral cue the act of what is said
TOPICAL: Final = 1 << 51  # is a term of a topic
PHRASAL: Final = 1 << 53  # may begin a term of several words
CONTINUING: Final = 1 << 54  # may go on with one
SIDED: Final = 1 << 52  # is or begins words that take a side
UNSETTLED: Final = 1 << 55  # is what its neighbours make of it
IMPERSONAL: Final = 1 << 47  # with أن it has nobody for a subject: يذكر أن

FUNCTION: Final = COMPLEMENTISER | RELATIVE | SUBORDINATOR | NEGATION | AUXILIARY | PRONOUN
PERSON: Final = ROLE | GIVEN
SPEAKING: Final = ROLE | GROUP | GIVEN | STATE | BODY | OUTLET | OUTLET_NAME | DOCUMENT
"""Tags of words that can head the name of a speaker."""
