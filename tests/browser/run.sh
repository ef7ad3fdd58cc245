#!/usr/bin/env bash
# Runs the tests of the board in Debian's Chromium; says so where there is none and it cannot be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests/browser/chromium.sh
command -v chromium >/dev/null || exit 0
exec .venv/bin/python -m pytest -m browser tests/browser "$@"
