"""``tasrih serve`` as a process."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from types import MappingProxyType

import pytest

from streams.brokers.embedded import EmbeddedBroker
from streams.brokers.ports import reserve


def _get(url: str, headers: Mapping[str, str] = MappingProxyType({})) -> int:
    asked = urllib.request.Request(url, headers=dict(headers))  # noqa: S310 (an address made here)
    try:
        with urllib.request.urlopen(asked, timeout=5) as response:  # noqa: S310 (an address made here)
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def _until(url: str, status: int) -> None:
    while _get(url) != status:
        time.sleep(0.05)


def test_serve_answers_and_ends_at_once(embedded: EmbeddedBroker, tasrih_path: str) -> None:
    """It says where it listens, becomes ready, and SIGTERM ends it with exit code 0 and no traceback."""
    port = reserve()
    command = [tasrih_path, "serve", "--broker", embedded.address, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as serve:
        _until(f"http://127.0.0.1:{port}/readyz", 200)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/topics", timeout=5) as response:
            assert json.load(response) == {"topics": []}
        serve.terminate()
        out, said = serve.communicate(timeout=10)
    assert (serve.returncode, out) == (0, "")
    assert f"http://127.0.0.1:{port}" in said
    assert "Traceback" not in said


def test_a_broker_that_is_down_is_said_once(tasrih_path: str) -> None:
    """It serves all the same, is not ready, and keeps to one sentence about it."""
    port = reserve()
    command = [tasrih_path, "serve", "--broker", "127.0.0.1:1", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as serve:
        _until(f"http://127.0.0.1:{port}/readyz", 503)
        assert serve.stderr is not None
        assert "serving on" in serve.stderr.readline()
        assert "No Kafka answers at 127.0.0.1:1" in serve.stderr.readline()
        serve.send_signal(2)
        _, rest = serve.communicate(timeout=15)
    assert rest == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example"])  # noqa: S104 (it is refused)
def test_others_are_not_let_in_without_a_token(host: str, tasrih: Callable[..., "CompletedProcess[str]"]) -> None:
    """One sentence that says what to set, exit 78, and nothing listens."""
    done = tasrih("serve", "--broker", "127.0.0.1:1", "--host", host)
    assert done.returncode == 78
    assert done.stderr.startswith(f"tasrih: {host} can be reached by others: set TASRIH_TOKEN")
    assert done.stderr.count("\n") == 1


def test_with_a_token_every_caller_has_to_show_it(
    tasrih_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may hold it, as compose's secrets do; from loopback too, and it is not said again."""
    (tmp_path / "token").write_text("open-sesame\n")
    monkeypatch.setenv("TASRIH_TOKEN_FILE", str(tmp_path / "token"))
    port = reserve()
    command = [tasrih_path, "serve", "--broker", "127.0.0.1:1", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as serve:
        _until(f"http://127.0.0.1:{port}/healthz", 200)
        address = f"http://127.0.0.1:{port}/v1/openapi.json"
        assert _get(address) == 401
        assert _get(address, {"Authorization": "Bearer open-sesame"}) == 200
        serve.terminate()
        _, said = serve.communicate(timeout=15)
    assert serve.returncode == 0
    assert "open-sesame" not in said


@pytest.mark.parametrize(
    ("variable", "value"), [("TASRIH_TOKEN", ""), ("TASRIH_TOKEN", "open sesame"), ("TASRIH_TOKEN_FILE", "/nowhere")]
)
def test_a_token_that_cannot_be_used_is_one_sentence(
    variable: str, value: str, tasrih: Callable[..., "CompletedProcess[str]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the setting, and does not repeat the token."""
    monkeypatch.setenv(variable, value)
    done = tasrih("serve", "--broker", "127.0.0.1:1")
    assert done.returncode == 78
    assert done.stderr.startswith(f"tasrih: {variable} is ")
    assert "sesame" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_one_sentence(tasrih: Callable[..., "subprocess.CompletedProcess[str]"]) -> None:
    """The sentence names the address and how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = tasrih("serve", "--broker", "127.0.0.1:1", "--port", str(port))
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
