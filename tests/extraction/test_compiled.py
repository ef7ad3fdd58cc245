"""The cache of inflected forms: quick, safe, never needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extraction.compiled import folder, forms, key
from extraction.morphology import Parts

VERBS = [Parts("نفى", "ينفي", "ناف", "نفي"), Parts("طالب", "يطالب", "مطالب", "مطالبة")]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_a_second_start_gives_the_same_forms_from_one_file() -> None:
    """What is read back is what was generated."""
    first = forms(VERBS)
    assert [path.name for path in folder().iterdir()] == [f"forms-{key(VERBS)}.json"]
    assert forms(VERBS) == first


@pytest.mark.parametrize("content", [b"", b"{", b'{"x": 3}', b"\xff\xfe", b'{"x": [[0, "q", "m", "s", "0"]]}'])
def test_a_spoiled_file_is_made_again(content: bytes) -> None:
    """A file cut short or of another kind is no reason to fail."""
    good = forms(VERBS)
    (path,) = folder().iterdir()
    path.write_bytes(content)
    assert forms(VERBS) == good
    assert len(path.read_bytes()) > 100


def test_another_lexicon_has_another_file() -> None:
    """A changed verb is never answered from the old file."""
    assert key(VERBS) != key([*VERBS, Parts("قال", "يقول", "قائل", "قول")])


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """Without a cache the forms are generated each time."""
    tmp_path.chmod(0o500)
    assert forms(VERBS)["نفت"]


def test_a_file_in_the_folders_place_does_no_harm(tmp_path: Path) -> None:
    """A cache folder that cannot be made is done without."""
    (tmp_path / "tasrih").write_text("in the way")
    assert forms(VERBS)["نفت"]


def test_a_user_without_a_home_can_extract() -> None:
    """A service's user, as in the image, has no folder of its own: the forms are made all the same."""
    environment = {"HOME": os.devnull, "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", "from cli.main import main; main()", "extract", "-"]
    article = '{"uri": "urn:test:1", "body_text": "قال الوزير جابر الرافعي إن السد آمن."}'
    done = subprocess.run(
        command, input=article, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr
