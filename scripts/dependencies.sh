#!/bin/bash
# Makes sure that the Swift toolchain and the system libraries are there. Missing Debian packages are installed when
# the user is root; otherwise the exact command is printed and the status is 1.
#
#   scripts/dependencies.sh                   all that the build needs
#   scripts/dependencies.sh --only PACKAGE…   these Debian packages
set -euo pipefail

packages=(libicu-dev libstemmer-dev libzstd-dev libsimdjson-dev zlib1g-dev pkg-config)
if [[ "${1:-}" == --only ]]; then
    packages=("${@:2}")
elif ! command -v swift >/dev/null; then
    echo "make: the Swift toolchain is missing (6.1 or later); see https://www.swift.org/install/linux/" >&2
    exit 1
fi

if ! command -v dpkg-query >/dev/null; then
    # Not Debian or Ubuntu: a missing header or library shows in the build.
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    # A tool may come from elsewhere than the package of its name.
    command -v "$package" >/dev/null && continue
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ "$status" == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ $(id -u) -ne 0 ]]; then
    echo "make: these packages are missing; install them with" >&2
    echo "    sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
    exit 1
fi

echo "installing ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 </dev/null
}
# A fresh machine has no package lists yet, or old ones.
if ! install && ! { apt-get update >"$log" 2>&1 </dev/null && install; }; then
    cat "$log" >&2
    echo "make: installing failed; the command was: apt-get install -y ${missing[*]}" >&2
    exit 1
fi
