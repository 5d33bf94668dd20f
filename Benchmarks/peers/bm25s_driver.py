"""The driver of bm25s with its numba backend: scores of every (token, document) computed when the index is built."""

import shutil
from importlib.metadata import version
from typing import Callable

import bm25s
import protocol
from protocol import Answer, Built, Unsupported

TOP = {"top10": 10, "top100": 100}


def build(tokens: str, path: str, threads: int) -> Built:
    shutil.rmtree(path, ignore_errors=True)
    texts = [text.split(" ") for _, text in protocol.read_documents(tokens)]
    retriever = bm25s.BM25(k1=1.2, b=0.75, method="lucene", backend="numba")
    retriever.index(texts, show_progress=False)
    retriever.save(path)
    return Built(len(texts), segments=1)


class Bm25sEngine:
    """Everything is held in memory; documents are named by their line, which is their number."""

    def __init__(self, path: str):
        self.retriever = bm25s.BM25.load(path, mmap=False)
        self.retriever.backend = "numba"
        self.retriever.activate_numba_scorer()
        self.documents = self.retriever.scores["num_docs"]

    def prepare(self, kind: str, what: str, line: str) -> list[list[str]]:
        if kind != "or":
            raise Unsupported(f"no {kind} queries")
        return [line.split(" ")]

    def search(self, kind: str, what: str) -> Callable[[list[list[str]]], bm25s.Results]:
        if what not in TOP:
            raise Unsupported("no counts")
        size = TOP[what]
        retrieve = self.retriever.retrieve
        return lambda query: retrieve(query, k=size, n_threads=1, show_progress=False)

    def answer(self, what: str, result: bm25s.Results) -> Answer:
        """bm25s fills the list up with documents of score 0 where too few match."""
        hits = zip(result.documents[0].tolist(), result.scores[0].tolist())
        return Answer(top=[(number, score) for number, score in hits if score > 0])


if __name__ == "__main__":
    protocol.run("bm25s", version("bm25s"), build, Bm25sEngine)
