"""Hostile inputs: none stops a worker, none is lost, each is used or a dead letter with a clear reason."""

import signal
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import hostile
import pytest
from desk import Worker, feed, read, rows, settle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import by_articles, by_statements, numbers

from extraction.extractor import Extractor
from schemas.adapters import decode
from schemas.dead_letter import Reason
from schemas.errors import SettingError, UnusableArticle
from streams.brokers.embedded import EmbeddedBroker

CASES = hostile.cases()
SMALL = 20_000  # bytes of a case that is fed to a worker as well: the embedded broker holds 5 MB a partition
TASRIH = str(Path(sys.executable).with_name("tasrih"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The product's own."""
    return Extractor()


def test_there_are_many_hostile_inputs() -> None:
    """Of every class some, and more than five hundred in all."""
    found = Counter(name for name, _ in CASES)
    assert set(found) == set(hostile.CLASSES)
    assert len(CASES) >= 500


@pytest.mark.parametrize("name", hostile.CLASSES)
def test_hostile_inputs_are_used_or_refused_with_a_reason(name: str, extractor: Extractor) -> None:
    """A bounded, printable sentence and a reason of the closed set; or statements that can be written and read."""
    outcomes = Counter(hostile.exercise(value, extractor) for kind, value in CASES if kind == name)
    assert "extraction" not in outcomes


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.dictionaries(st.sampled_from(hostile.FIELDS + hostile.MORE_FIELDS), VALUES))
def test_any_bytes_and_any_fields_go_through(given_value: object) -> None:
    """What nobody thought of, too; ``make fuzz`` goes on with it for minutes."""
    value = given_value if isinstance(given_value, bytes) else hostile.article(**given_value)  # type: ignore[arg-type]
    hostile.exercise(value, _shared())


def _shared(made: list[Extractor] = []) -> Extractor:  # noqa: B006 (one for all examples: it takes a second to make)
    if not made:
        made.append(Extractor())
    return made[0]


def test_a_worker_goes_on_whatever_it_reads(embedded: EmbeddedBroker, tmp_path: Path) -> None:
    """Every refused one is one dead letter with its bytes and a reason; the counts are those of a plain count."""
    fed = [value for _, value in CASES if len(value) <= SMALL]
    feed(embedded.address, [(b"k", value) for value in fed])
    feed(embedded.address, [(b"urn:last", hostile.article(uri="urn:last", subjects=[{"name": "x"}]))])
    worker = Worker(embedded.address, tmp_path / "w", (TASRIH, "worker")).start(TASRIH_DLQ_SHARE="100")
    try:
        settle(embedded.address)
        assert worker.process is not None
        assert worker.process.poll() is None, worker.said()
    finally:
        worker.end(signal.SIGTERM)
    dead = read(embedded.address, "wire.articles.dlq")
    assert {dict(message.headers())["_dlq.errors.reason"].decode() for message in dead} <= set(get_args(Reason))
    letters = Counter(message.value() or b"" for message in dead)
    assert letters == Counter(value for value in fed if value and _refused(value)) + Counter({b"": fed.count(b"")})
    assert len(fed) >= 500
    counted = rows(embedded.address)
    assert counted[b"oil|all"]["articles"] > len(hostile.PIECES)
    assert counted == by_articles(embedded.address, Extractor().statements)
    assert numbers(counted) == by_statements(embedded.address)


def _refused(value: bytes) -> bool:
    try:
        decode(value, hostile.LIMIT)
    except UnusableArticle:
        return True
    return False


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"\x00",
        b"a: &a [*a]",
        b"topics: &t [*t]",
        b"!!python/object/apply:os.system ['true']",
        b"topics: [" * 500,
        b"topics: " + b"[" * 3000 + b"]" * 3000,
        b"&a [x]: y",
        b"topics: [{id: '../x', ar: \xd9\x86\xd9\x81\xd8\xb7, en: Oil, terms: [\xd9\x86\xd9\x81\xd8\xb7]}]",
        b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntopics: [*c]",
        b"topics: 2001-99-99",
    ],
)
def test_a_hostile_lexicon_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    """A user's file may be anything: it names what is wrong, and runs nothing."""
    path = tmp_path / "own.yaml"
    path.write_bytes(content)
    with pytest.raises(SettingError) as told:
        Extractor(path)
    assert "own.yaml" in str(told.value)
    assert len(str(told.value)) < 600
    assert "\n" not in str(told.value)
