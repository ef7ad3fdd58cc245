"""``tasrih counts``, ``tail`` and ``watch``, run as a user runs them."""

import json
import subprocess
from collections.abc import Callable

import pytest
from msgspec import structs

from schemas import published
from schemas.statement import Statement, decode, encode
from schemas.topic_count import TopicCount, key
from schemas.topic_count import encode as encode_row
from streams.brokers.embedded import EmbeddedBroker

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Produce = Callable[..., None]

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
ROWS = [
    TopicCount(topic=name, window="all", articles=1, statements=4, support=2, oppose=2) for name in ("oil", "water")
]


def _rows(produce: Produce, address: str) -> None:
    produce(address, "wire.topic-counts", [(key(row.topic), encode_row(row)) for row in ROWS])


def test_counts_prints_one_row_a_line(embedded: EmbeddedBroker, produce: Produce, tasrih: Run) -> None:
    """On a pipe each line is one TopicCount, and nothing else is on stdout."""
    _rows(produce, embedded.address)
    done = tasrih("counts", "--broker", embedded.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["topic"] for line in done.stdout.splitlines()] == ["oil", "water"]
    assert done.stdout.encode() == b"".join(encode_row(row) + b"\n" for row in ROWS)


def test_counts_is_a_table_on_a_terminal(
    embedded: EmbeddedBroker, produce: Produce, on_terminal: Callable[..., str]
) -> None:
    """On a terminal there are headings and columns, and no JSON."""
    _rows(produce, embedded.address)
    shown = on_terminal("counts", "--broker", embedded.address)
    assert "statements" in shown
    assert "water" in shown
    assert "{" not in shown


def test_json_is_json_on_a_terminal_too(
    embedded: EmbeddedBroker,
    produce: Produce,
    on_terminal: Callable[..., str],
    statement: Callable[..., Statement],
) -> None:
    """``--json`` gives the lines that a pipe would get."""
    _rows(produce, embedded.address)
    produce(embedded.address, "wire.statements", [(b"k", encode(statement("قول")))])
    counted = on_terminal("counts", "--json", "--broker", embedded.address).splitlines()
    assert [json.loads(line)["topic"] for line in counted] == ["oil", "water"]
    said = on_terminal("tail", "--json", "--from-beginning", "--limit", "1", "--broker", embedded.address)
    assert json.loads(said)["id"] == "قول"


@pytest.mark.parametrize("name", ["counts", "tail"])
def test_without_a_broker_one_sentence_and_exit_code_69(tasrih: Run, name: str) -> None:
    """Nobody listens there: one line on stderr, none on stdout."""
    done = tasrih(name, "--broker", "127.0.0.1:1")
    assert done.returncode == 69
    assert done.stdout == ""
    assert done.stderr.startswith("tasrih: No Kafka answers at 127.0.0.1:1")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["counts", "tail", "watch"])
def test_help_begins_with_examples(tasrih: Run, name: str) -> None:
    """Somebody in a hurry copies a line."""
    shown = tasrih(name, "--help").stdout
    assert f"tasrih {name}" in shown.split("Options:")[0].split("Examples:")[1]


def test_tail_prints_each_event_once(
    embedded: EmbeddedBroker, produce: Produce, tasrih: Run, statement: Callable[..., Statement]
) -> None:
    """Repeats and rubbish are dropped; the statements that match are printed as they came."""
    said = [encode(statement(text)) for text in ("قول أول", "قول ثان")]
    other = encode(statement("قول ثالث", topic="oil"))
    produce(embedded.address, "wire.statements", [(b"urn:test:1", v) for v in (said[0], b"{", other, said[0], said[1])])
    done = tasrih("tail", "--broker", embedded.address, "--from-beginning", "--timeout", "2", "--topic", "water")
    assert done.returncode == 0
    assert sorted(done.stdout.encode().splitlines()) == sorted(said)


def test_tail_ends_after_its_limit(
    embedded: EmbeddedBroker, produce: Produce, tasrih: Run, statement: Callable[..., Statement]
) -> None:
    """``--limit 1`` prints one statement and ends, though others wait."""
    produce(embedded.address, "wire.statements", [(b"k", encode(statement(text))) for text in ("أ", "ب")])
    done = tasrih("tail", "--broker", embedded.address, "--from-beginning", "--limit", "1")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)


def test_tail_without_from_beginning_waits_for_what_is_new(
    embedded: EmbeddedBroker, produce: Produce, tasrih: Run, statement: Callable[..., Statement]
) -> None:
    """What stood there before is not printed."""
    produce(embedded.address, "wire.statements", [(b"k", encode(statement("قديم")))])
    done = tasrih("tail", "--broker", embedded.address, "--timeout", "1")
    assert (done.returncode, done.stdout) == (0, "")


def test_tail_shows_what_was_said_in_its_sentence(
    embedded: EmbeddedBroker, produce: Produce, on_terminal: Callable[..., str]
) -> None:
    """On a terminal the words around are dim and the speaker bold; of an older version's event there is the content."""
    said = decode(published.example("statement"))
    old = structs.replace(said, id="old", sentence=None)
    produce(embedded.address, "wire.statements", [(b"k", encode(said)), (b"k", encode(old))])
    shown = on_terminal("tail", "--broker", embedded.address, "--from-beginning", "--limit", "2")
    before, speaker, content, behind = (
        "نفى ",
        "وزير الري حاتم الكيلاني",
        said.content.text,
        "، مؤكدا أن السد آمن تماما.",
    )
    assert f"{DIM}{before}{PLAIN}{BOLD}{speaker}{PLAIN}{DIM} {PLAIN}{content}{DIM}{behind}{PLAIN}" in shown
    assert f"\u2068{content}\u2069" in shown


def test_hostile_text_stays_text_on_a_terminal(
    embedded: EmbeddedBroker, produce: Produce, on_terminal: Callable[..., str], statement: Callable[..., Statement]
) -> None:
    """Neither escape sequences nor marks of direction get out of a statement; it is isolated, on a line of its own."""
    hostile = statement("قال\x1b[2J\u202e\u2069 كلاما [red]", speaker="سلمى\x07")
    produce(embedded.address, "wire.statements", [(b"k", encode(hostile))])
    shown = on_terminal("tail", "--broker", embedded.address, "--from-beginning", "--limit", "1")
    assert "\u2068قال[2J كلاما [red]\u2069" in [line.strip("\r") for line in shown.split("\n")]
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown


def test_watch_on_a_pipe_prints_rows_as_they_change(
    embedded: EmbeddedBroker, produce: Produce, tasrih_path: str
) -> None:
    """First the rows as they stand, then each that changes; Ctrl-C ends it without a word."""
    _rows(produce, embedded.address)
    command = [tasrih_path, "watch", "--broker", embedded.address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stdout is not None
        assert {json.loads(watch.stdout.readline())["topic"] for _ in ROWS} == {"oil", "water"}
        changed = TopicCount(topic="oil", window="all", articles=2, statements=5, support=3, oppose=2)
        produce(embedded.address, "wire.topic-counts", [(key("oil"), encode_row(changed))])
        assert json.loads(watch.stdout.readline())["statements"] == 5
        watch.send_signal(2)
        _, said = watch.communicate(timeout=10)
    assert watch.returncode == 130
    assert "Traceback" not in said
