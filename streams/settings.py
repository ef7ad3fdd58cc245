"""The settings: ``TASRIH_*`` environment variables, each with a type, a unit and a default."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from schemas.errors import SettingError
from streams.access import Access, Mechanism, Protocol, Secret
from streams.logs import Format

MIB = 1024 * 1024
SECRETS = (
    "TASRIH_TOKEN",
    "TASRIH_KAFKA_PASSWORD",
)  # each may stand in a file instead, named by the variable with _FILE at its end


def _setting(default: Any, parse: Callable[[str], Any], doc: str) -> Any:
    return field(default=default, metadata={"parse": parse, "doc": doc})


def _natural(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError("a whole number from 1 upwards")
    return value


def _percent(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 100:
        raise ValueError("a whole number from 1 to 100")
    return value


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _one_of(words: Any) -> Callable[[str], str]:
    """A parser that takes one of the words of a Literal."""

    def parse(text: str) -> str:
        if text not in get_args(words):
            raise ValueError(", ".join(get_args(words)))
        return text

    return parse


def _password(text: str) -> Secret:
    if not text:
        raise ValueError("one character at least")
    return Secret(text)


def _token(text: str) -> Secret:
    if not re.fullmatch(r"[!-~]+", text):
        raise ValueError("letters, digits and signs of ASCII: it travels in a header")
    return Secret(text)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Effective settings. ``Settings.read()`` takes them from the environment.

    A field ``keep_hours`` is the variable ``TASRIH_KEEP_HOURS``.
    """

    broker: str = _setting("127.0.0.1:9092", str, "Kafka bootstrap servers, HOST:PORT, several with commas")
    kafka_security_protocol: Protocol = _setting(
        "PLAINTEXT", _one_of(Protocol), f"how Kafka is spoken to, one of {', '.join(get_args(Protocol))}"
    )
    kafka_ca_file: Path | None = _setting(
        None, Path, "PEM file of the authorities that signed the brokers' certificates"
    )
    kafka_sasl_mechanism: Mechanism = _setting(
        "SCRAM-SHA-512", _one_of(Mechanism), f"how the password is shown, one of {', '.join(get_args(Mechanism))}"
    )
    kafka_user: str | None = _setting(None, str, "user that Kafka knows us as")
    kafka_password: Secret | None = _setting(None, _password, "the user's password")
    kafka_password_file: Path | None = _setting(None, Path, "file that holds the password instead")
    partitions: int = _setting(8, _natural, "partitions of every topic; fixed once the topics exist")
    replication: int = _setting(1, _natural, "replication factor of the topics; 3 where there are three brokers")
    data_dir: Path = _setting(Path(".data"), Path, "folder of a worker's tables; one per worker, on a disk that stays")
    web_port: int = _setting(6066, int, "port of a worker's health and metrics")
    web_host: str = _setting(
        "127.0.0.1", str, "address of a worker's health and metrics; elsewhere than on loopback with a token alone"
    )
    port: int = _setting(8077, int, "port of tasrih serve, on loopback unless told otherwise")
    log_format: Format = _setting(
        "text", _one_of(Format), "what worker and serve say on stderr: text for people, or json, an object a line"
    )
    cors_origins: tuple[str, ...] = _setting((), _names, "origins whose pages may read the HTTP interface, with commas")
    token: Secret | None = _setting(
        None, _token, "what serve and a worker's metrics ask callers for; ASCII without spaces"
    )
    token_file: Path | None = _setting(None, Path, "file that holds the token instead")
    hosts: tuple[str, ...] = _setting(
        (), _names, "names that serve and workers are called by, with commas; loopback is known"
    )
    client_rate: int = _setting(100, _natural, "requests a second that tasrih serve takes from one address")
    client_streams: int = _setting(400, _natural, "streams that tasrih serve keeps open for one address")
    lexicon: Path | None = _setting(None, Path, "YAML file of your own topics and people")
    keep_hours: int = _setting(24 * 35, _natural, "hours that hour rows are kept after their last change")
    keep_article_hours: int = _setting(
        24 * 400, _natural, "hours that an article is remembered; a version that comes later counts as a new article"
    )
    sweep_seconds: int = _setting(600, _natural, "seconds between two sweeps that remove expired rows")
    max_article_bytes: int = _setting(
        MIB, _natural, "largest article that is read, in bytes; larger ones are dead letters"
    )
    session_seconds: int = _setting(
        15, _natural, "seconds without a sign of life after which a worker's partitions go to another"
    )
    dlq_limit: int = _setting(1000, _natural, "dead letters in a row past which a worker stops")
    dlq_share: int = _setting(50, _percent, "percent of dead letters among the last articles past which a worker stops")
    dlq_window: int = _setting(10_000, _natural, "articles that this share is of")

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ, **given: Any) -> "Settings":
        """The settings of ``environ``; ``given`` values that are not None win.

        Raises:
            SettingError: a value has the wrong form, or values do not fit each other.

        >>> Settings.read({"TASRIH_PARTITIONS": "4"}, broker=None).partitions
        4
        >>> Settings.read({"TASRIH_PARTITIONS": "many"})  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        schemas.errors.SettingError: TASRIH_PARTITIONS is 'many': ...
        """
        environ = {**_from_files(environ), **environ}
        values = {f.name: _parsed(f.name, f.metadata, environ) for f in fields(cls) if variable(f.name) in environ}
        settings = cls(**values | {name: value for name, value in given.items() if value is not None})
        settings.access.check()
        return settings

    @property
    def access(self) -> Access:
        """How Kafka is reached."""
        return Access(
            self.broker,
            self.kafka_security_protocol,
            self.kafka_ca_file,
            self.kafka_sasl_mechanism,
            self.kafka_user,
            self.kafka_password,
        )


def variable(name: str) -> str:
    """The environment variable of a field of Settings."""
    return f"TASRIH_{name.upper()}"


def _from_files(environ: Mapping[str, str]) -> dict[str, str]:
    """The secrets that files hold, by their own variables; a line break at the end is none of theirs."""
    found = {}
    for name in SECRETS:
        file = environ.get(f"{name}_FILE")
        if file is not None:
            try:
                found[name] = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise SettingError(f"{name}_FILE is {file!r}, which cannot be read ({error}).") from error
    return found


def _parsed(name: str, metadata: Mapping[str, Any], environ: Mapping[str, str]) -> Any:
    text = environ[variable(name)]
    try:
        return metadata["parse"](text)
    except ValueError as error:
        shown = "not usable" if variable(name) in SECRETS else repr(text)
        raise SettingError(f"{variable(name)} is {shown}: {metadata['doc']}.") from (
            None if variable(name) in SECRETS else error
        )
