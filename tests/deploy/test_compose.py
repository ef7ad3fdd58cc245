"""The image, and the containers of docker-compose.yml, where there are Docker and an image (``docker compose build``).

The project is the test's own, with no port on this machine: what others run stays as it is.
"""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMAGE = "tasrih"
OVERRIDE = "services: {kafka: {ports: !reset []}, serve: {ports: !reset []}}\n"
CONFINED = ("--rm", "--interactive", "--read-only", "--cap-drop", "ALL", "--network", "none")
SAID = "قال الوزير جابر الرافعي إن السد آمن."
SECONDS = 60
LITTER = """
from confluent_kafka import Producer
producer = Producer({"bootstrap.servers": "kafka:19092"})
for number in range(1001):
    producer.produce("wire.articles", b"no article", b"bad", partition=0)
producer.flush()
"""


def _docker(*arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["docker", *arguments], input=given, capture_output=True, text=True, check=False)


def _image_is_there() -> bool:
    try:
        return _docker("image", "inspect", IMAGE).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.skipif(not _image_is_there(), reason="no image: docker compose build")


def _article(uri: str, version: str = "1") -> str:
    return json.dumps({"uri": uri, "version": version, "body_text": SAID}) + "\n"


@dataclass
class Stack:
    """The containers of one project."""

    options: tuple[str, ...]

    def compose(self, *arguments: str, given: str = "") -> str:
        """What ``docker compose`` prints; it has to succeed."""
        done = _docker("compose", *self.options, *arguments, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def feed(self, articles: str) -> None:
        """Feed articles as docker-compose.yml says."""
        self.compose("run", "--rm", "-T", "worker", "feed", "-", given=articles)

    def counted(self) -> dict[str, int]:
        """Articles by topic, of all time and all speakers, as serve answers."""
        script = (
            "import os; from urllib.request import Request, urlopen; "
            "headers = {'Authorization': 'Bearer ' + os.environ['TASRIH_TOKEN']}; "
            "print(urlopen(Request('http://127.0.0.1:8077/v1/topics', headers=headers)).read().decode())"
        )
        answer = json.loads(self.compose("exec", "-T", "serve", "python", "-c", script))
        return {row["topic"]: row["articles"] for row in answer["topics"]}

    def wait_for(self, articles: int) -> None:
        """Until so many articles of SAID are counted."""
        end = time.monotonic() + SECONDS
        while (counted := self.counted().get("water", 0)) != articles:
            assert time.monotonic() < end, f"{counted} articles, not {articles}"
            time.sleep(0.5)

    def worker(self, path: str) -> str:
        """What Docker knows of the worker."""
        container = self.compose("ps", "--all", "--quiet", "worker").strip()
        return _docker("inspect", "--format", path, container).stdout.strip()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Kafka, one worker and serve, all of them healthy; nothing is left of them afterwards."""
    override = tmp_path_factory.mktemp("compose") / "override.yml"
    override.write_text(OVERRIDE)
    files = ("--file", str(ROOT / "docker-compose.yml"), "--file", str(override))
    stack = Stack(("--project-name", f"tasrih-test-{os.getpid()}", *files))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TASRIH_TOKEN", "of-the-test")
        try:
            stack.compose("up", "--detach", "--no-build", "--wait")
            yield stack
        finally:
            _docker("compose", *stack.options, "down", "--volumes")


def test_the_image_extracts_where_it_may_write_nothing() -> None:
    """Its user has no home, its file system is read-only, there is no network: statements are found all the same."""
    done = _docker("run", *CONFINED, IMAGE, "extract", "-", given=_article("urn:test:1"))
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr


def test_the_image_holds_compiled_code_and_no_compiler() -> None:
    """A user that is not root runs what mypyc made; nothing of what made it is left."""
    script = (
        "import os, shutil, extraction.extractor as module; "
        "print(os.getuid(), module.__file__.endswith('.so'), shutil.which('gcc'), os.path.exists('/src'))"
    )
    done = _docker("run", *CONFINED, "--entrypoint", "python", IMAGE, "-c", script)
    assert done.stdout == "10001 True None False\n", done.stderr


def test_a_worker_that_was_ended_goes_on_with_its_volume(stack: Stack) -> None:
    """It ends in order when it is told to, and its successor takes a correction for what it is."""
    stack.feed(_article("urn:test:1") + _article("urn:test:2"))
    stack.wait_for(2)
    volume = stack.worker("{{(index .Mounts 0).Name}}")
    stack.compose("stop", "worker")
    assert stack.worker("{{.State.ExitCode}}") == "0"
    stack.feed(_article("urn:test:1", version="2") + _article("urn:test:3"))
    stack.compose("up", "--detach", "--no-build", "--wait", "--force-recreate", "worker")
    stack.wait_for(3)
    assert stack.worker("{{(index .Mounts 0).Name}}") == volume


def test_a_worker_that_stops_by_itself_is_started_again(stack: Stack) -> None:
    """A row of bad articles ends it; Docker starts it anew, and good articles are counted."""
    before = stack.counted().get("water", 0)
    stack.compose("exec", "-T", "worker", "python", "-c", LITTER)
    end = time.monotonic() + SECONDS
    while stack.worker("{{.RestartCount}}") == "0":
        assert time.monotonic() < end, "the worker did not stop"
        time.sleep(0.5)
    stack.feed(_article("urn:test:4"))
    stack.wait_for(before + 1)
