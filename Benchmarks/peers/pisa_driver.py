"""The driver of PISA, through the compiled part of the pyterrier-pisa wheel.

The wheel's Python part imports all of PyTerrier; the compiled part alone keeps an open index (RetrievalContext) and
answers from it, which is all that is needed."""

import importlib.util
import os
import shutil
from contextlib import contextmanager
from importlib.machinery import ExtensionFileLoader
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple

import numpy
import protocol
from protocol import Answer, Built, Unsupported

MODULE = "_pisathon"
ENCODING = "block_simdbp"
BLOCK_SIZE = 64
NO_STEMMER = ""
BATCH = 100_000
# The fastest of the wheel's algorithms, as measured (see README.md).
ONE_WORD, ANY_WORD, ALL_WORDS = "block_max_wand", "block_max_maxscore", "ranked_and"
TOP = {"top10": 10, "top100": 100}
# What an open index reads; all else is left over from building it.
KEPT = ("fwd.termlex", "fwd.doclex", "bm25.*")


def load_compiled() -> Any:
    files = distribution("pyterrier-pisa").files or []
    path = next(str(file.locate()) for file in files if file.name.startswith(MODULE) and file.suffix == ".so")
    spec = importlib.util.spec_from_loader(MODULE, ExtensionFileLoader(MODULE, path))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pisa = load_compiled()


def open_context(index: str) -> Any:
    """Opens an index; where its compressed files are missing, they are written first."""
    context = pisa.RetrievalContext()
    pisa.prepare_index(
        context, index, ENCODING, "bm25", NO_STEMMER, block_size=BLOCK_SIZE, quantize=0, bm25_k1=1.2, bm25_b=0.75
    )
    return context


@contextmanager
def chatter_on_standard_error() -> Iterator[None]:
    """The engine logs to standard output, where only the protocol's lines may be."""
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def build(tokens: str, path: str, threads: int) -> Built:
    shutil.rmtree(path, ignore_errors=True)
    folder = Path(path)
    folder.mkdir(parents=True)
    plain = folder / "plain.txt"
    with plain.open("w") as file:
        file.writelines(f"{number} {text}\n" for number, text in protocol.read_documents(tokens))
    with chatter_on_standard_error():
        pisa.index(str(plain), path, NO_STEMMER, BATCH, threads)
        open_context(path)
    documents = pisa.num_docs(path)
    for file in folder.iterdir():
        if not any(file.match(pattern) for pattern in KEPT):
            file.unlink()
    (folder / "documents").write_text(str(documents))
    return Built(documents, segments=1)


class Query(NamedTuple):
    algorithm: str
    # The engine takes a list of queries; this is a list of one: its number, and each token with its weight.
    batch: list[tuple[int, dict[str, float]]]


class PisaEngine:
    def __init__(self, path: str):
        self.context = open_context(path)
        self.documents = int((Path(path) / "documents").read_text())

    def prepare(self, kind: str, what: str, line: str) -> Query:
        weights: dict[str, float] = {}
        for token in line.split(" "):
            weights[token] = weights.get(token, 0.0) + 1.0
        if len(weights) == 1:
            return Query(ONE_WORD, [(0, weights)])
        return Query(ANY_WORD if kind == "or" else ALL_WORDS, [(0, weights)])

    def search(self, kind: str, what: str) -> Callable[[Query], Any]:
        if kind not in ("or", "and"):
            raise Unsupported("no positions" if kind == "phrase" else f"no {kind} queries")
        if what not in TOP:
            raise Unsupported("no counts")
        size, retrieve, context = TOP[what], pisa.retrieve, self.context
        numbers = numpy.zeros(size, dtype=numpy.int32)
        ranks = numpy.zeros(size, dtype=numpy.int32)
        scores = numpy.zeros(size, dtype=numpy.float32)

        def search(query: Query) -> tuple[int, Any, Any]:
            # A fresh list each time: the engine writes new names over old ones without letting go of the old ones.
            names = numpy.empty(size, dtype=object)
            found = retrieve(
                context, query.algorithm, query.batch, size, 1, 1, 0,
                result_qidxs=numbers, result_docnos=names, result_ranks=ranks, result_scores=scores,
            )
            return found, names, scores

        return search

    def answer(self, what: str, result: Any) -> Answer:
        found, names, scores = result
        return Answer(top=[(int(name), float(score)) for name, score in zip(names[:found], scores[:found])])


if __name__ == "__main__":
    protocol.run("pisa", version("pyterrier-pisa"), build, PisaEngine)
