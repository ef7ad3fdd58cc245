"""Inflection by camel-tools' generator: what a linguist would expect of each kind of verb."""

import pytest

from extraction.vocabulary import Reading, vocabulary


def readings(word: str) -> set[tuple[str, ...]]:
    """Lemma, aspect, gender, number and pronoun of every reading of a word, as the extractor looks it up."""

    def shape(reading: Reading) -> tuple[str, ...]:
        return (reading.verb.lemma, reading.aspect, reading.gender, reading.number, reading.pronoun)

    return {shape(reading) for reading in vocabulary().word(word).readings}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("قال", ("قال", "p", "m", "s", "0")),
        ("وقالت", ("قال", "p", "f", "s", "0")),
        ("فقالوا", ("قال", "p", "m", "p", "0")),
        ("يقولون", ("قال", "i", "m", "p", "0")),
        ("قايلا", ("قال", "a", "m", "s", "0")),
        ("قولها", ("قال", "n", "m", "s", "3fs")),
        ("دعت", ("دعا", "p", "f", "s", "0")),
        ("دعوا", ("دعا", "p", "m", "p", "0")),
        ("يدعون", ("دعا", "i", "m", "p", "0")),
        ("داعيه", ("دعا", "a", "f", "s", "0")),
        ("نفاه", ("نفى", "p", "m", "s", "3ms")),
        ("تنفي", ("نفى", "i", "f", "s", "0")),
        ("راي", ("رأى", "p", "m", "s", "0")),
        ("رات", ("رأى", "p", "f", "s", "0")),
        ("يرون", ("رأى", "i", "m", "p", "0")),
        ("ابلغته", ("أبلغ", "p", "f", "s", "3ms")),
        ("موكدين", ("أكد", "a", "m", "p", "0")),
        ("اعلنا", ("أعلن", "p", "m", "d", "0")),
        ("يطالبان", ("طالب", "i", "m", "d", "0")),
    ],
)
def test_forms_show_their_subject(word: str, expected: tuple[str, ...]) -> None:
    """Each form is known with the lemma, aspect, gender, number and object pronoun that its letters show."""
    assert expected in readings(word)


@pytest.mark.parametrize("word", ["كتاب", "مدينه", "يجب", "يومي", "تونس", "بينهم", "اثر", "يعد"])
def test_everyday_words_are_no_cues(word: str) -> None:
    """Words that only look like a form of a cue verb have no reading as one."""
    assert not {reading for reading in readings(word) if reading[1] in "pi" and reading[4] == "0"}
