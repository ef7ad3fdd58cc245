"""The dead-letter policy: what a bad article becomes, and when a worker stops rather than go on."""

from collections import deque
from pathlib import Path
from typing import Any

from schemas import dead_letter
from schemas.errors import UnusableArticle
from streams import metrics
from streams.fail_stop import fail_stop
from streams.outbox import Header, Record

ADVICE = "Look at them with tasrih dlq ls; mend the feed, or raise"


class Patience:
    """Ends the worker where too many articles are bad: rather a bad deploy than a bad topic.

    Too many are more than ``limit`` in a row, or more than ``share`` percent of the last ``window``. A worker that was
    ended by a row goes on with it when it is started again: a supervisor that starts it for ever drains nothing. The
    row stands in ``file`` meanwhile; a good article ends it. The window begins anew with each start.
    """

    def __init__(self, limit: int, share: int, window: int, file: Path) -> None:
        self._limit = limit
        self._share = share
        self._window: deque[bool] = deque(maxlen=window)
        self._bad = 0
        self._file = file
        self._row = _stored(file)

    def good(self) -> None:
        """An article could be used."""
        if self._row:
            self._row = 0
            self._file.unlink(missing_ok=True)
        self._note(bad=False)

    def bad(self, error: UnusableArticle) -> None:
        """An article could not be used, because of ``error``."""
        metrics.DEAD_LETTER[error.reason].inc()
        self._row += 1
        self._note(bad=True)
        if self._row > self._limit:
            self._file.write_text(str(self._limit))
            fail_stop(
                f"{self._limit} articles in a row could not be used, the last because: {error}"
                f" {ADVICE} TASRIH_DLQ_LIMIT, and start the worker again."
            )
        if len(self._window) == self._window.maxlen and self._bad * 100 > self._share * len(self._window):
            fail_stop(
                f"{self._bad:,} of the last {len(self._window):,} articles could not be used, the last because: {error}"
                f" {ADVICE} TASRIH_DLQ_SHARE, and start the worker again."
            )

    def _note(self, *, bad: bool) -> None:
        if len(self._window) == self._window.maxlen:
            self._bad -= self._window[0]
        self._window.append(bad)
        self._bad += bad


def _stored(file: Path) -> int:
    """The row that ended the last worker."""
    return int(file.read_text()) if file.exists() else 0


def letter(message: Any, error: UnusableArticle) -> Record:
    """The dead letter for a Kafka record: its key, value and headers, with headers that say why."""
    attempts = 1 + _attempts(message.headers or ())
    ours: list[Header] = [
        (dead_letter.HEADER_TOPIC, message.topic.encode()),
        (dead_letter.HEADER_PARTITION, str(message.partition).encode()),
        (dead_letter.HEADER_OFFSET, str(message.offset).encode()),
        (dead_letter.HEADER_TIMESTAMP, str(round(message.timestamp * 1000)).encode()),
        (dead_letter.HEADER_REASON, error.reason.encode()),
        (dead_letter.HEADER_SENTENCE, str(error).encode()),
        (dead_letter.HEADER_ATTEMPTS, str(attempts).encode()),
    ]
    names = {name for name, _ in ours}
    theirs = [(name, value) for name, value in message.headers or () if name not in names]
    return Record(message.key, message.value, [*theirs, *ours])


def _attempts(headers: Any) -> int:
    """How often the article was tried before: ``dlq replay`` keeps the header."""
    for name, value in headers:
        if name == dead_letter.HEADER_ATTEMPTS and value and value.isdigit():
            return int(value)
    return 0
