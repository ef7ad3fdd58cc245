"""Errors meant for people: one sentence each (what, where, what was expected, what to do)."""

from schemas.dead_letter import Reason


class TasrihError(Exception):
    """Anything that a command tells its user in one sentence; ``exit_code`` is what the command ends with."""

    exit_code = 1


class UnusableArticle(TasrihError):
    """An article that cannot be read; ``reason`` is from the closed set of ``schemas.dead_letter``."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason: Reason = reason


class BrokerUnavailable(TasrihError):
    """No Kafka answers."""

    exit_code = 69  # EX_UNAVAILABLE of sysexits.h


class SettingError(TasrihError):
    """A setting that cannot be used."""

    exit_code = 78  # EX_CONFIG of sysexits.h
