"""Commands of ours as child processes, which end with the block, or with the process, that started them."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from cli.main import main
from schemas.errors import TasrihError

STOP_SECONDS = 5.0


class Child:
    """``tasrih ARGUMENTS`` for as long as the block lasts; what it says goes to the file ``said``.

    It reaches Kafka without TLS and SASL, whatever is set: its broker is one of ours.
    """

    def __init__(self, arguments: tuple[str, ...], said: Path) -> None:
        self._name = arguments[0]
        self._said = said
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "cli.children", *self._arguments]
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(  # noqa: S603 (our own module)
                command, env=_plain(), stdin=subprocess.PIPE, stdout=said, stderr=said, start_new_session=True
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.communicate(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.communicate()

    def check(self) -> None:
        """See that it runs.

        Raises:
            TasrihError: it has ended; with its last words.
        """
        code = self._process.poll() if self._process else None
        if code is not None:
            words = self._said.read_text(errors="replace").strip().splitlines()[-1:]
            raise TasrihError(
                f"tasrih {self._name} ended with exit code {code}: {' '.join(words) or 'it said nothing'}"
            )


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("TASRIH_KAFKA_")}


def _end_with_parent() -> None:
    """End when standard input closes: the parent is gone then, however it went."""
    os.read(sys.stdin.fileno(), 1)  # not through sys.stdin: its lock, held here, would abort the interpreter's end
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    main()
