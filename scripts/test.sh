#!/bin/bash
# Builds and runs the tests; silent while all is well, then skipped tests and the runner's own summary. When something
# fails, everything but the lines of what passed is shown.
#
#   scripts/test.sh [options of `swift build` and `swift test`, such as --sanitize=thread --scratch-path PATH]
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
read -ra build_flags <<<"${BUILD_FLAGS:-}"

started=$SECONDS
if ! swift build --build-tests --explicit-target-dependency-import-check error "${build_flags[@]}" "$@" \
    >"$log" 2>&1 </dev/null; then
    # `[12/90] Compiling …` tells nothing here; warnings and errors do.
    grep -vE '^\[[0-9]+/[0-9]+\]' "$log" >&2 || cat "$log" >&2
    exit 1
fi
# The linker's remarks about the sanitizers' own symbols are not ours.
grep -E 'warning:' "$log" | grep -vF 'ld.gold: warning: Cannot export local symbol' | sort -u >&2 || true
echo "built in $((SECONDS - started)) s" >&2

started=$SECONDS
status=0
swift test --skip-build --parallel --explicit-target-dependency-import-check error "$@" >"$log" 2>&1 </dev/null ||
    status=$?
if [[ $status -ne 0 ]]; then
    grep -vE '^(◇|✔) (Test|Suite)|^◇|^\[[0-9]+/[0-9]+\]' "$log" >&2 || cat "$log" >&2
    echo "swift test ended with status $status after $((SECONDS - started)) s" >&2
    exit 1
fi
grep -E '^(➜|↳) .*skipped|warning:' "$log" | sort -u >&2 || true
grep -E 'Test run with [0-9]+ test|Executed [0-9]+ tests' "$log"
