"""The driver of Tantivy, through its Python wheel (a call takes about 2 µs at least)."""

import shutil
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Callable

import protocol
import tantivy
from protocol import Answer, Built, Unsupported
from tantivy import Occur, Query

TEXT = "text"
NUMBER = "number"
HEAP_BYTES = 2_000_000_000
FUZZY_EDITS = {"fuzzy": 1, "fuzzy2": 2}
TOP = {"top10": 10, "top100": 100, "top10count": 10}
# The binding has no plain counting collector; of its ways to count, this one is the fastest for a disjunction.
COUNT_VALUES = {"count": {"value_count": {"field": NUMBER}}}


def make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(NUMBER, stored=False, indexed=False, fast=True)
    builder.add_text_field(TEXT, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def build(tokens: str, path: str, threads: int) -> Built:
    shutil.rmtree(path, ignore_errors=True)
    Path(path).mkdir(parents=True)
    index = tantivy.Index(make_schema(), path=path)
    writer = index.writer(heap_size=HEAP_BYTES, num_threads=threads)
    for number, text in protocol.read_documents(tokens):
        document = tantivy.Document()
        document.add_unsigned(NUMBER, number)
        document.add_text(TEXT, text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    return Built(searcher.num_docs, searcher.num_segments)


class TantivyEngine:
    def __init__(self, path: str):
        index = tantivy.Index.open(path)
        self.schema = index.schema
        self.searcher = index.searcher()
        self.documents = self.searcher.num_docs

    def prepare(self, kind: str, what: str, line: str) -> Query:
        if kind == "prefix" and what == "top10":
            # Looks at the first 50 terms only, which have ten documents where the prefix has so many.
            return Query.phrase_prefix_query(self.schema, TEXT, [line])
        query = self.query(kind, line)
        if what == "count" and kind != "or":
            # A constant score keeps the engine from computing scores that a count does not need.
            return Query.const_score_query(query, 1.0)
        return query

    def query(self, kind: str, line: str) -> Query:
        tokens = line.split(" ")
        match kind:
            case "or" | "and":
                if len(tokens) == 1:
                    return self.term(tokens[0])
                occur = Occur.Should if kind == "or" else Occur.Must
                return Query.boolean_query([(occur, self.term(token)) for token in tokens])
            case "phrase":
                return Query.phrase_query(self.schema, TEXT, tokens) if len(tokens) > 1 else self.term(line)
            case "prefix":
                return Query.regex_query(self.schema, TEXT, line + ".*")
            case "fuzzy" | "fuzzy2":
                return Query.fuzzy_term_query(
                    self.schema, TEXT, line, distance=FUZZY_EDITS[kind], transposition_cost_one=True, prefix=False
                )
        raise Unsupported(f"unknown kind {kind}")

    def term(self, token: str) -> Query:
        return Query.term_query(self.schema, TEXT, token)

    def search(self, kind: str, what: str) -> Callable[[Query], Any]:
        match what:
            case "count" if kind == "or":
                return partial(self.searcher.aggregate, agg=COUNT_VALUES)
            case "top10" | "top100":
                return partial(self.searcher.search, limit=TOP[what], count=False)
            case "top10count":
                return partial(self.searcher.search, limit=TOP[what], count=True)
            case "count":
                return partial(self.searcher.search, limit=1, count=True)
        raise Unsupported(f"unknown mode {what}")

    def answer(self, what: str, result: Any) -> Answer:
        if isinstance(result, dict):
            return Answer(count=int(result["count"]["value"]))
        if what == "count":
            return Answer(count=result.count)
        addresses = [address for _, address in result.hits]
        numbers = self.searcher.fast_field_values(NUMBER, addresses) if addresses else []
        top = [(number, score) for number, (score, _) in zip(numbers, result.hits)]
        return Answer(top=top, count=result.count if what == "top10count" else None)


if __name__ == "__main__":
    protocol.run("tantivy", version("tantivy"), build, TantivyEngine)
