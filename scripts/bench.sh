#!/bin/bash
# Measurements. They need the measurement data, in the folder that SOUK_DATA names.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z "${SOUK_DATA:-}" ]]; then
    echo "bench: set SOUK_DATA to the folder of the measurement data; CONTRIBUTING.md describes it" >&2
    exit 1
fi
make --no-print-directory release
exec scripts/quality.sh
