"""The topics as linguists and users write them: YAML in, checked, one sentence for what is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from extraction.text import normalise
from extraction.topics_terms import Sort, Term
from schemas.errors import SettingError

LEXICON: Final = Path(__file__).parent / "lexicon"
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MEDTOP: Final = re.compile(r"medtop:\d{8}")
TEXTS: Final = ("id", "ar", "en", "medtop")
LISTS: Final = ("names", "terms", "adjectives", "not", "targets", "both")

# libyaml reads the same files many times faster, where PyYAML was built with it.
Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic. ``both`` names the topics that, named together, are this one too."""

    id: str
    ar: str
    en: str
    terms: tuple[Term, ...]
    medtop: str | None = None
    both: tuple[str, ...] = ()


def own_topics() -> tuple[Topic, ...]:
    """The topics that come with the project, from ``lexicon/topics*.yaml``."""
    return tuple(topic for path in sorted(LEXICON.glob("topics*.yaml")) for topic in _read_topics(path))


@cache
def _read_topics(path: Path) -> tuple[Topic, ...]:
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506 (a safe loader, in C where there is one)
    return tuple(topic(row, f"{path.name}, entry {n}") for n, row in enumerate(rows, 1))


def topic(row: Any, where: str) -> Topic:
    """The topic of one YAML entry; ``where`` names file and entry.

    Raises:
        SettingError: a key is missing, unknown or of the wrong form.
    """
    checked = _checked(row, where)
    return Topic(
        id=checked["id"],
        ar=checked["ar"],
        en=checked["en"],
        medtop=checked.get("medtop"),
        both=tuple(checked.get("both", ())),
        terms=tuple(_terms(checked)),
    )


def _terms(row: Mapping[str, Any]) -> Iterator[Term]:
    forms: dict[str, Sort] = {"names": "name", "terms": "noun", "adjectives": "nisba"}
    for key, form in forms.items():
        for text in row.get(key, ()):
            yield Term(row["id"], text, form)
    for text in row.get("not", ()):
        yield Term(row["id"], text, "noun", not_=True)
    for text in row.get("targets", ()):
        yield Term(row["id"], text, "noun", target=True)


def _checked(row: Any, where: str) -> Mapping[str, Any]:
    """``row`` when it is a sound entry."""
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not SLUG.fullmatch(row["id"]):
        raise SettingError(f"{where}: a topic needs an 'id' of small Latin letters, digits and hyphens, such as 'oil'.")
    where = f"{where} ('{row['id']}')"
    if unknown := [str(key) for key in row if key not in TEXTS + LISTS]:
        raise SettingError(f"{where}: unknown key {unknown[0]!r}; a topic has {', '.join(TEXTS + LISTS)}.")
    for key in ("ar", "en"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise SettingError(f"{where}: '{key}' must be a label, in {'Arabic' if key == 'ar' else 'English'}.")
    if "medtop" in row and not MEDTOP.fullmatch(str(row["medtop"])):
        raise SettingError(f"{where}: 'medtop' must be an IPTC Media Topic such as medtop:20000344.")
    _check_lists(row, where)
    return row


def _check_lists(row: Mapping[str, Any], where: str) -> None:
    for key in LISTS:
        texts = row.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) and normalise(text) for text in texts):
            raise SettingError(f"{where}: '{key}' must be a list of texts in quotation marks or bare.")
    if not any(row.get(key) for key in ("names", "terms", "adjectives", "both")):
        raise SettingError(f"{where}: a topic needs at least one of names, terms, adjectives and both.")
