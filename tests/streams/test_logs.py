"""What worker and serve say, as JSON."""

import json
import logging
import re
import sys
from pathlib import Path
from typing import get_args

from streams.logs import EventName, JsonLines, event

README = (Path(__file__).parents[2] / "deploy" / "README.md").read_text(encoding="utf-8")


def _line(message: str, *values: object, error: BaseException | None = None, **extra: object) -> dict[str, object]:
    logger = logging.getLogger("some.library")
    exception = (type(error), error, error.__traceback__) if error else None
    record = logger.makeRecord(logger.name, logging.WARNING, "f", 1, message, values, exception, extra=extra)
    text = JsonLines().format(record)
    assert "\n" not in text
    return dict(json.loads(text))


def test_an_event_has_its_name_its_sentence_and_its_fields() -> None:
    """Whatever the fields hold, and whatever language the sentence is in, it is one line of JSON."""
    line = _line("قراءة %s\nثم", "سطر", **event("reads", data_dir=Path("a/b"), broker="k:9092"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(line.pop("time")))
    assert line == {
        "level": "warning",
        "event": "reads",
        "message": "قراءة سطر\nثم",
        "data_dir": "a/b",
        "broker": "k:9092",
    }


def test_what_libraries_log_is_an_event_too() -> None:
    """With the name of the logger."""
    assert _line("%d left", 3).items() >= {"event": "log", "logger": "some.library", "message": "3 left"}.items()


def test_an_exception_stands_in_one_line() -> None:
    """With its traceback."""
    try:
        sys.intern(3)  # type: ignore[arg-type]  # it is to fail
    except TypeError as error:
        line = _line("failed", error=error, **event("fault", path="/"))
    assert "Traceback" in str(line["error"])
    assert line["path"] == "/"


def test_the_readme_lists_the_events() -> None:
    """Every event, and none that is not."""
    table = README[README.index("## Events") :]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == [*get_args(EventName), "log"]
