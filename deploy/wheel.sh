#!/bin/sh
# deploy/wheel.sh PYTHON FOLDER: the wheel with extraction/ compiled by mypyc and GCC, put into FOLDER. Run from the project's root;
# PYTHON has what the build and extraction need. It is compiled twice: GCC lays out the second by what the first did on our own
# articles, which takes a tenth off the time of an article.
set -eu
python=$1
wheels=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cp -r pyproject.toml README.md agents cli extraction schemas serving streams "$work/src"

# Both times in one folder, for the profile is found by the path of the object file; and with the same flags but its own.
wheel() {
  rm -rf "$work/mypyc" && mkdir "$work/mypyc"
  CC=gcc CFLAGS="$1 -fvisibility=hidden -fno-semantic-interposition -fno-plt" LDFLAGS=$1 HATCH_BUILD_HOOKS_ENABLE=1 HATCH_MYPYC_BUILD_DIR=$work/mypyc \
    "$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir "$2" "$work/src"
}

wheel "-fprofile-generate=$work/profile" "$work/first"
"$python" -m zipfile -e "$work"/first/*.whl "$work/lib"
PYTHONPATH=$work/lib "$python" -P - tests/gold/articles/*.jsonl <<'PYTHON'
import sys
from pathlib import Path

from extraction.extractor import Extractor
from schemas.adapters import decode

extractor = Extractor()
for name in sys.argv[1:]:
    for line in Path(name).read_bytes().splitlines():
        extractor.statements(decode(line, len(line)))
PYTHON
# The modules' entries are a line each in files of their own, which have no profile.
find "$work/profile" -name '__native_*.gcda' | grep -q . || { echo "deploy/wheel.sh: the first wheel left no profile; is $python CPython, and gcc GCC?" >&2; exit 1; }
wheel "-fprofile-use=$work/profile -Wno-missing-profile" "$wheels"
