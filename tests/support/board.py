"""A desk with a board: feeds articles in the tiny language to a broker, and serves its board."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from desk import article, feed

from streams.brokers.ports import reserve

TASRIH = Path(sys.executable).with_name("tasrih")
EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass
class BoardDesk:
    """Feeds articles to a broker, and serves its board at ``address``."""

    broker: str
    port: int = field(default_factory=reserve)
    process: "subprocess.Popen[bytes] | None" = None
    since: float = 0.0  # when the server was started, by the monotonic clock

    @property
    def address(self) -> str:
        """Where the board is."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self, **environment: str) -> None:
        """Start the server, and wait until it answers."""
        command = [TASRIH, "serve", "--broker", self.broker, "--port", str(self.port)]
        self.since = time.monotonic()
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | environment)
        deadline = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End the server with a signal."""
        if self.process:
            self.process.send_signal(number)
            self.process.wait(60)

    def feed(self, uri: str, *lines: str, version: int = 1, **fields: Any) -> None:
        """An article of now, its body in the tiny language; without lines it is withdrawn."""
        usual = {"version": version, "versionCreated": datetime.now(UTC).isoformat(timespec="seconds")}
        status = {} if lines else {"pubStatus": "canceled"}
        value = article(uri, *lines, **usual | status | fields)
        feed(self.broker, [(uri.encode(), value)])

    def _answers(self) -> bool:
        try:
            return bool(urlopen(f"{self.address}/healthz", timeout=2).read())  # noqa: S310 (http)
        except URLError:
            return False


@contextmanager
def served(broker: str, **environment: str) -> Iterator[BoardDesk]:
    """A desk whose server ends with the block."""
    desk = BoardDesk(broker)
    desk.serve(**environment)
    try:
        yield desk
    finally:
        desk.stop()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name in the library)
        """Say nothing."""


@contextmanager
def examples_served() -> Iterator[str]:
    """Another origin, which has the examples."""
    handler = partial(QuietHandler, directory=EXAMPLES)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
