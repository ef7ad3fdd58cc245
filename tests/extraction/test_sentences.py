"""The sentence that a statement's event holds: where it begins and ends, and what can be drawn in it."""

import pytest

from extraction.extractor import Extractor
from extraction.sentences import LONGEST
from schemas.article import Article, Body, Headline
from schemas.statement import Field, Span, Statement

EXTRACTOR = Extractor()
FATHA = "\u064e"
MANY = "ونحن نعمل مع كل القرى على مدار الساعة " * 40

# (case, text, cue, sentence)
CASES = [
    ("one of several in a paragraph",
     "غادر الوفد المدينة. قال وزير المياه سالم الحمدي إن السد آمن. وعاد الوفد مساء.",
     "قال", "قال وزير المياه سالم الحمدي إن السد آمن."),
    ("two statements in one",
     "نفى الوزير وجود تسرب، مؤكدا أن السد آمن.\nوغادر.",
     "مؤكدا", "نفى الوزير وجود تسرب، مؤكدا أن السد آمن."),
    ("a quotation over several sentences",
     'وصل الوزير. وقال الوزير: "السد آمن. العمل مستمر. لن نتوقف". وغادر المدينة.',
     "وقال", 'وقال الوزير: "السد آمن. العمل مستمر. لن نتوقف".'),
    ("a quotation over paragraphs",
     'وقال الوزير: "السد آمن.\n\nوالعمل مستمر في كل المواقع".\n\nوغادر المدينة.',
     "وقال", 'وقال الوزير: "السد آمن.\n\nوالعمل مستمر في كل المواقع".'),
    ("a cue inside what it attributes",
     'وصل الوفد. "السد آمن"، يقول الوزير، "والعمل مستمر". وغادر.',
     "يقول", '"السد آمن"، يقول الوزير، "والعمل مستمر".'),
    ("a quotation begins the next",
     'قال الوزير إن السد آمن. "العمل مستمر".',
     "قال", "قال الوزير إن السد آمن."),
    ("a quotation begins the next paragraph",
     '"السد آمن"، قال الوزير.\n"العمل مستمر"، قال المدير.',
     "قال", '"السد آمن"، قال الوزير.'),
    ("a cue behind what it attributes",
     "وصل الوفد. السد آمن والماء كثير، بحسب وزارة المياه. وغادر.",
     "بحسب", "السد آمن والماء كثير، بحسب وزارة المياه."),
    ("no full stop at the end of the text",
     "  قال الوزير إن السد آمن  ",
     "قال", "قال الوزير إن السد آمن"),
    ("vowels and presentation forms",
     "وصلَ. قَالَ الوَزيرُ إنَّ السَّدَّ آمِنٌ. عادَ",
     "قَالَ", "قَالَ الوَزيرُ إنَّ السَّدَّ آمِنٌ."),
]  # fmt: skip

LONG = {
    "a long quotation": f'قال الوزير: "{MANY}."',
    "before its cue": f'"{MANY}"، قال الوزير.',
    "before the speaker": f"{MANY}، وقال الوزير إن السد آمن.",
    "a word without end": f"قال الوزير إن {'السد' * 1000}.",
    "vowels without end": f"قال الوزير إن السد{FATHA * 3000} آمن.",
}


def said(text: str, field: Field = "body") -> list[Statement]:
    """The statements of a field."""
    article = Article(
        uri="urn:s",
        headlines=(Headline(value=text),) if field == "headline" else (),
        bodies=(Body(value=text if field == "body" else "لا شيء."),),
    )
    return EXTRACTOR.statements(article)


def around(statement: Statement) -> Span:
    """The sentence of a statement, which every one has that is found now."""
    assert statement.sentence is not None
    return statement.sentence


@pytest.mark.parametrize(("case", "text", "cue", "sentence"), CASES, ids=[case[0] for case in CASES])
def test_the_sentence_of_a_statement(case: str, text: str, cue: str, sentence: str) -> None:
    """From the first of its words to the last, with the marks that close it; it is the field's own text."""
    found = next(s for s in said(text) if s.cue.text == cue)
    assert around(found).text == sentence, case
    assert text[around(found).start : around(found).end] == sentence


def test_a_headline_is_its_own_sentence() -> None:
    """The offsets are those of the headline."""
    (found,) = said("سالم الحمدي: السد آمن", "headline")
    assert (around(found).text, around(found).start) == ("سالم الحمدي: السد آمن", 0)


def test_a_speaker_named_in_another_sentence_is_not_in_it() -> None:
    """Who is meant is told by the event; the sentence is that of the cue."""
    _, found = said("قال وزير المياه سالم الحمدي إن السد آمن.\nوأضاف أن العمل مستمر.")
    assert found.speaker.name == "سالم الحمدي"
    assert found.speaker.mention is None
    assert around(found).text == "وأضاف أن العمل مستمر."


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_sentence_is_cut_around_the_words_that_attribute(text: str) -> None:
    """The event stays bounded; it always shows who speaks and the cue, and as much as can be of what was said."""
    (found,) = (s for s in said(text) if s.cue.lemma == "قال")
    sentence = around(found)
    assert len(sentence.text) <= LONGEST
    assert text[sentence.start : sentence.end] == sentence.text
    assert found.speaker.mention
    for part in (found.cue, found.speaker.mention):
        assert sentence.start <= part.start < part.end <= sentence.end
    assert sentence.start < found.content.end
    assert sentence.end > found.content.start


def test_words_are_not_cut_in_half() -> None:
    """Where a sentence is cut, a blank stood."""
    text = f'"{MANY}"، قال الوزير.\nثم قال المدير: "{MANY}".'
    before, behind = (around(s) for s in said(text))
    assert (text[before.start - 1], text[before.end :].lstrip()[:2]) == (" ", "ثم")
    assert (text[behind.start - 1], text[behind.end]) == ("\n", " ")


def test_the_sentence_is_no_part_of_what_a_statement_is() -> None:
    """A correction of the words around it leaves a statement its id."""
    first, second = (said(f"{before}قال الوزير إن السد آمن.") for before in ("", "وفي المدينة "))
    assert first[0].id == second[0].id
    assert first[0].sentence != second[0].sentence
