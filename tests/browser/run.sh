#!/usr/bin/env bash
# Runs the tests of the board in Debian's Chromium; installs that where it may, and says so where it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Debian's chromium, and a font with Arabic letters" >&2
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } >&2 || true
fi
if ! command -v chromium >/dev/null; then
  echo "The board was not tested: there is no chromium here, and it could not be installed (apt-get install chromium, as root)." >&2
  exit 0
fi
exec .venv/bin/python -m pytest -m browser tests/browser "$@"
