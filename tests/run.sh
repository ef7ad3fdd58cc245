#!/usr/bin/env bash
# Runs the tests, two files at a time; those on a real Kafka, in a browser and in containers only where these are, and says which.
set -euo pipefail
cd "$(dirname "$0")/.."
left_out=()
if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
  left_out+=("kafka")
  echo "no Java or Maven: no tests on a real Apache Kafka (marker 'kafka')" >&2
fi
if ! command -v chromium >/dev/null; then
  left_out+=("browser")
  echo "no Chromium: no tests in a browser (marker 'browser'); make browser installs it" >&2
fi
docker image inspect tasrih >/dev/null 2>&1 || echo "no image: no tests in containers; docker compose build makes it" >&2
two=(-n 2 --dist loadfile)
markers=$(printf " and not %s" "${left_out[@]}")
[ ${#left_out[@]} = 0 ] && exec .venv/bin/python -m pytest "${two[@]}" "$@"
exec .venv/bin/python -m pytest "${two[@]}" -m "${markers# and }" "$@"
