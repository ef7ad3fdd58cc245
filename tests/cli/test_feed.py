import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from confluent_kafka import Message

from schemas.adapters import decode
from serving.topic_reader import TopicReader
from streams.access import Access
from streams.brokers.embedded import EmbeddedBroker
from streams.outbox import partition_of

Tasrih = Callable[..., "CompletedProcess[str]"]
BODY = "قال الوزير جابر الرافعي إن السد آمن."


def article(number: int, **fields: object) -> str:
    """A row as an agency's system writes it."""
    return json.dumps({"uri": f"urn:test:{number}", "body_text": BODY, "infosource": "وكالة المرسى"} | fields)


def fed(broker: EmbeddedBroker) -> list[Message]:
    """What stands in wire.articles, in order of uri and arrival."""
    with TopicReader(Access(broker.address), "wire.articles") as reader:
        messages = [message for batch in reader.past() for message in batch]
    return sorted(messages, key=lambda message: (message.key() or b"", message.offset() or 0))


def test_articles_arrive_as_ninjs_3_under_their_uri(embedded: EmbeddedBroker, tasrih: Tasrih, tmp_path: Path) -> None:
    """Key: the uri; value: ninjs 3; partition: the one that every Java client gives the key."""
    (tmp_path / "a.jsonl").write_text("\n".join(article(number) for number in range(20)))
    done = tasrih("feed", "--broker", embedded.address, str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "20 fed, 0 refused\n")
    messages = fed(embedded)
    assert len(messages) == 20
    for message in messages:
        uri = message.key() or b""
        assert decode(message.value() or b"", 1000).uri == uri.decode()
        assert json.loads(message.value() or b"")["infoSources"] == [{"name": "وكالة المرسى"}]
        assert message.partition() == partition_of(uri, embedded.partitions)


def test_versions_of_one_article_keep_their_order(embedded: EmbeddedBroker, tasrih: Tasrih, tmp_path: Path) -> None:
    """A correction and a withdrawal come after what they correct and withdraw."""
    rows = [article(1, version=1), article(1, version=2), json.dumps({"uri": "urn:test:1", "pubstatus": "canceled"})]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    assert tasrih("feed", "--broker", embedded.address, str(tmp_path / "a.jsonl")).returncode == 0
    values = [decode(message.value() or b"", 1000) for message in fed(embedded)]
    assert [(value.version, value.canceled) for value in values] == [(1, False), (2, False), (None, True)]


def test_a_bad_row_is_named_and_the_others_are_fed(embedded: EmbeddedBroker, tasrih: Tasrih, tmp_path: Path) -> None:
    """File and line in the sentence, and exit 1."""
    file = tmp_path / "a.jsonl"
    file.write_text(f'{article(1)}\n{{"uri": "urn:x", "version": "two", "body_text": "b"}}\n{article(2)}\n')
    done = tasrih("feed", "--broker", embedded.address, str(file))
    assert done.returncode == 1
    assert f"{file}, line 2: version is 'two', expected a whole number." in done.stderr
    assert "2 fed, 1 refused" in done.stderr
    assert len(fed(embedded)) == 2


def test_a_broker_that_is_not_there_is_one_sentence(tasrih: Tasrih, tmp_path: Path) -> None:
    """Exit 69, and what to do about it."""
    (tmp_path / "a.jsonl").write_text(article(1))
    done = tasrih("feed", "--broker", "127.0.0.1:1", str(tmp_path))
    assert done.returncode == 69
    assert done.stderr.count("\n") == 1
    assert "No Kafka answers at 127.0.0.1:1" in done.stderr


@pytest.mark.kafka
def test_a_kafka_without_topics_is_one_sentence(kafka: str, tasrih: Tasrih, tmp_path: Path) -> None:
    """Nothing is created by chance: feed says how to declare the topics."""
    (tmp_path / "a.jsonl").write_text(article(1))
    done = tasrih("feed", "--broker", kafka, str(tmp_path))
    assert done.returncode == 1
    assert "tasrih topics declare" in done.stderr
