#!/bin/bash
# Over a million random queries, each answered by the searches that leave work out and by the one that leaves nothing
# out: deletions, filters, several segments and merges, statistics that drift, readings, tiers. Optimised, since the
# exhaustive search would take hours otherwise. SOUK_FIRST_SEED=1000 tries other indexes.
set -euo pipefail
cd "$(dirname "$0")/.."

read -ra build_flags <<<"${BUILD_FLAGS:-}"
flags=(--configuration release --scratch-path .build/tests -Xswiftc -enable-testing "${build_flags[@]}")
echo "building the tests (release)" >&2
swift build --build-tests "${flags[@]}" --quiet
SOUK_TESTS=soak swift test --skip-build "${flags[@]}" --filter 'PrunedTopKTests|TieredTopKTests' |
    grep -vE '^(◇|✔ Test case)'
