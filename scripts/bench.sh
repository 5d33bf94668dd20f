#!/bin/bash
# All measurements one after the other, or those named: quality, cacm, adversarial, kill, scale. They need the
# measurement data, in the folder that SOUK_DATA names. Exits 1 when a promise is not kept.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z "${SOUK_DATA:-}" ]]; then
    echo "bench: set SOUK_DATA to the folder of the measurement data; CONTRIBUTING.md describes it" >&2
    exit 1
fi
scripts/dependencies.sh --only python3
make --no-print-directory release

parts=("$@")
[[ $# -gt 0 ]] || parts=(quality cacm understanding spelling metamorphic adversarial kill scale)
status=0
for part in "${parts[@]}"; do
    echo "== $part"
    python3 scripts/measure.py "$part" || status=1
done
exit "$status"
