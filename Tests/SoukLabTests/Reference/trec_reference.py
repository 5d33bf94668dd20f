"""Scores a run against qrels with trec_eval's own code, a line for each query and measure: qid, measure, value.

usage: trec_reference.py QRELS RUN MEASURE...

Grades become gains of 2^grade - 1, because trec_eval's nDCG takes the grade itself as the gain. Measures are named as
trec_eval names them, cut-offs after a dot: ndcg_cut.10 map recip_rank P.5.
"""

import sys
from collections import defaultdict

import pytrec_eval


def columns(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if parts := line.split():
                yield parts


def main(qrels_path, run_path, *measures):
    qrels = defaultdict(dict)
    for query, _, document, grade in columns(qrels_path):
        grade = int(grade)
        qrels[query][document] = 2**grade - 1 if grade > 0 else grade
    run = defaultdict(dict)
    for query, _, document, _, score, _ in columns(run_path):
        run[query][document] = float(score)
    evaluator = pytrec_eval.RelevanceEvaluator(qrels, set(measures))
    for query, values in evaluator.evaluate(run).items():
        for measure, value in values.items():
            print(query, measure, repr(value), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
