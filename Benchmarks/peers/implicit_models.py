"""Learns a model of the package implicit and recommends to every user.

    run.sh implicit MODEL K < interactions       MODEL: cosine:K, tfidf:K, bm25:K, als:REGULARIZATION:ALPHA or bpr
    run.sh implicit version

Interactions are lines `user item weight` of numbers from 0, ended by an empty line. For each user a line of at most K
items that the user does not have, the best first; at last the seconds of learning and of recommending.
"""

import sys
import time

import implicit
import numpy
import scipy.sparse


def model_named(name: str):
    kind, *numbers = name.split(":")
    if kind == "als":
        regularization, alpha = map(float, numbers)
        return implicit.als.AlternatingLeastSquares(
            factors=64, regularization=regularization, alpha=alpha, iterations=15, num_threads=1, random_state=1
        )
    if kind == "bpr":
        return implicit.bpr.BayesianPersonalizedRanking(
            factors=64, learning_rate=0.01, regularization=0.03, iterations=100, num_threads=1, random_state=1
        )
    neighbours = implicit.nearest_neighbours
    kinds = {"cosine": neighbours.CosineRecommender, "tfidf": neighbours.TFIDFRecommender, "bm25": neighbours.BM25Recommender}
    return kinds[kind](K=int(numbers[0]), num_threads=1)


def main() -> int:
    if sys.argv[1:2] == ["version"]:
        print(implicit.__version__)
        return 0
    name, count = sys.argv[1], int(sys.argv[2])
    rows = numpy.loadtxt((line for line in sys.stdin if line.strip()), ndmin=2)
    users, items = rows[:, 0].astype(int), rows[:, 1].astype(int)
    values = rows[:, 2] / rows[:, 2].mean()
    shape = (users.max() + 1, items.max() + 1)
    matrix = scipy.sparse.csr_matrix((values.astype(numpy.float32), (users, items)), shape=shape)
    matrix.sort_indices()
    model = model_named(name)
    started = time.perf_counter()
    model.fit(matrix, show_progress=False)
    fitted = time.perf_counter()
    everyone = numpy.arange(shape[0])
    found, scores = model.recommend(everyone, matrix, N=count, filter_already_liked_items=True)
    ended = time.perf_counter()
    for items, worth in zip(found, scores):
        print(*(item for item, score in zip(items, worth) if item >= 0 and numpy.isfinite(score)))
    print(fitted - started, ended - fitted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
