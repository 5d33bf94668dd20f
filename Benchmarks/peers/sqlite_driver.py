"""The driver of SQLite FTS5, through apsw, which brings the newest SQLite."""

import os
import threading
from typing import Any, Callable

import apsw
import protocol
from protocol import Answer, Built, Unsupported

# Without content the index alone is written; detail=full keeps frequencies and positions. The number of a document is its
# row id less one, because row ids begin at 1.
CREATE = "CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='ascii', detail=full)"
CACHE = "PRAGMA cache_size = -1000000"
BUILD_PRAGMAS = ("PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", CACHE)
SERVE_PRAGMAS = ("PRAGMA mmap_size = 2000000000", CACHE)
TOP = "SELECT rowid - 1, rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT %d"
# Every document that begins with a prefix is as good as another, so nothing is ranked.
FIRST = "SELECT rowid - 1, -1.0 FROM texts WHERE texts MATCH ? LIMIT %d"
COUNT = "SELECT count(*) FROM texts WHERE texts MATCH ?"


def build(tokens: str, path: str, threads: int) -> Built:
    for file in (path, path + "-journal", path + "-wal", path + "-shm"):
        if os.path.exists(file):
            os.remove(file)
    connection = apsw.Connection(path)
    for statement in (*BUILD_PRAGMAS, CREATE, "BEGIN"):
        connection.execute(statement)
    rows = ((number + 1, text) for number, text in protocol.read_documents(tokens))
    connection.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", rows)
    connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    connection.execute("COMMIT")
    documents = connection.execute("SELECT count(*) FROM texts_docsize").get
    connection.close()
    return Built(documents, segments=1)


class SqliteEngine:
    def __init__(self, path: str):
        self.path = path
        self.thread = threading.local()
        self.documents = self.connection().execute("SELECT count(*) FROM texts_docsize").get

    def connection(self) -> apsw.Connection:
        """The connection of the calling thread: threads that share one would wait for each other."""
        if not hasattr(self.thread, "connection"):
            self.thread.connection = apsw.Connection(self.path, flags=apsw.SQLITE_OPEN_READONLY)
            for statement in SERVE_PRAGMAS:
                self.thread.connection.execute(statement)
        return self.thread.connection

    def prepare(self, kind: str, what: str, line: str) -> str:
        """The text that MATCH is given; FTS5 parses it in the search itself, there is no prepared form."""
        tokens = [f'"{token}"' for token in line.split(" ")]
        match kind:
            case "or":
                return " OR ".join(tokens)
            case "and":
                return " AND ".join(tokens)
            case "phrase":
                return f'"{line}"'
            case "prefix":
                return f'"{line}"*'
        raise Unsupported(f"no {kind} queries")

    def search(self, kind: str, what: str) -> Callable[[str], Any]:
        execute = self.connection().cursor().execute
        top = FIRST if kind == "prefix" else TOP
        match what:
            case "top10" | "top100":
                statement = top % int(what.removeprefix("top"))
                return lambda query: execute(statement, (query,)).fetchall()
            case "count":
                return lambda query: execute(COUNT, (query,)).get
            case "top10count":
                statement = top % 10
                return lambda query: (execute(statement, (query,)).fetchall(), execute(COUNT, (query,)).get)
        raise Unsupported(f"unknown mode {what}")

    def answer(self, what: str, result: Any) -> Answer:
        if what == "count":
            return Answer(count=result)
        rows, count = result if what == "top10count" else (result, None)
        return Answer(top=[(number, -rank) for number, rank in rows], count=count)


if __name__ == "__main__":
    protocol.run("sqlite", apsw.sqlite_lib_version(), build, SqliteEngine)
