import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from msgspec.structs import replace

from schemas.statement import Statement, encode
from schemas.topic_count import CountedSpeaker, TopicCount, key
from schemas.topic_count import encode as encode_row
from streams import topics
from streams.brokers.embedded import EmbeddedBroker
from streams.brokers.ports import reserve

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PRINTED = {
    "statements_confluent.py": "سلمى إدريس: السد آمن\n",
    "statements_aiokafka.py": "active\tسلمى إدريس\tsupport\twater\n",
}
README = (ROOT / "README.md").read_text(encoding="utf-8")
CURL = [line.split("#")[0] for line in re.findall(r"^curl .*/v1/.*$", README, re.MULTILINE)]
HOURS = ("2026-03-01T10", "2026-03-01T11", "2026-03-01T14")


@pytest.fixture
def server(
    embedded: EmbeddedBroker, produce: Callable[..., None], statement: Callable[..., Statement], tasrih_path: str
) -> Iterator[str]:
    """The address of a ``tasrih serve`` that has a statement and some counts on a topic."""
    whole = TopicCount(topic="inflation", window="all", articles=9, statements=9, support=2, neutral=3, oppose=4)
    one = replace(whole, speaker=CountedSpeaker(id="salma", name="سلمى إدريس"))
    rows = [(key("inflation"), encode_row(whole)), (key("inflation", "salma"), encode_row(one)), *map(_row, HOURS)]
    produce(embedded.address, topics.COUNTS, rows)
    produce(embedded.address, topics.STATEMENTS, [(b"k", encode(statement("الأسعار ترتفع", topic="inflation")))])
    port = reserve()
    with subprocess.Popen(
        [tasrih_path, "serve", "--broker", embedded.address, "--port", str(port)], stderr=subprocess.DEVNULL
    ) as serve:
        while not _ready(f"http://127.0.0.1:{port}/readyz"):
            assert serve.poll() is None
        yield f"127.0.0.1:{port}"
        serve.terminate()


def _row(hour: str) -> tuple[bytes, bytes]:
    start = f"{hour}:00:00Z"
    row = TopicCount(topic="inflation", window="hour", start=start, articles=3, statements=3, support=2, oppose=1)
    return key("inflation", hour=hour), encode_row(row)


def _ready(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):  # noqa: S310 (an address made here)
            return True
    except URLError:
        return False


def test_every_example_is_tried() -> None:
    """There is no example that nobody runs, and none is long."""
    assert {path.name for path in EXAMPLES.glob("*.py")} == {*PRINTED, "stances_plot.py"}
    assert all(len(path.read_text().splitlines()) <= 32 for path in EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("name", PRINTED)
def test_a_plain_client_reads_statements(
    name: str, embedded: EmbeddedBroker, produce: Callable[..., None], statement: Callable[..., Statement]
) -> None:
    """Kafka's own clients are enough to subscribe."""
    produce(embedded.address, topics.STATEMENTS, [(b"urn:test:1", encode(statement("السد آمن", polarity="support")))])
    command = [sys.executable, EXAMPLES / name, embedded.address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as example:
        try:
            assert example.stdout
            assert example.stdout.readline() == PRINTED[name]
        finally:
            example.kill()


@pytest.mark.parametrize("line", CURL)
@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_what_the_readme_asks_with_curl_is_answered(line: str, server: str) -> None:
    """Each of its curl lines, against another port, prints what was said, or how often."""
    command = shlex.split(line.replace("127.0.0.1:8077", server))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as curl:
        try:
            assert curl.stdout
            assert any('"inflation"' in said or '"speaker":{' in said for said in curl.stdout)
        finally:
            curl.kill()


def test_a_topic_is_drawn(server: str, tmp_path: Path) -> None:
    """A PNG of some size; a letter that could not be drawn would be a warning, and is an error here."""
    command = [sys.executable, "-W", "error", EXAMPLES / "stances_plot.py", "inflation", f"http://{server}"]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    image = (tmp_path / "stances.png").read_bytes()
    assert image.startswith(b"\x89PNG")
    assert len(image) > 10_000
