"""Subscribers who come back whenever they are cut off, and what each is owed by a plain reading of the topic."""

import json
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from confluent_kafka import Message
from desk import read

from streams import topics

TOPIC_OF = {"statement": topics.STATEMENTS, "count": topics.COUNTS}
SILENT_SECONDS = 40  # heartbeats come every 15
AGAIN_SECONDS = 0.1
Query = dict[str, str]


class Record(NamedTuple):
    """What a plain consumer reads; ``text`` is the ``value`` in canonical form, ``again`` whether it came before."""

    partition: int
    offset: int
    value: dict[str, Any]
    text: str
    again: bool


Records = list[Record]


class Event(NamedTuple):
    """An event of a stream; what is not there is empty."""

    name: str
    id: str
    data: str


class Faults(NamedTuple):
    """How many events somebody did not get, got again, or should not have got."""

    missing: int
    repeated: int
    strange: int


@dataclass(eq=False)
class Subscriber:
    """Somebody who reads some streams, narrowed by ``query``.

    ``got`` are the events, (name, data). It is owed what stands in the topics at or after ``began``, the offsets by
    topic and partition.
    """

    streams: str
    query: Query
    got: list[tuple[str, str]] = field(default_factory=list)
    began: dict[tuple[str, int], int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.path}"

    @property
    def path(self) -> str:
        """What it asks for."""
        return f"/v1/streams/{self.streams}?{urlencode(self.query)}"

    def faults(self, records: dict[str, Records]) -> Faults:
        """What is wrong with what it got; ``records`` by topic."""
        found = [Faults(0, 0, sum(name not in TOPIC_OF for name, _ in self.got))]
        if "statements" in self.streams:
            first = [one for one in records[topics.STATEMENTS] if not one.again]
            found.append(self._statements(self._owed(topics.STATEMENTS, first)))
        if "counts" in self.streams:
            found.append(self._counts(self._owed(topics.COUNTS, records[topics.COUNTS])))
        return Faults(*map(sum, zip(*found, strict=True)))

    def _owed(self, topic: str, records: Records) -> list[str]:
        matches = is_said if topic == topics.STATEMENTS else is_counted
        later = (one for one in records if one.offset >= self.began.get((topic, one.partition), 0))
        return [one.text for one in later if matches(self.query, one.value)]

    def _had(self, name: str) -> list[str]:
        return [canonical(json.loads(data)) for event, data in self.got if event == name]

    def _statements(self, owed: list[str]) -> Faults:
        """Every statement once."""
        return compared(Counter(set(owed)), Counter(self._had("statement")))

    def _counts(self, owed: list[str]) -> Faults:
        """The last state of every row; those in between may be left out."""
        had = self._had("count")
        ends, seen = last_rows(owed), last_rows(had)
        missing = sum(seen.get(key) != row for key, row in ends.items())
        return compared(Counter(owed), Counter(had))._replace(missing=missing)


def compared(due: Counter[str], had: Counter[str]) -> Faults:
    """What is wrong with what somebody had, against what was due."""
    repeated = sum(max(had[one] - due[one], 0) for one in had.keys() & due.keys())
    return Faults((due - had).total(), repeated, sum(had[one] for one in had.keys() - due.keys()))


def canonical(value: dict[str, Any]) -> str:
    """The same text for the same event."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def last_rows(rows: Iterable[str]) -> dict[tuple[str, ...], str]:
    """The last of each key."""
    return {_key(json.loads(row)): row for row in rows}


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return row["topic"], row["window"], row["start"] or "", (row["speaker"] or {}).get("id", "")


def is_said(query: Query, said: dict[str, Any]) -> bool:
    """Whether a statement is asked for, in plain words."""
    stances = [stance for stance in said["stances"] if query.get("topic", stance["topic"]) == stance["topic"]]
    return (
        query.get("topic") in (None, *said["topics"])
        and query.get("speaker") in (None, said["speaker"]["id"], said["speaker"]["name"])
        and query.get("source") in (None, said["source"])
        and query.get("polarity") in (None, *(stance["polarity"] for stance in stances))
    )


def is_counted(query: Query, row: dict[str, Any]) -> bool:
    """Whether a row is asked for; by a topic, a window, and of everybody or of each speaker."""
    return (
        query.get("topic") in (None, row["topic"])
        and query.get("window") in (None, row["window"])
        and query.get("by") in (None, "speaker" if row["speaker"] else "topic")
    )


def records_of(broker: str) -> dict[str, Records]:
    """What a plain consumer reads in the topics that are subscribed to; a record without a key is a worker's mark."""
    return {topic: list(_records(read(broker, topic))) for topic in TOPIC_OF.values()}


def _records(messages: Iterable[Message]) -> Iterator[Record]:
    seen: set[str] = set()
    for message in messages:
        if message.key():
            value = json.loads(message.value() or b"")
            text = canonical(value)
            yield Record(message.partition() or 0, message.offset() or 0, value, text, text in seen)
            seen.add(text)


@dataclass(eq=False)
class HttpSubscriber(Subscriber):
    """One over HTTP, in a thread, who comes back with the last id until it is told to stop."""

    address: str = ""
    accept: ClassVar[str] = "text/event-stream"
    begun: float = 0.0  # when the last stream began, by the monotonic clock
    last_id: str = ""
    dropped: int = 0  # times that it was told that it reads too slowly
    stopping: bool = False

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, daemon=True).start()

    def stop(self) -> None:
        """Do not come back any more."""
        self.stopping = True

    @property
    def headers(self) -> dict[str, str]:
        """What it sends."""
        again = {"Last-Event-ID": self.last_id} if self.last_id else {}
        return {"Accept": self.accept} | again

    @property
    def url(self) -> str:
        """Where it reads."""
        return self.address + self.path

    @staticmethod
    def parse(lines: Iterable[bytes]) -> Iterator[Event]:
        """Server-sent events; an id without data is a heartbeat, a broken-off event none."""
        found: dict[str, str] = {}
        for line in lines:
            word, _, value = line.decode().rstrip("\n").partition(": ")
            if word:
                found[word] = value
            elif {"id", "data"} & found.keys():
                yield Event(found.get("event", "heartbeat"), found.get("id", ""), found.get("data", ""))
            if not word:
                found = {}

    def lines(self) -> Iterator[bytes]:
        """The lines of one connection."""
        request = Request(self.url, headers=self.headers)  # noqa: S310 (an address made here)
        with urlopen(request, timeout=SILENT_SECONDS) as answer:  # noqa: S310
            yield from answer

    def _read(self) -> None:
        while not self.stopping:
            try:
                for event in self.parse(self.lines()):
                    self._take(event)
            except (OSError, HTTPException):  # the server has ended, or does not answer yet
                pass
            time.sleep(AGAIN_SECONDS)

    def _take(self, event: Event) -> None:
        self.last_id = event.id or self.last_id
        if not self.began and event.id:
            self.began = {(at["topic"], at["partition"]): at["offset"] + 1 for at in json.loads(event.id)}
        if event.name == "heartbeat":
            self.begun = time.monotonic()
        elif event.name == "error" and json.loads(event.data)["status"] == HTTPStatus.REQUEST_TIMEOUT:
            self.dropped += 1
        elif event.name != "status":
            self.got.append((event.name, event.data))


class NdjsonSubscriber(HttpSubscriber):
    """The same with NDJSON and its ids."""

    accept = "application/x-ndjson"

    @property
    def url(self) -> str:
        """Where it reads."""
        return f"{super().url}&ids=true"

    @staticmethod
    def parse(lines: Iterable[bytes]) -> Iterator[Event]:
        """Lines that are whole."""
        for line in lines:
            if line.endswith(b"\n") and line.strip():
                found = json.loads(line)
                yield Event(found["event"], found.get("id", ""), json.dumps(found.get("data")))


class CurlSubscriber(HttpSubscriber):
    """The same with curl."""

    def lines(self) -> Iterator[bytes]:
        """What curl prints."""
        headers = [part for name, value in self.headers.items() for part in ("-H", f"{name}: {value}")]
        command = ["curl", "-sN", *headers, self.url]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as curl:
            assert curl.stdout
            yield from curl.stdout


class Example:
    """A program of ``examples/`` that reads Kafka, and the lines that it has printed."""

    def __init__(self, command: list[str], lines_of: Callable[[dict[str, Any]], Iterable[str]]) -> None:
        self.printed: list[str] = []
        self.lines_of = lines_of
        self._command = command
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def __str__(self) -> str:
        return " ".join(self._command)

    def faults(self, records: dict[str, Records]) -> Faults:
        """What is wrong with what it printed."""
        text = "".join(line for said in records[topics.STATEMENTS] for line in self.lines_of(said.value))
        return compared(Counter(text.splitlines()), Counter(self.printed))

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._reading.join()

    def _read(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            self.printed.extend(line.rstrip("\n") for line in lines)


def stances(said: dict[str, Any]) -> Iterator[str]:
    """What ``statements_aiokafka.py`` prints of a statement."""
    for stance in said["stances"]:
        yield "\t".join((said["status"], said["speaker"]["name"], stance["polarity"], stance["topic"])) + "\n"


def contents(said: dict[str, Any]) -> Iterator[str]:
    """What ``statements_confluent.py`` prints of a statement."""
    if said["status"] == "active":
        yield f"{said['speaker']['name']}: {said['content']['text']}\n"
