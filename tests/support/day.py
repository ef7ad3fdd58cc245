"""Days of copy for tests, in the tiny language: articles, corrections, retractions, repeats, late and bad ones."""

import random

from desk import article
from tiny import BREAKS

from streams.settings import MIB

Records = list[tuple[bytes | None, bytes | None]]
SPEAKERS, TOPICS = ("karim", "layla", "huda", "omar", "a|b"), ("water", "bread", "heat", "50%|x")

MALFORMED = (
    b"",
    b"{",
    b'{"uri": "urn:day:1", "bodies": [{"value": "karim wat',
    b"[]",
    b"null",
    b"17",
    b'"text"',
    b"\xff\xfe{}",
    b'{"uri": "urn:\xff", "body_text": "x"}',
    b'{"uri": 7, "body_text": "karim water + x"}',
    b'{"uri": "", "body_text": "karim water + x"}',
    b'{"uri": ["urn:x"], "body_text": "karim water + x"}',
    b'{"body_text": "karim water + x"}',
    b'{"uri": "urn:x"}',
    b'{"uri": "urn:x", "body_text": ""}',
    b'{"uri": "urn:x", "body_text": 4}',
    b'{"uri": "urn:x", "bodies": {}}',
    b'{"uri": "urn:x", "bodies": []}',
    b'{"uri": "urn:x", "bodies": [7]}',
    b'{"uri": "urn:x", "bodies": [{}]}',
    b'{"uri": "urn:x", "bodies": [{"value": null}]}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "version": "two"}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "version": -1}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "version": 1e400}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "versioncreated": "yesterday"}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "language": "en"}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "language": 3}',
    b'{"uri": "urn:x", "body_text": "karim water + x", "pubStatus": "gone"}',
    b'{"uri": "urn:x\\u0000y", "body_text": "karim water + x"}',
    b'{"uri": "urn:x", "body_text": "karim water + \\u0000"}',
    b'{"uri": "urn:x", "body_text": "karim water + \\ud800"}',
    b'{"uri": "' + b"u" * 70_000 + b'", "body_text": "karim water + x"}',
    b"[" * 100_000,
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"uri": "urn:x", "body_text": "' + b"x" * (5 * MIB) + b'"}',
    b"\x00" * 10,
    b"<html></html>",
    b"uri: urn:x",
    b'{"uri": "urn:x", "body_text": "karim water + x"} trailing',
    article("urn:two\nlines", "karim water + x"),
)
BREAKING = (  # well formed, but the extractor fails on them
    article("urn:x", f"karim water + {BREAKS}"),
    article("urn:x", "no such line"),
    article("urn:x", "karim water ? side"),
)

SMALL = [value for value in MALFORMED if len(value) < 1000]


def day(seed: int, number: int = 400) -> Records:
    """A day of ``number`` articles, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (a day that can be had again)
    versions: dict[str, int] = {}
    records: Records = []
    for _ in range(number):
        uri = f"urn:day:{chance.randint(0, number // 2)}"
        versions[uri] = versions.get(uri, 0) + 1
        records.append((uri.encode(), _version(chance, uri, versions[uri])))
        if chance.random() < 0.1:
            records.append(chance.choice(records))
        if chance.random() < 0.05:
            records.append((uri.encode(), None))
        if chance.random() < 0.1:
            records.append((uri.encode(), chance.choice(SMALL)))
    return records


def _version(chance: random.Random, uri: str, version: int) -> bytes:
    if chance.random() < 0.08:
        return article(uri, version=version, pubStatus="canceled")
    lines = [
        f"{chance.choice(SPEAKERS)} {','.join(chance.sample(TOPICS, chance.randint(1, 2)))} {chance.choice('+-=')} {n}"
        for n in range(chance.randint(1, 4))
    ]
    hour = chance.randint(0, 5)
    return article(uri, *lines, version=version, versionCreated=f"2026-05-13T{hour:02}:30:00Z")
