"""With ``TASRIH_LOG_FORMAT=json``, worker and serve write lines of JSON to stderr and nothing else."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import feed, settle

from streams.brokers.embedded import EmbeddedBroker
from streams.brokers.ports import reserve

JSON = {"TASRIH_LOG_FORMAT": "json"}
USUAL = {"time", "level", "event", "message"}


def _run(tasrih_path: str, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    command = [tasrih_path, *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | JSON | environment)


def _lines(said: str) -> list[dict[str, Any]]:
    """Every line as an object, which has what every line has."""
    lines = [json.loads(line) for line in said.splitlines()]
    assert all(line.keys() >= USUAL for line in lines)
    return lines


def _end(process: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    return _lines(said)


def _until(said: Iterator[str], event: str) -> list[dict[str, Any]]:
    """The lines up to an event."""
    found: list[dict[str, Any]] = []
    while not found or found[-1]["event"] != event:
        found += _lines(next(said))
    return found


def test_a_life_of_both_in_json(embedded: EmbeddedBroker, tasrih_path: str, tmp_path: Path) -> None:
    """They start, work, lose the broker, and end: each line an object, few of them, and none holds an article."""
    at = ("--broker", embedded.address)
    worker = _run(tasrih_path, "worker", *at, "--data-dir", str(tmp_path / "w"), "--web-port", str(reserve()))
    serve = _run(tasrih_path, "serve", *at, "--port", str(reserve()))
    assert worker.stderr is not None
    assert serve.stderr is not None
    assert [line["event"] for line in _until(worker.stderr, "reads")] == ["reads"]
    served = _until(serve.stderr, "live")
    feed(embedded.address, [(b"urn:1", b"no json of a secret kind"), (b"urn:2", b'{"uri": "urn:2"}')])
    settle(embedded.address)
    embedded.stop()
    served += _until(serve.stderr, "disconnected")
    time.sleep(1)
    served += _end(serve)
    worker.kill()
    _, rest = worker.communicate(timeout=60)
    assert {line["event"] for line in served} <= {"serves", "live", "disconnected"}
    assert {line["event"] for line in _lines(rest)} <= {"waits", "log"}
    assert "secret" not in rest


@pytest.mark.parametrize(
    ("arguments", "environment", "exit_code", "words"),
    [
        (("serve",), {"TASRIH_PARTITIONS": "many"}, 78, "TASRIH_PARTITIONS is 'many'"),
        (("worker",), {"TASRIH_LEXICON": "/nowhere.yaml"}, 78, "/nowhere.yaml"),
        (("worker", "--data-dir", "/proc/none"), {}, 1, "/proc/none cannot be made"),
        (("serve", "--host", "0.0.0.0"), {}, 78, "set TASRIH_TOKEN"),  # noqa: S104 (it is refused)
        (("serve", "--port", "{taken}"), {}, 1, "Cannot listen on 127.0.0.1:{taken}"),
        (("serve", "--colour"), {}, 2, "No such option"),
        (("worker", "--web-port", "0"), {}, 2, "--web-port"),
    ],
)
def test_what_hinders_the_start_is_a_line_too(
    tasrih_path: str, arguments: tuple[str, ...], environment: dict[str, str], exit_code: int, words: str
) -> None:
    """One line with the sentence and the exit code, whether a setting, an option or the machine does not fit."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        given = [argument.format(taken=port) for argument in arguments]
        process = _run(tasrih_path, given[0], "--broker", "127.0.0.1:1", *given[1:], **environment)
        _, said = process.communicate(timeout=60)
    (line,) = _lines(said)
    assert (process.returncode, line["exit_code"], line["event"], line["level"]) == (
        exit_code,
        exit_code,
        "failed",
        "critical",
    )
    assert words.format(taken=port) in line["message"]


def test_a_fault_of_ours_brings_its_traceback(tasrih_path: str, tmp_path: Path) -> None:
    """For machines the traceback stands in the line; people get a sentence."""
    (tmp_path / "serving.py").write_text("raise ZeroDivisionError('broken')")
    process = _run(tasrih_path, "serve", PYTHONPATH=str(tmp_path))
    _, said = process.communicate(timeout=60)
    (line,) = _lines(said)
    assert (process.returncode, line["event"]) == (70, "failed")
    assert "ZeroDivisionError: broken" in line["error"]


def test_other_commands_speak_to_people(tasrih_path: str) -> None:
    """Their stderr is narration whatever the setting says."""
    process = _run(tasrih_path, "counts", "--broker", "127.0.0.1:1")
    _, said = process.communicate(timeout=60)
    assert said.startswith("tasrih: No Kafka answers")
