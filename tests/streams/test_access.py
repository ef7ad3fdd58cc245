"""Settings of TLS and SASL that fit, and those that do not."""

from pathlib import Path

import pytest

from schemas.errors import SettingError
from streams.access import Access, Secret
from streams.settings import Settings

WORD = "open-sesame"
USER = {"TASRIH_KAFKA_USER": "desk", "TASRIH_KAFKA_PASSWORD": WORD}


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"TASRIH_KAFKA_SECURITY_PROTOCOL": "TLS"}, "TASRIH_KAFKA_SECURITY_PROTOCOL is 'TLS'"),
        ({"TASRIH_KAFKA_SASL_MECHANISM": "GSSAPI"}, "TASRIH_KAFKA_SASL_MECHANISM is 'GSSAPI'"),
        ({"TASRIH_KAFKA_SECURITY_PROTOCOL": "SASL_SSL"}, "TASRIH_KAFKA_PASSWORD"),
        ({"TASRIH_KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "TASRIH_KAFKA_USER": "desk"}, "TASRIH_KAFKA_PASSWORD"),
        (USER, "set it to SASL_SSL"),
        (USER | {"TASRIH_KAFKA_SECURITY_PROTOCOL": "SSL"}, "set it to SASL_SSL"),
        ({"TASRIH_KAFKA_CA_FILE": "ca.pem"}, "without TLS"),
        ({"TASRIH_KAFKA_SECURITY_PROTOCOL": "SSL", "TASRIH_KAFKA_CA_FILE": "/nowhere"}, "'/nowhere'"),
        ({"TASRIH_KAFKA_SECURITY_PROTOCOL": "SSL", "TASRIH_KAFKA_CA_FILE": __file__}, "no certificates"),
        (USER | {"TASRIH_KAFKA_PASSWORD": ""}, "TASRIH_KAFKA_PASSWORD is not usable"),
        ({"TASRIH_KAFKA_PASSWORD_FILE": "/nowhere"}, "TASRIH_KAFKA_PASSWORD_FILE is '/nowhere'"),
    ],
)
def test_what_does_not_fit_is_one_sentence(environ: dict[str, str], named: str) -> None:
    """It names the setting, and never the password."""
    with pytest.raises(SettingError, match="TASRIH_KAFKA_") as told:
        Settings.read(environ)
    assert named in str(told.value)
    assert WORD not in str(told.value)
    assert told.value.exit_code == 78


def test_every_client_is_told_the_same(tmp_path: Path) -> None:
    """One place makes the settings of both libraries; a picture of it holds no secret."""
    (tmp_path / "word").write_text(WORD)
    environ = {
        "TASRIH_BROKER": "a:1,b:2",
        "TASRIH_KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
        "TASRIH_KAFKA_SASL_MECHANISM": "PLAIN",
        "TASRIH_KAFKA_USER": "desk",
        "TASRIH_KAFKA_PASSWORD_FILE": str(tmp_path / "word"),
    }
    access = Settings.read(environ).access
    librdkafka, aiokafka = access.librdkafka(), access.aiokafka()
    assert librdkafka["security.protocol"] == aiokafka["security_protocol"] == "SASL_SSL"
    assert librdkafka["sasl.password"] == aiokafka["sasl_plain_password"] == WORD
    assert librdkafka["sasl.username"] == aiokafka["sasl_plain_username"] == "desk"
    assert aiokafka["bootstrap_servers"] == ["a:1", "b:2"]
    assert aiokafka["ssl_context"].check_hostname
    assert WORD not in f"{access!r} {Settings.read(environ)!r}"


def test_without_settings_nothing_is_asked_for() -> None:
    """As before: no TLS, no user."""
    assert Access("a:1").librdkafka() == {"bootstrap.servers": "a:1", "security.protocol": "PLAINTEXT", "log_level": 0}
    assert str(Access("a:1", password=Secret(WORD))) == "a:1"
