"""The doors of a worker's own web: who is let in, and what is said to the others."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Worker, workers

from streams.brokers.embedded import EmbeddedBroker
from streams.web.connection import HEADERS

TASRIH = str(Path(sys.executable).with_name("tasrih"))
TOKEN = "open-sesame"  # noqa: S105 (it opens nothing but the worker of these tests)


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """A worker with a token, that is called by a name of its own too."""
    with pytest.MonkeyPatch.context() as patch, EmbeddedBroker() as broker:
        patch.setenv("TASRIH_TOKEN", TOKEN)
        patch.setenv("TASRIH_HOSTS", "worker-1")
        with workers(broker.address, tmp_path_factory.mktemp("data"), 1) as (one,):
            one.wait_ready()
            yield one


def ask(worker: Worker, *lines: str) -> tuple[int, str, bytes]:
    """Status, headers and body that the worker answers to lines of a request."""
    with socket.create_connection(("127.0.0.1", worker.port), 10) as wire:
        wire.sendall("\r\n".join((*lines, "Connection: close", "", "")).encode("latin-1"))
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode(), body


@pytest.mark.parametrize(
    ("path", "shown", "status"),
    [
        ("/healthz", "", 200),
        ("/readyz", "", 200),
        ("/metrics", f"Bearer {TOKEN}", 200),
        ("/metrics", f"bearer  {TOKEN}", 200),
        ("/metrics", "", 401),
        ("/metrics", "Bearer", 401),
        ("/metrics", "Bearer wrong", 401),
        ("/metrics", f"Basic {TOKEN}", 401),
        ("/metrics", "Bearer \u00e9\u00ff", 401),
        ("/nowhere", "", 401),
        ("/healthz/", "", 401),
        ("/nowhere", f"Bearer {TOKEN}", 404),
    ],
)
def test_metrics_want_the_token_and_health_none(worker: Worker, path: str, shown: str, status: int) -> None:
    """As serve has it: health checks go on as they were, and the rest is for those who show the token."""
    told = [f"Authorization: {shown}"] if shown else []
    found, head, body = ask(worker, f"GET {path} HTTP/1.1", "Host: localhost", *told)
    assert found == status
    assert all(f"{name}: {value}" in head for name, value in HEADERS.items())
    if status >= 400:
        assert json.loads(body)["status"] == status
    if status == 401:
        assert "WWW-Authenticate: Bearer" in head
    assert TOKEN.encode() not in body


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:6066", 200), ("worker-1:6066", 200), ("evil.example", 421), ("169.254.169.254", 421), ("a@b", 400)],
)
def test_a_worker_answers_to_its_own_names_alone(worker: Worker, host: str, status: int) -> None:
    """A page that had its own name point here gets nothing, the token or not."""
    shown = f"Authorization: Bearer {TOKEN}"
    assert ask(worker, "GET /metrics HTTP/1.1", f"Host: {host}", shown)[0] == status


def test_rubbish_is_refused_and_the_worker_goes_on(worker: Worker) -> None:
    """No HTTP, a head that is too long, two names: a problem document, and nothing of it in the log."""
    for lines in (["\x16\x03\x01\x02"], ["GET /metrics HTTP/1.1", "X: " + "x" * 9000], ["POST /metrics HTTP/9"]):
        found, _, body = ask(worker, *lines)
        assert found == json.loads(body)["status"] == 400
    assert worker.health("/healthz")[0] == 200
    assert not (worker.folder / "worker.log").read_text()


def test_elsewhere_than_on_loopback_a_worker_wants_a_token(tmp_path: Path) -> None:
    """It does not start without one, whatever the broker says; one sentence, exit 78."""
    environment = {"TASRIH_WEB_HOST": "0.0.0.0", "PATH": ""}  # noqa: S104 (it is refused)
    command = [TASRIH, "worker", "--broker", "127.0.0.1:1", "--data-dir", str(tmp_path / "w")]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 78
    assert done.stderr.startswith("tasrih: 0.0.0.0 can be reached by others: set TASRIH_TOKEN")
    assert done.stderr.count("\n") == 1
