#!/usr/bin/env bash
# Runs the tests; those on a real Kafka and in a browser only where these are, and says which. EXCEPT=browser leaves
# those out that ran already.
set -euo pipefail
cd "$(dirname "$0")/.."
left_out=()
if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
  left_out+=("kafka")
  echo "no Java or Maven: no tests on a real Apache Kafka (marker 'kafka')" >&2
fi
if ! command -v chromium >/dev/null || [ "${EXCEPT:-}" = browser ]; then
  left_out+=("browser")
  echo "no tests in a browser (marker 'browser'); make browser runs them" >&2
fi
markers=$(printf " and not %s" "${left_out[@]}")
[ ${#left_out[@]} = 0 ] && exec .venv/bin/python -m pytest "$@"
exec .venv/bin/python -m pytest -m "${markers# and }" "$@"
