"""``tasrih doctor``: what is set, what is there, what is wrong, and how to mend it."""

import json
import os
import platform
import socket
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.text import Text

from cli import display, options
from extraction.extractor import Extractor
from schemas.errors import SettingError, TasrihError
from streams import topics
from streams.settings import Settings, variable

PACKAGES = ("tasrih", "faust-streaming", "aiokafka", "confluent-kafka", "rocksdict", "camel-tools", "msgspec")
ANSWER_SECONDS = 2.0


class Finding(NamedTuple):
    """One thing looked at: ``mend`` says what to do about it, and is empty where it is well."""

    check: str
    found: str
    mend: str = ""


@click.command(name="doctor")
@options.broker
def command(broker: str | None) -> None:
    """Look at settings, versions, broker, topics, lexicon, data folder and ports; the mend stands beside each fault.

    \b
    Examples:
      tasrih doctor
      tasrih doctor --broker kafka-1:9092 | jq 'select(.mend != "")'

    Exit code 1 if anything is wrong.
    """  # noqa: D301 (\b is click's mark for lines that are not to be joined)
    findings = []
    for finding in _findings(broker):
        findings.append(finding)
        _show(finding)
    faults = sum(1 for finding in findings if finding.mend)
    click.echo(f"{faults} wrong" if faults else "all is well", err=True)
    sys.exit(1 if faults else 0)


def _findings(broker: str | None) -> Iterator[Finding]:
    yield Finding("versions", _versions())
    yield from _unknown_variables()
    try:
        settings = Settings.read(broker=broker)
    except SettingError as error:
        yield Finding("settings", "cannot be read", str(error))
        return
    yield from _settings(settings)
    yield _broker(settings)
    yield _lexicon(settings)
    yield _data_dir(settings.data_dir)
    yield _port("port", settings.port)
    yield _port("web_port", settings.web_port)


def _versions() -> str:
    return ", ".join((f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in PACKAGES)))


def _unknown_variables() -> Iterator[Finding]:
    """Variables that look like settings and are none: a slip of the pen is silent otherwise."""
    known = {variable(field.name) for field in fields(Settings)}
    for name in sorted(set(os.environ) - known):
        if name.startswith("TASRIH_"):
            yield Finding(name, "is no setting", f"unset {name}; the settings are {', '.join(sorted(known))}")


def _settings(settings: Settings) -> Iterator[Finding]:
    for field in fields(Settings):
        value = getattr(settings, field.name)
        yield Finding(
            variable(field.name), "not set" if value in (None, ()) else f"{value} ({_origin(variable(field.name))})"
        )


def _origin(name: str) -> str:
    if name in os.environ:
        return "environment"
    return "file" if f"{name}_FILE" in os.environ else "default"


def _broker(settings: Settings) -> Finding:
    try:
        partitions = topics.partitions(settings)
    except TasrihError as error:
        return Finding("broker", f"{settings.broker} is not ready", str(error))
    if partitions != settings.partitions:
        mend = f"set {variable('partitions')}={partitions}: the number is fixed once the topics exist"
        return Finding("broker", f"{settings.broker}: topics of {partitions} partitions", mend)
    return Finding("broker", f"{settings.broker} answers, topics of {partitions} partitions")


def _lexicon(settings: Settings) -> Finding:
    try:
        Extractor(settings.lexicon)
    except TasrihError as error:
        return Finding("lexicon", "cannot be used", str(error))
    return Finding("lexicon", f"{settings.lexicon or 'the one that comes with tasrih'} can be used")


def _data_dir(folder: Path) -> Finding:
    nearest = next((path for path in (folder, *folder.absolute().parents) if path.exists()), Path("/"))
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Finding("data_dir", f"{folder} can be written")
    return Finding("data_dir", f"{folder} cannot be written", f"let this user write {nearest}, or set TASRIH_DATA_DIR")


def _port(name: str, number: int) -> Finding:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as error:
            return _taken(name, number, error)
    return Finding(name, f"{number} is free")


def _taken(name: str, number: int, error: OSError) -> Finding:
    if _is_ours(number):
        return Finding(name, f"{number} is tasrih's own")
    mend = f"stop what listens on 127.0.0.1:{number}, or set {variable(name)} to a free port"
    return Finding(name, f"{number} cannot be had ({error.strerror})", mend)


def _is_ours(number: int) -> bool:
    """Whether a tasrih that is well answers there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{number}/healthz", timeout=ANSWER_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _show(finding: Finding) -> None:
    if not sys.stdout.isatty():
        options.emit(json.dumps(finding._asdict(), ensure_ascii=False).encode())
        return
    Console().print(_line(finding), soft_wrap=True)


def _line(finding: Finding) -> Text:
    mark = Text("✗ ", "red") if finding.mend else Text("✓ ", "green")
    mend = Text(f"\n  → {display.clean(finding.mend)}") if finding.mend else Text()
    return mark + Text(f"{finding.check}: {display.clean(finding.found)}") + mend
