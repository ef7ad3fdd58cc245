"""How Kafka is reached: its address, over TLS or not, and as whom. Every client of ours is set up from here."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from confluent_kafka import KafkaError

from schemas.errors import BrokerUnavailable, SettingError, TasrihError

Protocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


@dataclass(frozen=True)
class Secret:
    """Text that is shown to nobody: printed, logged or formatted it is ``(secret)``; ``text`` is what it is.

    >>> f"{Secret('open sesame')} {Secret('open sesame')!r}"
    '(secret) (secret)'
    """

    text: str

    def __repr__(self) -> str:
        return "(secret)"


@dataclass(frozen=True)
class Access:
    """A Kafka at ``address``, HOST:PORT, several with commas; formatted it is this address.

    ``ca_file`` holds the authorities that may have signed the brokers' certificates, those of the system where None.
    """

    address: str
    protocol: Protocol = "PLAINTEXT"
    ca_file: Path | None = None
    mechanism: Mechanism = "SCRAM-SHA-512"
    user: str | None = None
    password: Secret | None = None

    def __str__(self) -> str:
        return self.address

    @property
    def tls(self) -> bool:
        """Whether what goes over the wire is encrypted, and the broker shows who it is."""
        return self.protocol.endswith("SSL")

    @property
    def sasl(self) -> bool:
        """Whether a user and a password are asked for."""
        return self.protocol.startswith("SASL")

    def check(self) -> None:
        """See that the parts fit each other.

        Raises:
            SettingError: they do not; rather an error than a password that is not asked for.
        """
        named = self.user is not None or self.password is not None
        if self.sasl and (self.user is None or self.password is None):
            raise SettingError(
                f"TASRIH_KAFKA_SECURITY_PROTOCOL is {self.protocol}: set TASRIH_KAFKA_USER and TASRIH_KAFKA_PASSWORD,"
                " or TASRIH_KAFKA_PASSWORD_FILE."
            )
        if named and not self.sasl:
            raise SettingError(
                f"TASRIH_KAFKA_USER or its password is set, but TASRIH_KAFKA_SECURITY_PROTOCOL is {self.protocol},"
                " which asks for neither: set it to SASL_SSL."
            )
        if self.ca_file and not self.tls:
            raise SettingError(
                f"TASRIH_KAFKA_CA_FILE is set, but TASRIH_KAFKA_SECURITY_PROTOCOL is {self.protocol}, which is without"
                " TLS: set it to SSL or SASL_SSL."
            )
        self.ssl_context()

    def ssl_context(self) -> ssl.SSLContext | None:
        """TLS as Python has it; None without."""
        if not self.tls:
            return None
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingError(
                f"TASRIH_KAFKA_CA_FILE is {str(self.ca_file)!r}, which holds no certificates to read ({error})."
            ) from error

    def librdkafka(self, complaints: "Callable[[KafkaError], None] | None" = None) -> dict[str, Any]:
        """The settings of confluent-kafka's clients; ``complaints`` hears what they say in passing."""
        settings: dict[str, Any] = {
            "bootstrap.servers": self.address,
            "security.protocol": self.protocol,
            "log_level": 0,  # what is wrong is said in our words
        }
        if complaints:
            settings["error_cb"] = complaints
        if self.tls and self.ca_file:
            settings["ssl.ca.location"] = str(self.ca_file)
        if self.sasl and self.password:
            settings |= {
                "sasl.mechanism": self.mechanism,
                "sasl.username": self.user,
                "sasl.password": self.password.text,
            }
        return settings

    def aiokafka(self) -> dict[str, Any]:
        """The settings of aiokafka's clients."""
        settings: dict[str, Any] = {
            "bootstrap_servers": self.address.split(","),
            "security_protocol": self.protocol,
            "ssl_context": self.ssl_context(),
        }
        if self.sasl and self.password:
            settings |= {
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password.text,
            }
        return settings


class Complaints:
    """What librdkafka says of a broker in passing: it knows why nobody answers when nobody does."""

    def __init__(self, access: Access) -> None:
        self.down = False
        self._access = access
        self._refusal: str | None = None

    def __call__(self, error: KafkaError) -> None:
        """Take note of an error."""
        if error.code() == KafkaError._ALL_BROKERS_DOWN:  # noqa: SLF001 (its public name)
            self.down = True
        else:
            self._refusal = _refusal(self._access, error) or self._refusal

    def error(self) -> TasrihError:
        """Why there was no answer: a setting that does not fit, or nobody there."""
        if self._refusal:
            return SettingError(self._refusal)
        how = "" if self._access.protocol == "PLAINTEXT" else f" over {self._access.protocol}"
        return BrokerUnavailable(
            f"No Kafka answers at {self._access}{how}: start one (`make kafka`), or name another with --broker or"
            " TASRIH_BROKER."
        )


def _refusal(access: Access, error: KafkaError) -> str | None:
    """The sentence for an error that no waiting mends."""
    if error.code() == KafkaError._AUTHENTICATION:  # noqa: SLF001 (its public name)
        return (
            f"{access} does not take the user {access.user!r} with this password by {access.mechanism}: see"
            " TASRIH_KAFKA_USER, TASRIH_KAFKA_PASSWORD and TASRIH_KAFKA_SASL_MECHANISM."
        )
    if error.code() != KafkaError._SSL:  # noqa: SLF001 (its public name)
        return None
    if "verif" in error.str():
        return (
            f"{access} shows a certificate that is not trusted, or is for another name: TASRIH_KAFKA_CA_FILE names the"
            " file with the authority that signed it."
        )
    return f"{access} does not speak TLS as expected: see TASRIH_KAFKA_SECURITY_PROTOCOL."
