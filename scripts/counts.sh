#!/bin/bash
# Instructions and bytes of a query, held against Benchmarks/baselines/counts.json: a rise above the limit that the baseline
# states fails. Installs valgrind when it is missing and the user is root; without it, bytes and counters are compared alone.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/dependencies.sh --only valgrind || echo "counts: without valgrind no instructions are counted" >&2
echo "building searchbench (release)" >&2
# shellcheck disable=SC2086
swift build --configuration release --product searchbench ${BUILD_FLAGS:-} --quiet
exec .build/release/searchbench count "$@"
