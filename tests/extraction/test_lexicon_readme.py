import re
from pathlib import Path

import yaml

from extraction.topics_lexicon import LEXICON, LISTS, TEXTS
from extraction.user_lexicon import PERSON_KEYS, UserLexicon

README = (LEXICON / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_*.]+)`", README))


def test_every_key_and_list_is_explained() -> None:
    """The README names each key of a topic and a person and each list of stance words."""
    stances = yaml.safe_load((LEXICON / "stances.yaml").read_text(encoding="utf-8"))
    assert {*TEXTS, *LISTS, *PERSON_KEYS, *stances} <= NAMED


def test_the_example_is_a_lexicon(tmp_path: Path) -> None:
    """The README's own file can be used as it stands."""
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example
    path = tmp_path / "own.yaml"
    path.write_text(example[1], encoding="utf-8")
    lexicon = UserLexicon.read(path)
    assert [topic.id for topic in lexicon.topics] == ["hydra-project"]
    assert [person.role for person in lexicon.people] == ["وزيرة الطاقة"]
