import json
import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from streams import topics
from streams.brokers.embedded import EmbeddedBroker
from streams.settings import Settings

Tasrih = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def well(tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Settings that nothing is wrong with."""
    monkeypatch.setenv("TASRIH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TASRIH_PORT", str(free_port))
    monkeypatch.setenv("TASRIH_WEB_PORT", str(free_port))
    monkeypatch.setenv("TASRIH_PARTITIONS", str(EmbeddedBroker.partitions))
    return monkeypatch


def findings(done: "CompletedProcess[str]") -> dict[str, dict[str, str]]:
    """What was found, by what was looked at."""
    return {row["check"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_a_sound_place_is_well(well: pytest.MonkeyPatch, tasrih: Tasrih) -> None:  # noqa: ARG001 (sets the place up)
    """Every setting is shown with where it comes from; no mend; exit 0."""
    with EmbeddedBroker(topic.name for topic in topics.TOPICS) as broker:
        done = tasrih("doctor", "--broker", broker.address)
    found = findings(done)
    assert done.returncode == 0, done.stdout
    assert not any(finding["mend"] for finding in found.values())
    assert found["TASRIH_PARTITIONS"]["found"] == "4 (environment)"
    assert found["TASRIH_KEEP_HOURS"]["found"] == f"{Settings().keep_hours} (default)"
    assert "faust-streaming" in found["versions"]["found"]
    assert "all is well" in done.stderr


def test_secrets_are_not_shown(
    well: pytest.MonkeyPatch, embedded: EmbeddedBroker, tasrih: Tasrih, tmp_path: Path
) -> None:
    """Neither those of the environment nor those of files: a doctor's report is pasted into chats."""
    (tmp_path / "token").write_text("open-sesame")
    well.setenv("TASRIH_TOKEN_FILE", str(tmp_path / "token"))
    from_file = tasrih("doctor", "--broker", embedded.address)
    well.setenv("TASRIH_TOKEN", "open-sesame")
    done = tasrih("doctor", "--broker", embedded.address)
    assert findings(done)["TASRIH_TOKEN"]["found"] == "(secret) (environment)"
    assert findings(from_file)["TASRIH_TOKEN"]["found"] == "(secret) (file)"
    assert "sesame" not in done.stdout + done.stderr + from_file.stdout + from_file.stderr
    assert "sesame" not in f"{Settings.read()} {Settings.read()!r} {vars(Settings.read())}"


def test_each_fault_has_its_mend_beside_it(well: pytest.MonkeyPatch, tasrih: Tasrih, tmp_path: Path) -> None:
    """Broker, lexicon, folder, port and misspelt variables, all in one go; exit 1."""
    (tmp_path / "mine.yaml").write_text("topics: 5")
    (tmp_path / "data").write_text("a file, not a folder")
    well.setenv("TASRIH_LEXICON", str(tmp_path / "mine.yaml"))
    well.setenv("TASRIH_BROKERS", "127.0.0.1:1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        well.setenv("TASRIH_PORT", str(port))
        done = tasrih("doctor", "--broker", "127.0.0.1:1")
    mends = {check: finding["mend"] for check, finding in findings(done).items() if finding["mend"]}
    assert done.returncode == 1
    assert set(mends) == {"TASRIH_BROKERS", "broker", "lexicon", "data_dir", "port"}
    assert "make kafka" in mends["broker"]
    assert "mine.yaml" in mends["lexicon"]
    assert str(port) in mends["port"]
    assert "5 wrong" in done.stderr


def test_a_wrong_setting_is_a_finding(well: pytest.MonkeyPatch, tasrih: Tasrih) -> None:
    """The doctor does not fall ill itself."""
    well.setenv("TASRIH_PORT", "eighty")
    done = tasrih("doctor")
    assert done.returncode == 1
    assert "TASRIH_PORT is 'eighty'" in findings(done)["settings"]["mend"]


def test_other_partitions_than_the_topics_have_are_a_fault(well: pytest.MonkeyPatch, tasrih: Tasrih) -> None:
    """The topics decide, once they exist."""
    well.setenv("TASRIH_PARTITIONS", "7")
    with EmbeddedBroker(topic.name for topic in topics.TOPICS) as broker:
        done = tasrih("doctor", "--broker", broker.address)
    assert done.returncode == 1
    assert "TASRIH_PARTITIONS=4" in findings(done)["broker"]["mend"]
