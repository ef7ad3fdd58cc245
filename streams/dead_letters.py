"""The dead-letter policy: what a bad article becomes, and when a worker stops rather than go on."""

from typing import Any

from schemas import dead_letter
from schemas.errors import UnusableArticle
from streams import metrics
from streams.fail_stop import fail_stop
from streams.outbox import Header, Record


class Run:
    """Dead letters in a row; past ``limit`` the worker stops: rather a bad deploy than a bad topic."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._length = 0

    def good(self) -> None:
        """An article could be used."""
        self._length = 0

    def bad(self, error: UnusableArticle) -> None:
        """An article could not be used, because of ``error``."""
        metrics.DEAD_LETTER[error.reason].inc()
        self._length += 1
        if self._length > self._limit:
            fail_stop(
                f"{self._limit} articles in a row could not be used, the last because: {error} Look at them with"
                " tasrih dlq ls; mend the feed, or raise TASRIH_DLQ_LIMIT, and start the worker again."
            )


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
