#!/bin/bash
# Runs the tests whose names contain "fuzz" again and again, each time with a fresh seed in SOUK_SEED, until
# FUZZ_SECONDS (default 60) are over or one fails; the failing seed is printed, and reruns the failure.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
read -ra build_flags <<<"${BUILD_FLAGS:-}"
swift build --build-tests "${build_flags[@]}" --quiet

rounds=0
end=$((SECONDS + seconds))
while [[ $SECONDS -lt $end || $rounds -eq 0 ]]; do
    seed=0x$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
    if ! SOUK_SEED=$seed SOUK_TESTS=soak swift test --skip-build --filter '[Ff]uzz' >"$log" 2>&1 </dev/null; then
        grep -vE '^(◇|✔)' "$log" >&2 || true
        echo "failed; again with: SOUK_SEED=$seed SOUK_TESTS=soak swift test --filter '[Ff]uzz'" >&2
        exit 1
    fi
    rounds=$((rounds + 1))
done
grep -E 'Test run with' "$log" || true
echo "$rounds rounds with fresh seeds, no failure"
