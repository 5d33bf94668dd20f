#!/bin/bash
# API documentation of the library into site/, from the doc comments and, when it exists, the catalogue
# Sources/Souk/Souk.docc. SITE_BASE_PATH is the path under which a web server will show it (default: the root).
set -euo pipefail
cd "$(dirname "$0")/.."

graphs=$(mktemp -d)
log=$graphs/log
trap 'rm -rf "$graphs"' EXIT
mkdir "$graphs/Souk"

find .build -maxdepth 2 -name symbolgraph -exec rm -rf {} +
# The status says nothing: Swift 6.3 hands the C targets the package's C++ standard and fails on each of them, after
# which it goes on. What counts is whether the library's graph was written.
swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members >"$log" 2>&1 </dev/null || true
# `Souk@Swift.symbols.json` and the like hold the extensions of other modules' types.
find .build -maxdepth 3 -path '*/symbolgraph/*' \( -name Souk.symbols.json -o -name 'Souk@*.symbols.json' \) \
    -exec cp {} "$graphs/Souk/" \;
if [[ ! -e "$graphs/Souk/Souk.symbols.json" ]]; then
    cat "$log" >&2
    echo "docs: no symbol graph of Souk was written" >&2
    exit 1
fi

catalogue=()
[[ -d Sources/Souk/Souk.docc ]] && catalogue=(Sources/Souk/Souk.docc)
rm -rf site
docc convert "${catalogue[@]}" --additional-symbol-graph-dir "$graphs/Souk" --output-dir site \
    --fallback-display-name Souk --fallback-bundle-identifier souk.Souk --fallback-default-module-kind Library \
    --transform-for-static-hosting --hosting-base-path "${SITE_BASE_PATH:-/}" | sed '/^$/d' >&2
echo "documentation written to site/; to read it:"
echo "    python3 -m http.server --directory site 8000"
echo "    http://localhost:8000${SITE_BASE_PATH:-}/documentation/souk/"
