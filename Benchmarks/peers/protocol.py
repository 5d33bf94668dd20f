"""What the Python drivers share: the command loop of the protocol (see README.md) and the report of a build.

An engine module gives `run` a Name, a `build` and a `serve`: `serve(index)` returns an Engine."""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterator, NamedTuple, Optional, Protocol


class Unsupported(Exception):
    """The engine has no such mode."""


class Answer(NamedTuple):
    """What one search found, ready to be written; parts that the mode does not ask for are None."""

    top: Optional[list[tuple[int, float]]] = None
    count: Optional[int] = None


class Engine(Protocol):
    documents: int

    def prepare(self, kind: str, what: str, line: str) -> Any:
        """The query object of a line; raises Unsupported."""

    def search(self, kind: str, what: str) -> Callable[[Any], Any]:
        """The function that the clock is put around; it returns the engine's own result. A thread asks for its own."""

    def answer(self, what: str, result: Any) -> Answer:
        """Reads a result, after the clock has stopped."""


class Cell:
    """The prepared queries of one file in one mode."""

    def __init__(self, engine: Engine, mode: str, path: str):
        self.engine = engine
        self.kind, _, self.what = mode.partition("_")
        self.search = engine.search(self.kind, self.what)
        with open(path, encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if line != "\n"]
        self.queries = [engine.prepare(self.kind, self.what, line) for line in lines]

    def times(self) -> list[float]:
        search, clock = self.search, time.perf_counter_ns
        microseconds = []
        for query in self.queries:
            start = clock()
            search(query)
            microseconds.append((clock() - start) / 1000)
        return microseconds

    def answers(self) -> dict[str, list]:
        found = [self.engine.answer(self.what, self.search(query)) for query in self.queries]
        parts: dict[str, list] = {}
        if found and found[0].top is not None:
            parts["top"] = [answer.top for answer in found]
        if found and found[0].count is not None:
            parts["counts"] = [answer.count for answer in found]
        return parts

    def run_once(self, deadline: float) -> None:
        for query in self.queries:
            if time.perf_counter() >= deadline:
                return
            self.search(query)

    def run_until(self, deadline: float, first: int) -> int:
        """What one thread does: answers queries round and round; how many before the deadline."""
        search = self.engine.search(self.kind, self.what)
        done = 0
        while time.perf_counter() < deadline:
            search(self.queries[(first + done) % len(self.queries)])
            done += 1
        return done


class Server:
    def __init__(self, engine: Engine):
        self.engine = engine
        self.cells: dict[str, Cell] = {}

    def run(self, extra: dict[str, Any]) -> None:
        reply({"ready": True, "documents": self.engine.documents, **extra})
        for line in sys.stdin:
            words = line.rstrip("\n").split(" ", 3)
            if words == ["quit"]:
                return
            try:
                reply(self.execute(words))
            except Unsupported as reason:
                reply({"unsupported": str(reason)})
            except Exception as failure:  # the driver goes on, whatever a query does to its engine
                reply({"error": f"{type(failure).__name__}: {failure}"})

    def execute(self, words: list[str]) -> dict[str, Any]:
        match words:
            case ["load", name, mode, path]:
                self.cells[name] = Cell(self.engine, mode, path)
                return {"n": len(self.cells[name].queries)}
            case ["pass", name]:
                return {"us": self.cells[name].times()}
            case ["answers", name]:
                return self.cells[name].answers()
            case ["warm", seconds]:
                return {"rounds": self.warm(float(seconds))}
            case ["threads", threads, name, seconds]:
                return parallel(self.cells[name], int(threads), float(seconds))
        raise ValueError("unknown command " + " ".join(words))

    def warm(self, seconds: float) -> int:
        deadline = time.perf_counter() + seconds
        rounds = 0
        while self.cells:
            for cell in self.cells.values():
                cell.run_once(deadline)
            if time.perf_counter() >= deadline:
                break
            rounds += 1
        return rounds


def parallel(cell: Cell, threads: int, seconds: float) -> dict[str, Any]:
    """The throughput of several threads over one open index; the engine lets the interpreter's lock go, or not."""
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        firsts = [thread * len(cell.queries) // threads for thread in range(threads)]
        done = sum(pool.map(lambda first: cell.run_until(start + seconds, first), firsts))
    return {"queries": done, "seconds": time.perf_counter() - start}


def read_documents(path: str) -> Iterator[tuple[int, str]]:
    """Number and text (title and body as one) of each line of TOKENS.tsv."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            number, _, text = line.rstrip("\n").partition("\t")
            yield int(number), text.replace("\t", " ").strip()


def size_of(path: str) -> int:
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(path) for file in files)


def peak_resident_bytes() -> int:
    with open("/proc/self/status") as status:
        kilobytes = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024


def reply(line: dict[str, Any]) -> None:
    print(json.dumps(line, separators=(",", ":")), flush=True)


class Built(NamedTuple):
    documents: int
    segments: int


def run(
    name: str,
    version: str,
    build: Callable[[str, str, int], Built],
    serve: Callable[[str], Engine],
    extra: dict[str, Any] = {},
) -> None:
    """The main program of a driver; `extra` is told in the answers to `version` and in the ready line."""
    match sys.argv[1:]:
        case ["version"]:
            reply({"name": name, "version": version, **extra})
        case ["build", tokens, index, threads]:
            start = time.perf_counter()
            built = build(tokens, index, int(threads))
            seconds = time.perf_counter() - start
            reply({
                "documents": built.documents, "seconds": seconds, "bytes": size_of(index),
                "peak_rss_bytes": peak_resident_bytes(), "segments": built.segments,
            })
        case ["serve", index]:
            Server(serve(index)).run(extra)
        case _:
            sys.exit("usage: build TOKENS INDEX THREADS | serve INDEX | version")
