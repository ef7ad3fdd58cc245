#!/usr/bin/env bash
# Installs Debian's Chromium where it may, and says so where it cannot.
set -euo pipefail
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Debian's chromium, and a font with Arabic letters" >&2
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } >&2 || true
fi
if ! command -v chromium >/dev/null; then
  echo "The board is not tested: there is no chromium here, and it could not be installed (apt-get install chromium, as root)." >&2
fi
