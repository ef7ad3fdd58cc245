"""Every inflected form of the cue words, by camel-tools' generator over a database built from the lexicon.

``almor`` writes the database in the ALMOR text format that ``camel_tools.morphology`` reads: stems from the
principal parts (perfect, imperfect, participle, verbal noun), the endings of the third person as suffixes, object
pronouns as ``enc0``. ``inflect`` runs the generator over it. It is done once per lexicon; ``vocabulary`` keeps the
result.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal, NamedTuple

from extraction.text import normalise

Aspect = Literal["p", "i", "a", "n"]  # perfect, imperfect, active participle, verbal noun

PRONOUNS: Final = {"ه": "3ms", "ها": "3fs", "هما": "3d", "هم": "3mp", "هن": "3fp", "ني": "1s", "نا": "1p"}
WEAK: Final = ("ا", "ى")
DEFINES: Final = {
    "lex": ["*open*"],
    "diac": ["*open*"],
    "pos": ["verb", "adj", "noun", "digit", "punc", "foreign"],
    "asp": ["p", "i", "a", "n", "na"],
    "per": ["3", "na"],
    "gen": ["m", "f"],
    "num": ["s", "d", "p"],
    "enc0": ["0", *PRONOUNS.values()],
}
# suffix category: (ending, gender, number, what it becomes before an object pronoun or None where none follows)
SUFFIXES: Final[dict[str, tuple[tuple[str, str, str, str | None], ...]]] = {
    "PV": (
        ("", "m", "s", ""),
        ("ت", "f", "s", "ت"),
        ("وا", "m", "p", "و"),
        ("ا", "m", "d", None),
        ("تا", "f", "d", None),
        ("ن", "f", "p", None),
    ),
    "PVbare": (("", "m", "s", None),),
    "PVobject": (("", "m", "s", ""),),
    "PVshort": (("ت", "f", "s", "ت"), ("تا", "f", "d", None), ("وا", "m", "p", "و")),
    "PVglide": (("ا", "m", "d", None), ("ن", "f", "p", None)),
    "IVs": (("", "-", "s", ""),),
    "IVbare": (("", "-", "s", None),),
    "IVd": (("ان", "-", "d", None), ("ا", "-", "d", None)),
    "IVp": (("ون", "m", "p", "ون"), ("وا", "m", "p", "و")),
    "IVf": (("ن", "f", "p", None),),
    "AP": (
        ("", "m", "s", None),
        ("ا", "m", "s", None),
        ("ة", "f", "s", None),
        ("ين", "m", "p", None),
        ("ون", "m", "p", None),
        ("ان", "m", "d", None),
        ("ات", "f", "p", None),
    ),
    "APbare": (("", "m", "s", None),),
    "APplural": (("ين", "m", "p", None), ("ون", "m", "p", None)),
    "APglide": (("ا", "m", "s", None), ("ة", "f", "s", None), ("ات", "f", "p", None), ("ان", "m", "d", None)),
    "N": (("", "m", "s", ""), ("ا", "m", "s", None)),
    "Nfem": (("ة", "f", "s", "ت"),),
    "Nweak": (("ي", "m", "s", "ي"),),
}
# prefix category: (letters, gender, the suffix categories that it goes with)
PREFIXES: Final = {
    "none": ("", "-", [name for name in SUFFIXES if not name.startswith("IV")]),
    "ya": ("ي", "m", ["IVs", "IVbare", "IVd", "IVp"]),
    "ta": ("ت", "f", ["IVs", "IVbare", "IVd"]),
    "yaf": ("ي", "f", ["IVf"]),
}


class Form(NamedTuple):
    """One inflected form: which verb, and what its shape says of the subject."""

    verb: int
    aspect: Aspect
    gender: str
    number: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A verb's principal parts as the lexicon gives them; ``""`` where one is of no use."""

    perfect: str
    imperfect: str
    participle: str
    noun: str


def perfect_stems(parts: Parts) -> Iterator[tuple[str, str]]:
    """(stem, suffix category) of the perfect.

    >>> list(perfect_stems(Parts("دعا", "يدعو", "", "")))
    [('دعا', 'PVbare'), ('دعا', 'PVobject'), ('دع', 'PVshort'), ('دعو', 'PVglide')]
    """
    stem = parts.perfect
    if not stem.endswith(WEAK):
        yield stem, "PV"
        return
    glide = "و" if parts.imperfect.endswith("و") else "ي"
    yield stem, "PVbare"
    yield stem[:-1] + "ا", "PVobject"
    yield stem[:-1], "PVshort"
    yield stem[:-1] + glide, "PVglide"


def imperfect_stems(parts: Parts) -> Iterator[tuple[str, str]]:
    """(stem without its prefix, suffix category) of the imperfect.

    The shortened jussive is left out: after لم nobody has said anything, and يجب is an everyday word.

    >>> list(imperfect_stems(Parts("نفى", "ينفي", "", "")))
    [('نفي', 'IVs'), ('نف', 'IVp'), ('نفي', 'IVd'), ('نفي', 'IVf')]
    """
    stem = parts.imperfect[1:]
    weak = stem.endswith(("و", "ي", "ى"))
    glide = stem[:-1] + "ي" if stem.endswith("ى") else stem
    yield from ((stem, "IVbare" if stem.endswith("ى") else "IVs"), (stem[:-1] if weak else stem, "IVp"))
    yield from ((glide, "IVd"), (glide, "IVf"))


def participle_stems(parts: Parts) -> Iterator[tuple[str, str]]:
    """(stem, suffix category) of the active participle; ``داع`` gets its glide back.

    >>> list(participle_stems(Parts("دعا", "يدعو", "داع", "")))
    [('داع', 'APbare'), ('داع', 'APplural'), ('داعي', 'APbare'), ('داعي', 'APglide')]
    """
    stem = parts.participle
    if not parts.imperfect.endswith(("و", "ي", "ى")):
        yield stem, "AP"
        return
    yield from ((stem, "APbare"), (stem, "APplural"), (stem + "ي", "APbare"), (stem + "ي", "APglide"))


def noun_stems(parts: Parts) -> Iterator[tuple[str, str]]:
    """(stem, suffix category) of the verbal noun.

    >>> list(noun_stems(Parts("دعا", "يدعو", "داع", "دعوة")))
    [('دعو', 'Nfem')]
    """
    if parts.noun.endswith("ة"):
        yield parts.noun[:-1], "Nfem"
    else:
        yield parts.noun, "N"


STEMS: Final = (
    ("verb", "p", perfect_stems, "perfect"),
    ("verb", "i", imperfect_stems, "imperfect"),
    ("adj", "a", participle_stems, "participle"),
    ("noun", "n", noun_stems, "noun"),
)


def _stem_lines(verbs: Iterable[Parts]) -> Iterator[str]:
    for index, parts in enumerate(verbs):
        for pos, aspect, stems, part in STEMS:
            for stem, category in stems(parts) if getattr(parts, part) else ():
                per = "3" if pos == "verb" else "na"
                yield (
                    f"{normalise(stem)}\t{category}\tdiac:{stem} lex:v{index} "
                    f"pos:{pos} asp:{aspect} per:{per} gen:m num:s enc0:0"
                )


def _suffix_lines() -> Iterator[str]:
    for category, endings in SUFFIXES.items():
        for ending, gender, number, before in endings:
            if category != "PVobject":
                yield f"{ending}\t{category}\tdiac:{ending} gen:{gender} num:{number} enc0:0"
            for pronoun, value in PRONOUNS.items() if before is not None else ():
                form = f"{before}{pronoun}"
                yield f"{form}\t{category}\tdiac:{form} gen:{gender} num:{number} enc0:{value}"


def almor(verbs: Iterable[Parts]) -> str:
    """The database of ``verbs`` in the ALMOR text format; the lemma of the verb at index 3 is ``v3``."""
    names = list(DEFINES)
    pairs = [(prefix, suffix) for prefix, (_, _, suffixes) in PREFIXES.items() for suffix in suffixes]
    lines = ["###DEFINES###"]
    lines += [f"DEFINE {name} " + " ".join(f"{name}:{value}" for value in values) for name, values in DEFINES.items()]
    lines += ["###DEFAULTS###"]
    lines += [f"DEFAULT pos:{pos} asp:na per:na gen:m num:s" for pos in DEFINES["pos"]]
    lines += ["###ORDER###", "ORDER " + " ".join(names), "###TOKENIZATIONS###", "###STEMBACKOFF###", "###PREFIXES###"]
    lines += [f"{letters}\t{name}\tdiac:{letters} gen:{gender}" for name, (letters, gender, _) in PREFIXES.items()]
    lines += ["###SUFFIXES###", *_suffix_lines(), "###STEMS###", *_stem_lines(verbs)]
    lines += ["###TABLE AB###", *(f"{prefix} {suffix}" for prefix, suffix in pairs)]
    lines += ["###TABLE BC###", *(f"{name} {name}" for name in SUFFIXES)]
    lines += ["###TABLE AC###", *(f"{prefix} {suffix}" for prefix, suffix in pairs)]
    return "\n".join(lines) + "\n"


def _without_data_sets() -> None:
    """Let ``camel_tools.morphology`` import without its module of data sets, which a generator never asks.

    That module makes a folder in the user's home, where a service's user has none, and fetches a catalogue.
    """
    data = ModuleType("camel_tools.data")
    vars(data)["CATALOGUE"] = None
    sys.modules.setdefault(data.__name__, data)


def _generator(database: str) -> Any:
    _without_data_sets()
    # It is needed only where nothing is compiled yet, so it comes late.
    from camel_tools.morphology.database import MorphologyDB  # type: ignore[import-untyped]  # noqa: PLC0415
    from camel_tools.morphology.generator import Generator  # type: ignore[import-untyped]  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cues.db"
        path.write_text(database, encoding="utf-8")
        return Generator(MorphologyDB(str(path), "g"))


def inflect(verbs: list[Parts]) -> dict[str, list[Form]]:
    """All forms of ``verbs``, normalised, each with what it can be.

    >>> forms = inflect([Parts("نفى", "ينفي", "ناف", "نفي")])
    >>> sorted(form for form in forms if form.startswith("نف") and len(form) <= 4)
    ['نفاه', 'نفت', 'نفتا', 'نفته', 'نفوا', 'نفوه', 'نفي', 'نفيا', 'نفين', 'نفيه']
    >>> forms["تنفيه"]
    [Form(verb=0, aspect='i', gender='f', number='s', pronoun='3ms')]
    """
    generator, forms = _generator(almor(verbs)), dict[str, list[Form]]()
    for index in range(len(verbs)):
        for pos in ("verb", "adj", "noun"):
            for made in generator.generate(f"v{index}", {"pos": pos}):
                form = Form(index, made["asp"], made["gen"], made["num"], made["enc0"])
                known = forms.setdefault(normalise(made["diac"]), [])
                if form not in known:
                    known.append(form)
    return forms
