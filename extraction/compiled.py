"""The inflected forms of the cue verbs, kept in the user's cache so that a start takes no generator.

The file's name holds a hash of all that the forms come from; a changed lexicon makes a new one.
"""

import contextlib
import hashlib
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

import msgspec

from extraction import morphology, text
from extraction.morphology import Form, Parts, inflect

Forms = dict[str, list[Form]]


def folder() -> Path:
    """``$XDG_CACHE_HOME/tasrih``, or ``~/.cache/tasrih``."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tasrih"


def key(verbs: list[Parts]) -> str:
    """A hash of the verbs, of the code that inflects them and of camel-tools' version."""
    sources = [Path(module.__file__ or "").read_bytes() for module in (morphology, text)]
    made_from = (repr(verbs).encode(), *sources, version("camel-tools").encode())
    return hashlib.sha256(b"\x1f".join(made_from)).hexdigest()[:20]


def forms(verbs: list[Parts]) -> Forms:
    """All forms of ``verbs``: from the cache, or generated and then put there where it can be written."""
    path = folder() / f"forms-{key(verbs)}.json"
    known = _read(path)
    if known is None:
        known = inflect(verbs)
        with contextlib.suppress(OSError):
            _write(path, known)
    return known


def _read(path: Path) -> Forms | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Forms)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(path: Path, known: Forms) -> None:
    """Write whole or not at all, for several workers may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(msgspec.json.encode(known))
    try:
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise
