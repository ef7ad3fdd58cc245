"""Bytes to article to statements for some minutes: by atheris, which looks for new ways through, or by change."""

import argparse
import contextlib
import importlib.util
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

LONGEST = 20_000  # bytes of an input
ROOMS = ["schemas", "extraction", "streams"]
ATHERIS = importlib.util.find_spec("atheris") is not None


def watched() -> AbstractContextManager[None]:
    """Imports in this block are watched for the ways that are gone through."""
    if not ATHERIS:
        return contextlib.nullcontext()
    import atheris  # noqa: PLC0415 (it is not there everywhere)

    return atheris.instrument_imports(include=ROOMS, enable_loader_override=False)


with watched():
    import hostile

    from extraction.extractor import Extractor


def shaped(value: bytes) -> bytes:
    """What is tried: the bytes as they are, or, after an even byte, as the text of one field of an article."""
    if not value or value[0] % 2:
        return value
    field = ("body_text", "headline", "uri", "body_html")[value[0] // 2 % 4]
    return hostile.article(**{field: value[1:].decode(errors="ignore")})


def beginnings() -> list[bytes]:
    """What the search begins with: the hostile inputs, and texts for each field."""
    texts = [hostile.BODY, "وأضاف: «السد آمن».", "ليلى الكامل: لا حرب", "<p>أكد الوزير أن السد آمن</p>"]
    shaped_texts = [bytes([2 * place]) + text.encode() for place in range(4) for text in texts]
    return shaped_texts + [value for _, value in hostile.cases() if len(value) <= LONGEST]


def by_atheris(seconds: int, seed: int, target: Callable[[bytes], None]) -> None:
    """Search with coverage; it ends the process, with another code at a crash."""
    import atheris  # noqa: PLC0415 (it is not there everywhere)

    with tempfile.TemporaryDirectory() as corpus:
        for number, value in enumerate(beginnings()):
            (Path(corpus) / str(number)).write_bytes(value)
        options = (f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LONGEST}", "-timeout=60")
        atheris.Setup([sys.argv[0], *options, "-verbosity=0", "-print_final_stats=1", corpus], target)
        atheris.Fuzz()


def by_change(seconds: int, seed: int, target: Callable[[bytes], None]) -> None:
    """Search with some bytes of a beginning changed."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    cases, tried, end = beginnings(), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        value = bytearray(chance.choice(cases))
        for _ in range(chance.randint(1, 8)):
            at = chance.randint(0, len(value))
            value[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        target(bytes(value))
        tried += 1
    sys.stderr.write(f"{tried:,} inputs, none stopped it\n")


def main() -> None:
    """Fuzz for the minutes that were asked for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    name, search = ("atheris", by_atheris) if ATHERIS else ("change, for atheris is not here", by_change)
    sys.stderr.write(f"fuzzing by {name}, seed {given.seed}, {given.minutes} minutes\n")
    extractor = Extractor()
    search(round(given.minutes * 60), given.seed, lambda value: _exercise(value, extractor))


def _exercise(value: bytes, extractor: Extractor) -> None:
    hostile.exercise(shaped(value), extractor)


if __name__ == "__main__":
    main()
