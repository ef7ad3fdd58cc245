"""Hostile requests to a running ``tasrih serve``: each is answered in order or refused, and none leaves a trace."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import hostile_http
import pytest

from streams.brokers.embedded import EmbeddedBroker
from streams.brokers.ports import reserve
from streams.web.connection import HEADERS

CASES = hostile_http.cases()
TASRIH = str(Path(sys.executable).with_name("tasrih"))
PROBLEM = "Content-Type: application/problem+json"
EVERY = {
    f"{name}: {value}" for name, value in HEADERS.items() if "Policy" not in name
}  # a page has a policy of its own
AT_ONCE = {"bodies": 6}  # texts that wait to be explained are few; of the other classes
MANY = 64
FIRST_SECONDS = 40  # what does not come is waited for 20 s


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """A serve that follows a broker: its port, and the file with what it says."""
    topics = ("wire.articles", "wire.statements", "wire.stances", "wire.topic-counts", "wire.articles.dlq")
    port, said = reserve(), tmp_path_factory.mktemp("serve") / "said"
    environment = os.environ | {"TASRIH_CLIENT_RATE": "100000"}
    with EmbeddedBroker(topics) as broker, said.open("wb") as stderr:
        command = [TASRIH, "serve", "--broker", broker.address, "--port", str(port)]
        with subprocess.Popen(command, env=environment, stderr=stderr) as serve:
            try:
                while not _ready(port):
                    time.sleep(0.1)
                yield port, said
            finally:
                serve.send_signal(signal.SIGTERM)
        assert serve.returncode == 0


def _ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


async def _answer(port: int, said: bytes, hang_up: bool) -> bytes:
    """What comes back up to the end of the connection, or of a stream the beginning; nothing where it is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(said)
        if hang_up:
            writer.write_eof()
        async with asyncio.timeout(FIRST_SECONDS):
            while part := await reader.read(65536):
                answer += part
                if b"event-stream" in answer or b"x-ndjson" in answer:
                    break
    except ConnectionError:
        pass
    finally:
        writer.close()
    return answer


def _fault(answer: bytes) -> str | None:
    """What is wrong with an answer, None where it is as it should be."""
    if answer.startswith(b"HTTP/1.1 100"):
        answer = answer.partition(b"\r\n\r\n")[2]
    if not answer:
        return None
    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split(None, 2)[1])
    lines = set(head.decode("latin-1").split("\r\n")[1:])
    wrong = {
        "a fault of ours": status >= 500 and not any(line.startswith("Retry-After") for line in lines),
        "without the headers of every answer": not lines >= EVERY,
        "a header of the caller's making": any(line.startswith("Set-Cookie") for line in lines),
        "a refusal without a sentence": status >= 400 and not (PROBLEM in lines and _document(body)["detail"]),
    }
    return next((f"{status}: {what}" for what, is_so in wrong.items() if is_so), None)


def _document(body: bytes) -> dict[str, object]:
    """The first object of a body: another answer may follow, to a request that stood behind the first."""
    found: dict[str, object] = json.JSONDecoder().raw_decode(body.decode())[0]
    return found


@pytest.mark.parametrize("hang_up", [False, True])
@pytest.mark.parametrize("name", hostile_http.CLASSES)
async def test_hostile_requests_are_answered_or_refused(served: tuple[int, Path], name: str, hang_up: bool) -> None:
    """Never a fault of ours, never a refusal without its sentence, and nothing in the log; heard to the end or not."""
    port, log = served
    turn = asyncio.Semaphore(AT_ONCE.get(name, MANY))

    async def tried(said: bytes) -> str | None:
        async with turn:
            try:
                return _fault(await _answer(port, said, hang_up))
            except TimeoutError:
                return "no answer and no end"

    mine = [said for kind, said in CASES if kind == name]
    before = log.stat().st_size
    found = await asyncio.gather(*map(tried, mine))
    assert [(said[:200], fault) for said, fault in zip(mine, found, strict=True) if fault] == []
    assert log.read_bytes()[before:] == b""
    assert _ready(port)


def test_there_are_many_hostile_requests() -> None:
    """Of every class some, and more than a thousand in all."""
    found = Counter(name for name, _ in CASES)
    assert set(found) == set(hostile_http.CLASSES)
    assert len(CASES) >= 1000
