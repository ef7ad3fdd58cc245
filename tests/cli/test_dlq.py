import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest
from confluent_kafka import Message

from cli.children import Child
from cli.delivery import Delivery, Record
from schemas import dead_letter
from schemas.errors import UnusableArticle
from serving.topic_reader import TopicReader
from streams import topics
from streams.access import Access
from streams.brokers.embedded import EmbeddedBroker
from streams.dead_letters import letter

Tasrih = Callable[..., "CompletedProcess[str]"]
FAULTS = (UnusableArticle("shape", "uri is 5, expected text."), UnusableArticle("encoding", "Byte 0 is not UTF-8."))
VALUES = (b'{"uri": 5}', b"\xff\xfe\x00", b"")


def put(broker: EmbeddedBroker, *letters: tuple[int, bytes | None, bytes | None, UnusableArticle]) -> None:
    """Write dead letters as a worker does: offset in wire.articles, key, value, fault."""
    delivery = Delivery(Access(broker.address))
    for offset, key, value, fault in letters:
        article = SimpleNamespace(
            topic=topics.ARTICLES,
            partition=1,
            offset=offset,
            timestamp=1_700_000_000 + offset,
            key=key,
            value=value,
            headers=[("traceparent", b"00-1")],
        )
        record = letter(article, fault)
        delivery.send(topics.DEAD_LETTERS, Record(record.key, record.value, tuple(record.headers)))
    delivery.finish()


def three(broker: EmbeddedBroker) -> None:
    """Two of one reason, one of another; one without a key; and one written twice, as after a crash."""
    first = (7, b"urn:a", VALUES[0], FAULTS[0])
    put(broker, first, (8, None, VALUES[1], FAULTS[1]), first, (9, b"urn:c", VALUES[2], FAULTS[0]))


def lines(done: "CompletedProcess[str]") -> list[dict[str, object]]:
    """The JSON Lines of a command that succeeded."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def fed(broker: EmbeddedBroker) -> list[Message]:
    """What stands in wire.articles, oldest first."""
    with TopicReader(Access(broker.address), topics.ARTICLES) as reader:
        messages = [message for batch in reader.past() for message in batch]
    return sorted(messages, key=lambda message: message.timestamp()[1])


def test_letters_are_listed_once_with_their_bytes(embedded: EmbeddedBroker, tasrih: Tasrih) -> None:
    """Oldest first; the original bytes in base64; a reason narrows the list."""
    three(embedded)
    listed = lines(tasrih("dlq", "ls", "--broker", embedded.address))
    assert [one["id"] for one in listed] == ["1-7", "1-8", "1-9"]
    assert tuple(base64.b64decode(str(one["value"])) for one in listed) == VALUES
    assert listed[1]["key"] is None
    assert listed[0]["sentence"] == "uri is 5, expected text."
    shape = lines(tasrih("dlq", "ls", "--broker", embedded.address, "--reason", "encoding"))
    assert [one["id"] for one in shape] == ["1-8"]


def test_a_letter_is_shown_by_its_id(embedded: EmbeddedBroker, tasrih: Tasrih) -> None:
    """An id that nobody has is one sentence, exit 1."""
    three(embedded)
    (shown,) = lines(tasrih("dlq", "show", "--broker", embedded.address, "1-8"))
    assert (shown["offset"], shown["reason"], shown["attempts"]) == (8, "encoding", 1)
    unknown = tasrih("dlq", "show", "--broker", embedded.address, "5-5")
    assert unknown.returncode == 1
    assert unknown.stderr.count("\n") == 1


def test_a_terminal_gets_a_table_without_its_codes(embedded: EmbeddedBroker, on_terminal: Callable[..., str]) -> None:
    """Text of articles cannot move the cursor."""
    put(embedded, (3, b"urn:a", b"\x1b[2J\x07evil", FAULTS[0]))
    assert "1-3" in on_terminal("dlq", "ls", "--broker", embedded.address)
    shown = on_terminal("dlq", "show", "--broker", embedded.address, "1-3")
    assert "evil" in shown
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown


def test_a_replay_feeds_each_letter_once(embedded: EmbeddedBroker, tasrih: Tasrih) -> None:
    """Key, value, time and the article's own headers are as they were; the count of attempts goes along."""
    three(embedded)
    replayed = lines(tasrih("dlq", "replay", "--broker", embedded.address))
    assert [one["replayed"] for one in replayed] == ["1-7", "1-8", "1-9"]
    messages = fed(embedded)
    assert [message.value() or b"" for message in messages] == list(VALUES)
    assert [message.key() for message in messages] == [b"urn:a", None, b"urn:c"]
    assert [message.timestamp()[1] for message in messages] == [1_700_000_007_000, 1_700_000_008_000, 1_700_000_009_000]
    headers = messages[0].headers() or []
    assert headers == [("traceparent", b"00-1"), (dead_letter.HEADER_ATTEMPTS, b"1")]


def test_what_was_replayed_waits_no_more(embedded: EmbeddedBroker, tasrih: Tasrih) -> None:
    """A second replay feeds nothing; an id that is named is fed all the same."""
    three(embedded)
    assert len(lines(tasrih("dlq", "replay", "--broker", embedded.address, "--reason", "shape"))) == 2
    assert [one["id"] for one in lines(tasrih("dlq", "ls", "--broker", embedded.address))] == ["1-8"]
    assert len(lines(tasrih("dlq", "replay", "--broker", embedded.address, "--id", "1-7"))) == 1
    assert len(lines(tasrih("dlq", "replay", "--broker", embedded.address))) == 1
    assert not lines(tasrih("dlq", "replay", "--broker", embedded.address))
    assert len(fed(embedded)) == 4


def test_a_letter_that_is_still_bad_comes_back_with_one_more_attempt(
    embedded: EmbeddedBroker, tasrih: Tasrih, tmp_path: Path, free_port: int
) -> None:
    """The whole way with a worker: fed, dead, replayed, dead again."""
    delivery = Delivery(Access(embedded.address))
    delivery.send(topics.ARTICLES, Record(b"urn:a", VALUES[0]))
    delivery.finish()
    arguments = ("--data-dir", str(tmp_path / "data"), "--web-port", str(free_port))
    with Child(("worker", "--broker", embedded.address, *arguments), tmp_path / "said") as worker:
        (first,) = waiting(embedded, tasrih, worker, set())
        assert (first["attempts"], first["sentence"]) == (1, "uri is 5, expected text.")
        lines(tasrih("dlq", "replay", "--broker", embedded.address))
        (second,) = waiting(embedded, tasrih, worker, {first["id"]})
        assert (second["attempts"], second["value"]) == (2, first["value"])


def waiting(broker: EmbeddedBroker, tasrih: Tasrih, worker: Child, known: set[object]) -> list[dict[str, object]]:
    """The letters that wait, as soon as there is one that is not known."""
    for _ in range(60):
        worker.check()
        found = lines(tasrih("dlq", "ls", "--broker", broker.address))
        if {one["id"] for one in found} - known:
            return found
        time.sleep(0.5)
    return []


@pytest.mark.parametrize("action", [["ls"], ["show", "1-1"], ["replay"]])
def test_a_broker_that_is_not_there_is_one_sentence(action: list[str], tasrih: Tasrih) -> None:
    """Exit 69."""
    done = tasrih("dlq", *action, "--broker", "127.0.0.1:1")
    assert done.returncode == 69
    assert done.stderr.count("\n") == 1
