#!/bin/bash
# The demonstration: indexes the catalogue in corpus/ and shows queries that tell what Souk does. `make demo` builds the
# tool first.
set -euo pipefail
cd "$(dirname "$0")/.."

souk=.build/release/souk
index=.demo/index
mkdir -p .demo

title() { printf '\n── %s\n' "$*"; }
# Prints a command as a reader would type it, then its output.
show() {
    local word line='$ souk'
    for word in "$@"; do
        [[ "$word" == *[[:space:]\"\<\>\&\|\(\)\*\?\$]* ]] && word="'$word'"
        line+=" $word"
    done
    printf '\n%s\n' "$line"
    "$souk" "$@"
}

title "The catalogue: Chinese and English products of a small shop"
"$souk" index "$index" corpus/products.jsonl --replace

title "A brand and a type: 华为 phones, and no other brand above them"
show search "$index" 华为手机 -k 5 --facet brand
title "A price bound is understood and kept"
show search "$index" 2000元以下的手机 -k 5
title "English, by meaning of the words rather than their form"
show search "$index" "running shoes women" -k 5
title "A model without spaces, a storage size"
show search "$index" "iphone15pro 256g" -k 5
title "Latin brand, Chinese type"
show search "$index" "lancome 面霜" -k 5
title "What a query is taken to mean"
show understand "2000元以下的华为手机 128G" --dir "$index"

printf '\nMore: .build/release/souk help, or any query of your own:\n    .build/release/souk search %s QUERY --explain\n' "$index"
