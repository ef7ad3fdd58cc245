from pathlib import Path

import pytest

from extraction.user_lexicon import Person, UserLexicon
from schemas.errors import SettingError

GOOD = """
topics:
  - id: hydra-project
    ar: مشروع هيدرا
    en: Hydra project
    terms: [مشروع هيدرا, محطة هيدرا]
    not: [كوكبة هيدرا]
people:
  - {id: salwa-barrani, name: سلوى البراني, also: [سلوى براني], role: وزيرة الطاقة}
  - {id: nadir-qotbi, name: نادر القطبي}
"""

BAD = [
    ("- a\n- b\n", ["the lists 'topics' and 'people'"]),
    ("subjects: []\n", ["the lists 'topics' and 'people'"]),
    ("topics: oil\n", ["'topics' must be a list"]),
    ("topics:\n  - [oops\n", ["line", "not YAML"]),
    ("topics:\n  - {ar: نفط, en: Oil, terms: [نفط]}\n", ["topics entry 1", "'id'"]),
    ("topics:\n  - {id: My Oil, ar: نفط, en: Oil, terms: [نفط]}\n", ["topics entry 1", "'id'"]),
    ("topics:\n  - {id: oil, en: Oil, terms: [نفط]}\n", ["'oil'", "'ar'", "Arabic"]),
    ("topics:\n  - {id: oil, ar: نفط, en: Oil, terms: نفط}\n", ["'oil'", "'terms' must be a list"]),
    ("topics:\n  - {id: oil, ar: نفط, en: Oil, terms: [7]}\n", ["'oil'", "'terms' must be a list"]),
    ("topics:\n  - {id: oil, ar: نفط, en: Oil, terms: ['ـ']}\n", ["'oil'", "'terms' must be a list"]),
    ("topics:\n  - {id: oil, ar: نفط, en: Oil}\n", ["'oil'", "at least one of names"]),
    ("topics:\n  - {id: oil, ar: نفط, en: Oil, terms: [نفط], words: [x]}\n", ["'oil'", "unknown key 'words'"]),
    ("topics:\n  - {id: oil, ar: نفط, en: Oil, terms: [نفط], medtop: oil}\n", ["'oil'", "medtop:20000344"]),
    ("people:\n  - {id: salwa}\n", ["people entry 1", "'name'"]),
    ("people:\n  - {name: سلوى البراني}\n", ["سلوى البراني", "'id'"]),
    ("people:\n  - {id: salwa, name: سلوى, also: سلوان}\n", ["سلوى", "'also' must be a list"]),
    ("people:\n  - {id: salwa, name: سلوى, role: 3}\n", ["سلوى", "'role'"]),
    ("people:\n  - {id: salwa, name: سلوى, party: x}\n", ["سلوى", "unknown key 'party'"]),
]


def write(folder: Path, content: str | bytes) -> Path:
    """A lexicon file with that content."""
    path = folder / "own.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_topics_and_people_are_read(tmp_path: Path) -> None:
    """Both lists of a good file come out as they were written."""
    lexicon = UserLexicon.read(write(tmp_path, GOOD))
    assert [topic.id for topic in lexicon.topics] == ["hydra-project"]
    assert lexicon.people == (
        Person(id="salwa-barrani", name="سلوى البراني", also=("سلوى براني",), role="وزيرة الطاقة"),
        Person(id="nadir-qotbi", name="نادر القطبي"),
    )


@pytest.mark.parametrize("content", ["", "topics:\npeople:\n", "# nothing yet\n"])
def test_a_lexicon_may_be_empty(tmp_path: Path, content: str) -> None:
    """No file, an empty file and empty lists add nothing."""
    assert UserLexicon.read(write(tmp_path, content)) == UserLexicon.read(None) == UserLexicon()


@pytest.mark.parametrize(("content", "says"), BAD)
def test_a_bad_lexicon_gives_one_sentence(tmp_path: Path, content: str, says: list[str]) -> None:
    """The error names the file, the entry and what was expected, in one line."""
    path = write(tmp_path, content)
    with pytest.raises(SettingError) as caught:
        UserLexicon.read(path)
    sentence = str(caught.value)
    assert sentence.startswith(str(path))
    assert all(part in sentence for part in says), sentence
    assert "\n" not in sentence
    assert caught.value.exit_code == 78


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    """A wrong path, a folder and bytes that are no UTF-8 give a sentence too."""
    with pytest.raises(SettingError, match="cannot be read"):
        UserLexicon.read(tmp_path / "missing.yaml")
    with pytest.raises(SettingError, match="cannot be read"):
        UserLexicon.read(tmp_path)
    with pytest.raises(SettingError, match="byte 0 is not UTF-8"):
        UserLexicon.read(write(tmp_path, b"\xff\xfe\x00"))


def test_a_lexicon_that_nests_without_end_is_refused(tmp_path: Path) -> None:
    """Ten thousand brackets are an error, not a crash."""
    with pytest.raises(SettingError, match="nested too deep"):
        UserLexicon.read(write(tmp_path, "topics: " + "[" * 10_000))
