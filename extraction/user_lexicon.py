"""A user's own topics and people, from the YAML file that ``TASRIH_LEXICON`` names."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from extraction.topics_lexicon import SLUG, Topic, topic
from schemas.errors import SettingError

PERSON_KEYS: Final = ("id", "name", "also", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as a user names them: ``name`` in full, ``also`` other ways to write it, ``role`` a title."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLexicon:
    """What a user adds; an entry with the id of one of ours takes its place."""

    topics: tuple[Topic, ...] = ()
    people: tuple[Person, ...] = ()

    @classmethod
    def read(cls, path: Path | None) -> "UserLexicon":
        """The lexicon in the file at ``path``; empty where there is none.

        Raises:
            SettingError: the file cannot be read, or an entry is wrong; one sentence names file and entry.
        """
        if path is None:
            return cls()
        content = _mapping(path)
        return cls(
            topics=tuple(topic(row, f"{path}, topics entry {n}") for n, row in _rows(content, "topics", path)),
            people=tuple(_person(row, f"{path}, people entry {n}") for n, row in _rows(content, "people", path)),
        )


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"{path} cannot be read: {error.strerror}; TASRIH_LEXICON names your YAML file.") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8.") from error
    except yaml.YAMLError as error:
        raise SettingError(f"{path}{_line(error)}: not YAML; mend the indentation or the brackets there.") from error
    except ValueError as error:  # a date that is none
        raise SettingError(f"{path}: not a value ({error}); put it in quotation marks.") from error
    except RecursionError as error:
        raise SettingError(f"{path}: nested too deep; it needs the lists 'topics' and 'people'.") from error
    content = {} if content is None else content
    if not isinstance(content, dict) or not set(content) <= {"topics", "people"}:
        raise SettingError(f"{path}: the file must hold the lists 'topics' and 'people' and nothing else.")
    return content


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def _rows(content: Mapping[str, Any], key: str, path: Path) -> list[tuple[int, Any]]:
    rows = content.get(key) or []
    if not isinstance(rows, list):
        raise SettingError(f"{path}: '{key}' must be a list, each entry starting with a hyphen.")
    return list(enumerate(rows, 1))


def _person(row: Any, where: str) -> Person:
    if not isinstance(row, dict) or not _text(row.get("name")):
        raise SettingError(f"{where}: a person needs a 'name', written in full.")
    where = f"{where} ('{row['name']}')"
    if unknown := [str(key) for key in row if key not in PERSON_KEYS]:
        raise SettingError(f"{where}: unknown key {unknown[0]!r}; a person has {', '.join(PERSON_KEYS)}.")
    if not isinstance(row.get("id"), str) or not SLUG.fullmatch(row["id"]):
        raise SettingError(f"{where}: 'id' must be small Latin letters, digits and hyphens, such as 'rim-hadi'.")
    also = row.get("also", [])
    if not isinstance(also, list) or not all(map(_text, also)):
        raise SettingError(f"{where}: 'also' must be a list of other ways to write the name.")
    if "role" in row and not _text(row["role"]):
        raise SettingError(f"{where}: 'role' must be a title, such as وزير المالية.")
    return Person(id=row["id"], name=row["name"], also=tuple(also), role=row.get("role"))


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
