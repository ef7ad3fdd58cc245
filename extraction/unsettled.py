"""Words and marks that are what their neighbours make of them; ``Tokens`` settles them."""

from typing import Final

APOSTROPHES: Final = frozenset("'’‘`")
DIVINE: Final = frozenset(("الله", "الدين"))
# The name علي or the preposition على.
ALI: Final = frozenset(("علي", "وعلي", "لعلي"))
# The pronouns أنا and أني and the verb روى, or the names آنا, آني and روي, which letters tell that the view folds.
FOLDED: Final = frozenset(("انا", "اني", "روي"))
# The noun نادي, a club, or the verb نادى, which its last letter tells.
CLUB: Final = frozenset(("نادي", "ونادي"))
# "To me", or a name before unknown words: قال لي جيان بينغ.
LI: Final = "لي"
# First letters of titles: د. for doctor, م. for engineer, أ. for professor.
SHORT: Final = frozenset("دما")
# Mother of, in a name, or the conjunction أم.
MOTHER: Final = "ام"
# Sons of, in a name, or children: عماد أولاد جبريل.
SONS: Final = "اولاد"
# With أم behind it no mother but a wave-band, and part of a station's name: أف أم.
FM: Final = "اف"
# حديثه, his words, or حديثة, new.
NEW: Final = "حديثه"
# عليه, on him, or the name علية.
ON_HIM: Final = "عليه"
# The middle of the field, in a player's title, or the preposition "amid".
MIDFIELD: Final = "وسط"
# Latin letters as they are spoken, between full stops the name of an outlet or a body: سي.إن.إن, بي.بي.سي.
SPOKEN: Final = (
    "اي",
    "ايه",
    "بي",
    "سي",
    "دي",
    "اف",
    "جي",
    "اتش",
    "كي",
    "ال",
    "ام",
    "ان",
    "او",
    "ار",
    "اس",
    "تي",
    "يو",
    "في",
    "زد",
)
LETTERS: Final = frozenset((*SPOKEN, *"ابتدرفقكمنو"))
WORDS: Final = ALI | APOSTROPHES | DIVINE | SHORT | FOLDED | CLUB | {MOTHER, NEW, ON_HIM, MIDFIELD, LI, SONS}
