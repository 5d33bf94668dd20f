#!/bin/bash
# run.sh PEER ARGS…: becomes the driver of a peer engine (see README.md). Exit 3: the peer is not installed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
peers=${SOUK_PEERS:-$here/../../.peers}
peer=${1:?usage: run.sh PEER ARGS…}
shift

# A search runs in the thread that asks for it: no thread pools of the numeric libraries beside it.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 NUMBA_NUM_THREADS=1
# No compiled files beside the sources.
export PYTHONDONTWRITEBYTECODE=1

require() {
  [ -e "$1" ] && return
  echo "run.sh: $peer is not installed (no $1); run install.sh $peer" >&2
  exit 3
}

python_driver() { # MODULE FILE
  require "$peers/venv/bin/python"
  "$peers/venv/bin/python" -c "import importlib.util, sys; sys.exit(importlib.util.find_spec('$1') is None)" || require "$peers/venv/$1"
  exec "$peers/venv/bin/python" "$here/$2" "${@:3}"
}

case $peer in
  lucene | lucene-sorted)
    java=$peers/lucene/jre/bin/java
    require "$java"
    require "$peers/lucene/classes/LuceneDriver.class"
    # The parallel collector's barriers cost a search the least, and a large heap seldom collects while one is timed.
    exec "$java" -Xms2g -Xmx6g -XX:+UseParallelGC -XX:ParallelGCThreads=2 \
      --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
      -Djava.util.logging.config.file="$here/lucene/logging.properties" \
      -cp "$peers/lucene/classes:$peers/lucene/jars/*" LuceneDriver "$peer" "$@"
    ;;
  tantivy) python_driver tantivy tantivy_driver.py "$@" ;;
  sqlite) python_driver apsw sqlite_driver.py "$@" ;;
  bm25s) python_driver bm25s bm25s_driver.py "$@" ;;
  jieba) python_driver jieba jieba_words.py "$@" ;;
  implicit) python_driver implicit implicit_models.py "$@" ;;
  faiss) python_driver faiss faiss_flat.py "$@" ;;
  pisa) python_driver pyterrier_pisa pisa_driver.py "$@" ;;
  xapian)
    require "$peers/xapian/xapian_driver"
    exec "$peers/xapian/xapian_driver" "$@"
    ;;
  *)
    echo "run.sh: unknown peer $peer" >&2
    exit 2
    ;;
esac
