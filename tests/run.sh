#!/usr/bin/env bash
# Runs the tests; those on a real Kafka only where it can run, and says which.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v java >/dev/null && command -v mvn >/dev/null; then
  echo "Java and Maven found: all tests, those on a real Apache Kafka among them" >&2
  exec .venv/bin/python -m pytest "$@"
fi
echo "no Java or Maven: all tests but those on a real Apache Kafka (marker 'kafka')" >&2
exec .venv/bin/python -m pytest -m "not kafka" "$@"
