"""Over TLS and as a user: the whole way, what is said to those who are not let in, and that no secret is said."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from confluent_kafka.admin import (
    AdminClient,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from desk import Worker

from streams.brokers.kafka import KafkaNode
from streams.brokers.ports import reserve

pytestmark = pytest.mark.kafka

TASRIH = str(Path(sys.executable).with_name("tasrih"))
USER = "desk"
PASSWORD = "s3same-öffne dich"  # noqa: S105 (it opens nothing but the brokers of these tests)
STORE = "changeit"
ARTICLE = {"uri": "urn:a:1", "headline": "بيان", "body_text": "قال الوزير جابر الرافعي إن أسعار النفط سترتفع."}
MODULES = "org.apache.kafka.common.security"
PROPERTIES = """
listeners=PLAINTEXT://127.0.0.1:{plain},CONTROLLER://127.0.0.1:{controller},SASL_SSL://127.0.0.1:{sasl},SSL://127.0.0.1:{ssl}
advertised.listeners=PLAINTEXT://127.0.0.1:{plain},SASL_SSL://127.0.0.1:{sasl},SSL://127.0.0.1:{ssl}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL
ssl.keystore.type=PKCS12
ssl.keystore.location={store}
ssl.keystore.password={word}
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.sasl_ssl.plain.sasl.jaas.config={modules}.plain.PlainLoginModule required user_{user}="{password}";
listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config={modules}.scram.ScramLoginModule required;
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config={modules}.scram.ScramLoginModule required;
"""


class Secure(NamedTuple):
    """A Kafka with doors: ports with TLS alone and with SASL too, and the certificate that vouches for it."""

    node: KafkaNode
    ssl: int
    sasl: int
    certificate: Path

    def environment(self, mechanism: str = "SCRAM-SHA-512", **changed: str) -> dict[str, str]:
        """The variables of a user that is let in, but for what is ``changed``; an empty one is left out."""
        names = {
            "TASRIH_BROKER": f"127.0.0.1:{self.sasl}",
            "TASRIH_KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
            "TASRIH_KAFKA_CA_FILE": str(self.certificate),
            "TASRIH_KAFKA_SASL_MECHANISM": mechanism,
            "TASRIH_KAFKA_USER": USER,
            "TASRIH_KAFKA_PASSWORD": PASSWORD,
        }
        return {name: value for name, value in (names | changed).items() if value}


@pytest.fixture(scope="module")
def secure(kafka_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    """The Kafka of these tests, with one user that it knows by every mechanism."""
    folder = tmp_path_factory.mktemp("secure")
    store, certificate = folder / "kafka.p12", folder / "ca.pem"
    keytool = ("keytool", "-alias", "kafka", "-keystore", store, "-storepass", STORE)
    made = ("-genkeypair", "-keyalg", "EC", "-dname", "CN=kafka", "-ext", "SAN=ip:127.0.0.1", "-ext", "bc:c=ca:true")
    subprocess.run([*keytool, *made, "-storetype", "PKCS12"], check=True, capture_output=True)
    subprocess.run([*keytool, "-exportcert", "-rfc", "-file", certificate], check=True, capture_output=True)
    plain, ssl, sasl = reserve(2), reserve(), reserve()
    ports = {"plain": plain, "controller": plain + 1, "ssl": ssl, "sasl": sasl}
    escaped = PASSWORD.encode("unicode_escape").decode().replace("\\x", "\\u00")
    lines = PROPERTIES.format(**ports, store=store, word=STORE, modules=MODULES, user=USER, password=escaped)
    node = KafkaNode(folder / "node", port=plain, home=kafka_home, properties=lines)
    node.start()
    try:
        _add_user(node.address)
        yield Secure(node, ssl, sasl, certificate)
    finally:
        node.kill()


def _add_user(address: str) -> None:
    mechanisms = (ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)
    asked = [UserScramCredentialUpsertion(USER, ScramCredentialInfo(m, 4096), PASSWORD.encode()) for m in mechanisms]
    admin = AdminClient({"bootstrap.servers": address})
    for one in asked:
        admin.alter_user_scram_credentials([one])[USER].result()


@pytest.fixture
def emptied(secure: Secure) -> Secure:
    """The same without a topic of an earlier test."""
    admin = AdminClient({"bootstrap.servers": secure.node.address})
    names = [name for name in admin.list_topics(timeout=10).topics if not name.startswith("__")]
    for done in (admin.delete_topics(names) if names else {}).values():
        done.result()
    return secure


def tasrih(environment: dict[str, str], *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a command; whatever it does, it does not say the password."""
    done = subprocess.run(
        [TASRIH, *arguments],
        env=os.environ | environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    _no_secret(done.stdout, done.stderr)
    return done


def _no_secret(*said: str) -> None:
    assert not [text for text in said if PASSWORD in text or PASSWORD.encode("unicode_escape").decode() in text]


def _lines(environment: dict[str, str], *arguments: str) -> list[dict[str, object]]:
    done = tasrih(environment, *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _served(environment: dict[str, str], path: str) -> dict[str, object]:
    """What ``tasrih serve`` answers as soon as it is live."""
    port = reserve()
    command = [TASRIH, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.PIPE, text=True) as serve:
        try:
            return _answer(f"http://127.0.0.1:{port}{path}")
        finally:
            serve.terminate()
            _no_secret(serve.communicate(timeout=30)[1])


def _answer(url: str) -> dict[str, object]:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 (an address made here)
                return json.load(response)
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
def test_the_whole_way_over_tls_and_as_a_user(emptied: Secure, mechanism: str, tmp_path: Path) -> None:
    """Worker, feed, counts, statements, dead letters, topics, serve and doctor; none of them says the password."""
    environment = emptied.environment(mechanism)
    worker = Worker(f"127.0.0.1:{emptied.sasl}", tmp_path / "w", (TASRIH, "worker")).start(**environment)
    try:
        worker.wait_ready()
        fed = tasrih(environment, "feed", "-", given=json.dumps(ARTICLE) + "\n")
        assert fed.returncode == 0, fed.stderr
        said = _lines(environment, "tail", "--from-beginning", "--limit", "1", "--timeout", "60")
        assert [one["article_uri"] for one in said] == ["urn:a:1"]
        while not (rows := _lines(environment, "counts", "--window", "all", "--by", "topic")):
            time.sleep(0.2)
        assert {row["statements"] for row in rows} == {1}
        assert len(_lines(environment, "topics", "ls")) >= 6
        assert _lines(environment, "dlq", "ls") == []
        assert _served(environment, "/v1/counts?window=all&by=topic")["counts"]
        report = tasrih(environment, "doctor")
        assert "(secret) (environment)" in report.stdout
        assert f"127.0.0.1:{emptied.sasl} answers" in report.stdout
    finally:
        assert worker.end() == 0
    _no_secret(worker.said(), *(log.read_text(errors="replace") for log in (tmp_path / "w").rglob("*.log*")))


def test_tls_alone_and_a_password_in_a_file(emptied: Secure, tmp_path: Path) -> None:
    """A broker that asks for no user, and one whose password stands in a file with a line break behind it."""
    alone = {"TASRIH_KAFKA_USER": "", "TASRIH_KAFKA_PASSWORD": "", "TASRIH_BROKER": f"127.0.0.1:{emptied.ssl}"}
    assert tasrih(emptied.environment(TASRIH_KAFKA_SECURITY_PROTOCOL="SSL", **alone), "topics", "declare").stdout.count(
        "created"
    )
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    filed = {"TASRIH_KAFKA_PASSWORD": "", "TASRIH_KAFKA_PASSWORD_FILE": str(tmp_path / "password")}
    assert len(_lines(emptied.environment(**filed), "topics", "ls")) >= 6


REFUSED = {
    "wrong password": ({"TASRIH_KAFKA_PASSWORD": "wrong"}, "does not take the user 'desk' with this password"),
    "unknown user": ({"TASRIH_KAFKA_USER": "nobody"}, "does not take the user 'nobody'"),
    "untrusted certificate": ({"TASRIH_KAFKA_CA_FILE": ""}, "shows a certificate that is not trusted"),
}


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-512"])
@pytest.mark.parametrize("fault", REFUSED)
def test_who_is_not_let_in_is_told_why(secure: Secure, fault: str, mechanism: str) -> None:
    """One sentence that names the settings, exit 78."""
    changed, sentence = REFUSED[fault]
    done = tasrih(secure.environment(mechanism, **changed), "topics", "ls")
    assert done.returncode == 78, done.stderr
    assert done.stderr.startswith(f"tasrih: 127.0.0.1:{secure.sasl} {sentence}")
    assert "TASRIH_KAFKA_" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("counts",),
        ("feed", "-"),
        ("dlq", "ls"),
        ("tail",),
        ("watch",),
        ("topics", "declare"),
        ("rebuild",),
        ("worker", "--data-dir", "{folder}"),
        ("serve", "--port", "{port}"),
    ],
    ids=" ".join,
)
def test_every_command_tells_it(secure: Secure, arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Readers, producers, workers and serve alike: none waits for a password to become right."""
    environment = secure.environment(TASRIH_KAFKA_PASSWORD="wrong")  # noqa: S106 (it is meant to be)
    done = tasrih(environment, *(word.format(folder=tmp_path / "w", port=reserve()) for word in arguments), given="{}")
    assert done.returncode == 78, done.stderr
    assert done.stderr.count("does not take the user") == 1
    assert "Traceback" not in done.stderr


def test_tls_where_there_is_none_is_told(secure: Secure) -> None:
    """The port without TLS closes; the sentence names what was tried."""
    done = tasrih(secure.environment(TASRIH_BROKER=secure.node.address), "topics", "ls")
    assert done.returncode == 69, done.stderr
    assert f"No Kafka answers at {secure.node.address} over SASL_SSL" in done.stderr
