#!/bin/bash
# API documentation of the library into site/, from the doc comments and, when it exists, the catalogue
# Sources/Souk/Souk.docc. SITE_BASE_PATH is the path under which a web server will show it (default: the root).
set -euo pipefail
cd "$(dirname "$0")/.."

graphs=$(mktemp -d)
log=$graphs/log
trap 'rm -rf "$graphs"' EXIT
mkdir "$graphs/Souk"

if ! swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
# `Souk@Swift.symbols.json` and the like hold the extensions of other modules' types.
found=$(sed -n 's/^Files written to //p' "$log" | tail -1)
cp "${found:-$(dirname "$(find .build -path '*/symbolgraph/Souk.symbols.json' | head -1)")}"/Souk{,@*}.symbols.json \
    "$graphs/Souk/" 2>/dev/null || true
[[ -e "$graphs/Souk/Souk.symbols.json" ]] || {
    cat "$log" >&2
    echo "docs: no symbol graph of Souk was written" >&2
    exit 1
}

catalogue=()
[[ -d Sources/Souk/Souk.docc ]] && catalogue=(Sources/Souk/Souk.docc)
rm -rf site
docc convert "${catalogue[@]}" --additional-symbol-graph-dir "$graphs/Souk" --output-dir site \
    --fallback-display-name Souk --fallback-bundle-identifier souk.Souk --fallback-default-module-kind Library \
    --transform-for-static-hosting --hosting-base-path "${SITE_BASE_PATH:-/}"
echo "documentation written to site/; to read it:"
echo "    python3 -m http.server --directory site 8000"
echo "    http://localhost:8000${SITE_BASE_PATH:-}/documentation/souk/"
