"""Measures faiss's exact search on one thread, and its 8-bit one with the floats read again.

    run.sh faiss FOLDER DIMENSION K ROUNDS     reads FOLDER/base and FOLDER/queries, rows of float32
    run.sh faiss version
"""

import json
import sys
import time

import faiss
import numpy as np


def main() -> int:
    if sys.argv[1:2] == ["version"]:
        print(faiss.__version__)
        return 0
    folder, dimension, count, rounds = sys.argv[1], *map(int, sys.argv[2:5])
    faiss.omp_set_num_threads(1)
    base, queries = (np.fromfile(f"{folder}/{name}", dtype=np.float32).reshape(-1, dimension) for name in ("base", "queries"))
    flat = faiss.IndexFlatIP(dimension)
    coded = faiss.IndexRefineFlat(faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT))
    coded.k_factor = 4
    answers = []
    for name, index in (("faiss, flat", flat), ("faiss, 8 bits + refine", coded)):
        index.train(base)
        index.add(base)
        single = batched = float("inf")
        for _ in range(rounds):
            started = time.perf_counter()
            found = [index.search(queries[i:i + 1], count)[1][0] for i in range(len(queries))]
            single = min(single, time.perf_counter() - started)
            started = time.perf_counter()
            index.search(queries, count)
            batched = min(batched, time.perf_counter() - started)
        answers.append({
            "name": name, "single": len(queries) / single, "batched": len(queries) / batched,
            "found": [row.tolist() for row in found]})
    json.dump(answers, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
