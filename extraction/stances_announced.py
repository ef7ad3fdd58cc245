"""What an announcement or an affirmation does, decides, stresses or serves, and what an office does."""

import re
from collections.abc import Sequence
from typing import Final

from extraction.stances_reading import OPENING, Reading, Side, marks_of
from extraction.stances_words import DEEP, Kind, Mark, stance_words
from extraction.text import normalise

# A complementiser or a quotation mark that is open: what follows is a clause and no verbal noun.
CLAUSE: Final = re.compile(r"\b[وفب]?[اب]?ان(?:ه|ها|هم|هما|ني|نا|ي)?\W*$")
MARK: Final = re.compile('["«»“”‟„]')
# What is forgone stands before this word.
FORGONE: Final = 10
NOT_DOING: Final = "عدم"
# They open what is affirmed.
CLAUSES: Final = frozenset(("ان", "انه", "انها", "بان", "بانه", "بانها"))
# The verb stands before this word where what is said begins with its subject.
VERB: Final = 4
# Before a verbal noun: it is an aim.
PURPOSES: Final = frozenset(("الي", "بهدف", "قصد", "بقصد", "اجل", "بغرض", "بغايه", "لغايه", "سبيل", "نحو"))


def performative(reading: Reading) -> Side | None:
    """Announcing a thing does it or settles it: ``أعلن تشكيل لجنة``, ``أعلن أنه سيتم …``; announced facts do not.

    >>> from extraction.stances_rules import side
    >>> side("تشكيل لجنة", act="announce", gap=""), side("اللجنة شكلت أمس", act="announce")
    ('support', 'neutral')
    >>> side("الوزارة قررت هدم الجسر", act="announce"), side("الوزارة قررت هدم الجسر")
    ('support', 'neutral')
    """
    if reading.act != "announce":
        return None
    kinds: tuple[Kind, ...] = ("decision",) if _clause(reading.gap) else ("decision", "performative", "aim")
    reach = {"decision": OPENING, "performative": 0, "aim": 0}
    for mark in marks_of(reading, *kinds):
        if mark.first <= reach[mark.kind]:
            return Side(mark.polarity, 0.6, mark)
    return None


def forgone(reading: Reading) -> Side | None:
    """What one decides or announces not to do is opposed: ``قرر الحزب عدم المشاركة``, ``أعلن عدم ترشحه``.

    >>> from extraction.stances_rules import side
    >>> side("الحزب قرر أمس عدم عبور الجسر"), side("عدم عبور الجسر", act="announce", gap="")
    ('oppose', 'oppose')
    >>> side("الحزب قرر عبور الجسر", act="announce"), side("عدم عبور الجسر", act="call", gap="إلى")
    ('support', 'support')
    """
    opening = reading.words[:FORGONE]
    if NOT_DOING not in opening:
        return None
    lack = opening.index(NOT_DOING)
    decided = [mark.first for mark in marks_of(reading, "decision") if mark.first < lack <= mark.last + VERB]
    if decided or (reading.act == "announce" and lack == 0):
        return Side("oppose", 0.6, Mark("negation", "oppose", min(decided, default=0), lack))
    return None


def _clause(gap: str) -> bool:
    """Whether a clause follows what stands between cue and content."""
    return bool(CLAUSE.search(gap)) or len(MARK.findall(gap)) % 2 == 1


def aim(reading: Reading) -> Side | None:
    """What is affirmed or announced as serving a good aim is supported: ``أكد أن الخطة وضعت لحماية الغابة``.

    >>> from extraction.stances_rules import side
    >>> side("الخطة وضعت لحماية الغابة", act="affirm"), side("الخطة وضعت لحماية الغابة")
    ('support', 'neutral')
    >>> side("الحراس تولوا حماية الغابة", act="affirm")
    'neutral'
    """
    if reading.act not in ("affirm", "announce"):
        return None
    served = (mark for mark in marks_of(reading, "aim") if _serves(reading.words, mark.first))
    return next((Side(mark.polarity, 0.4, mark) for mark in served), None)


def stressed(reading: Reading) -> Side | None:
    """A thing that is stressed is supported, one that shall not be is opposed; not a clause, which may follow a place.

    >>> from extraction.stances_rules import side
    >>> side("صيانة الجسر", act="affirm", gap="على"), side("عدم غلق الجسر", act="affirm", gap="على")
    ('support', 'oppose')
    >>> side("الجسر قديم", act="affirm", gap="على أن"), side("القناة الأولى أن الجسر قديم", act="affirm", gap="على")
    ('neutral', 'neutral')
    """
    words = reading.words
    if reading.act != "affirm" or not reading.gap.endswith("علي") or not CLAUSES.isdisjoint(words[:DEEP]):
        return None
    return Side("oppose" if words[0] == NOT_DOING else "support", 0.4)


def measure(reading: Reading) -> Side | None:
    """What an office does is supported by those who speak for it: ``قال الوزير إن الوزارة خصصت …``.

    >>> from extraction.stances_rules import side
    >>> side("الوزارة خصصت مبلغا للجسر", speaker="وزير النقل"), side("الوزارة خصصت مبلغا للجسر", speaker="صياد")
    ('support', 'neutral')
    >>> side("بلاده وافقت على بناء الجسر"), side("بلاده تقع شرق الجسر"), side("بلاده لم توافق على الجسر")
    ('support', 'neutral', 'oppose')
    """
    words, measures = reading.words, stance_words().measures
    verb = next((n for n, word in enumerate(words[1:VERB], 1) if word in measures), 0)
    denied = any(mark.kind == "negation" and mark.first < verb for mark in reading.marks)
    if not verb or denied or not _own(reading, words[0]):
        return None
    return Side("support", 0.5, Mark("commitment", "support", 0, verb))


def _own(reading: Reading, subject: str) -> bool:
    """Whether who speaks speaks for the subject: it is called his own, or he is of its office."""
    if any(mark.kind == "own_side" and mark.first == 0 for mark in reading.marks):
        return True
    held = stance_words().offices.get(subject, {subject, subject.removeprefix("ال")})
    return subject.startswith("ال") and not held.isdisjoint(normalise(reading.speaker).split())


def _serves(words: Sequence[str], n: int) -> bool:
    """Whether word ``n`` stands as an aim: لحماية, إلى حماية, بهدف حماية."""
    return words[n].startswith("ل") or (n > 0 and words[n - 1] in PURPOSES)
