"""What worker and serve say on stderr: sentences for people, or one JSON object a line for machines.

A line has ``time``, ``level``, ``event``, ``message`` (the sentence) and the fields of its event; deploy/README.md
lists the events. What libraries log has the event ``log`` and the name of its ``logger``.
"""

import logging
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

Format = Literal["text", "json"]
EventName = Literal[
    "reads",  # a worker has its tables and reads
    "recovers",  # its tables are still being read
    "waits",  # the broker went away
    "retries",  # no broker at the start, or no topic
    "lost",  # a source has lost records that no worker has read
    "stopped",  # in order
    "fail_stop",  # at once, with exit code 70, so that nothing is lost
    "serves",  # serve listens
    "live",  # it has read all that stood in a topic
    "anew",  # a topic was deleted and made anew
    "disconnected",  # its broker does not answer
    "fault",  # an answer failed
    "failed",  # it cannot start, or not go on
]


def event(name: EventName, **fields: Any) -> dict[str, Any]:
    """The ``extra`` of a log call: which event it tells of, and its fields."""
    return {"event": name, "fields": fields}


class JsonLines(logging.Formatter):
    """Each record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, event, sentence, fields; an exception with its traceback as ``error``."""
        named = {"event": record.event} if hasattr(record, "event") else {"event": "log", "logger": record.name}
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            **named,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def json_handler() -> logging.Handler:
    """Writes lines of JSON to stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    return handler


class Sentences(logging.Formatter):
    """The sentence alone, after who says it: where a traceback is wanted, a file has it."""

    def __init__(self, speaker: str) -> None:
        super().__init__()
        self._speaker = speaker

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        return f"{self._speaker}: {record.getMessage()}"
