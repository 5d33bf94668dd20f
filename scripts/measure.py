#!/usr/bin/env python3
"""Measures the built `souk` on the data in $SOUK_DATA: one subcommand for each promise that CONTRIBUTING names.

    scripts/measure.py quality       nDCG@10 with 95 % intervals on every judged dev set
    scripts/measure.py analysis      pairs that must and must not match, quantities, edges of product words
    scripts/measure.py cacm          MAP and P@30 beside Lucene's own scored run
    scripts/measure.py scale         index the large catalogues, check them, report documents/s and memory
    scripts/measure.py adversarial   every hostile query: exit 0, valid JSON, under two seconds
    scripts/measure.py understanding intents, brands, categories and prices against the gold sets, with their halves
    scripts/measure.py interpretations  a table of 200 real queries, drawn by seed, as they are read: for reading
    scripts/measure.py spelling      corrections of real product queries, and correct queries left alone
    scripts/measure.py metamorphic   accessories, other brands, prices out of bounds, movements, order: no judgements needed
    scripts/measure.py kill          kill -9 while indexing: the old or the new index, nothing else

Exits 1 when a promise is not kept.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import metamorphic as metamorphic_measure
import shapes
import understanding as understanding_measure

ROOT = Path(__file__).resolve().parent.parent
SOUK = Path(os.environ.get("SOUK", ROOT / ".build/release/souk"))
DATA = Path(os.environ.get("SOUK_DATA", ROOT.parent / "shared/data"))
FLOORS = {"en-electronics": 0.76, "en-general": 0.76, "en-offers": 0.80, "zh-known-item": 0.90, "zh-shop": 0.76}


def souk(*arguments: object, **options) -> subprocess.CompletedProcess:
    return subprocess.run([str(SOUK), *map(str, arguments)], capture_output=True, text=True, **options)


def require(*arguments: object, **options) -> str:
    result = souk(*arguments, **options)
    if result.returncode != 0:
        sys.exit(f"souk {' '.join(map(str, arguments))}: exit {result.returncode}\n{result.stderr}")
    return result.stdout


def quality(work: Path, options: list[str]) -> bool:
    kept = True
    print(f"{'set':<16} {'nDCG@10':>8}  {'95 % interval':<17} {'queries':>7}  floor")
    for name, floor in FLOORS.items():
        folder = DATA / "relevance" / name
        require("index", work / name, folder / "catalogue.jsonl.gz", "--quiet")
        run = work / f"{name}.run"
        run.write_text(require("run", work / name, "--queries", folder / "queries.dev.tsv", *options))
        report = json.loads(require("eval", "--qrels", folder / "qrels.dev.txt", run, "--metric", "ndcg@10", "--json"))
        row = report["runs"][0]["metrics"][0]
        low, high = row["interval"]["lower"], row["interval"]["upper"]
        mark = "" if row["mean"] >= floor else "  BELOW"
        kept &= row["mean"] >= floor
        print(f"{name:<16} {row['mean']:>8.4f}  {low:.4f} … {high:.4f}   {row['queryCount']:>7}  {floor}{mark}")
    return kept


def analysis(work: Path, options: list[str]) -> bool:
    """The development halves of the gold files; the sealed halves decide, so these have no floor."""
    pairs(work, options)
    quantities()
    entity_edges()
    return True


def table(path: Path) -> list[dict[str, str]]:
    head, *rows = (line.split("\t") for line in path.read_text().splitlines())
    return [dict(zip(head, row)) for row in rows]


def pairs(work: Path, options: list[str]) -> None:
    """Every title is a product of one index; a pair matches when its query, all words asked, finds its title."""
    rows = table(DATA / "gold/mixed-analysis.dev.tsv")
    identities = {title: f"t{number}" for number, title in enumerate(dict.fromkeys(row["title"] for row in rows))}
    catalogue, queries = work / "titles.jsonl", work / "pairs.tsv"
    catalogue.write_text("".join(
        json.dumps({"id": identity, "title": title}, ensure_ascii=False) + "\n" for title, identity in identities.items()))
    queries.write_text("".join(f"{row['qid']}\t{row['query']}\n" for row in rows))
    require("index", work / "titles", catalogue, "--quiet")
    run = require("run", work / "titles", "--queries", queries, "-k", len(identities), "--match", "all", *options)
    found = {tuple(line.split()[i] for i in (0, 2)) for line in run.splitlines()}
    wrong: dict[str, list[str]] = {}
    for expect in ("match", "nomatch"):
        asked = [row for row in rows if row["expect"] == expect]
        right = 0
        for row in asked:
            if ((row["qid"], identities[row["title"]]) in found) == (expect == "match"):
                right += 1
            else:
                wrong.setdefault(row["class"], []).append(row["qid"])
        print(f"pairs, {expect:<8} {right} of {len(asked)} = {right / len(asked):.3f}")
    for name, rows_of_class in sorted(wrong.items()):
        print(f"  wrong: {name:<20} {' '.join(rows_of_class)}")


def quantities() -> None:
    """Exact: the same kinds with the same base values, in any order; 1 TB is 1024 GB or 1000."""
    rows = table(DATA / "gold/quantity.dev.tsv")
    answers = require("understand", "-", input="".join(row["text"] + "\n" for row in rows)).splitlines()
    right, wrong = 0, []
    for row, answer in zip(rows, answers):
        gold = [] if row["quantities"] == "NONE" else [part.split(":") for part in row["quantities"].split()]
        expected = sorted((part[0], part[4], part[3]) for part in gold)
        found = sorted(
            (part["kind"], part["baseUnit"], part["baseValue"], part.get("baseMax"))
            for part in json.loads(answer)["quantities"])
        if len(expected) == len(found) and all(same_quantity(*both) for both in zip(expected, found)):
            right += 1
        else:
            wrong.append(row["qid"])
    print(f"quantities, exact {right} of {len(rows)} = {right / len(rows):.3f}; wrong: {' '.join(wrong)}")


def same_quantity(expected: tuple, found: tuple) -> bool:
    low, _, high = expected[2].partition("-")
    ends = [float(low), float(high)] if high else [float(low)]
    values = [found[2], found[3]] if high else [found[2]]
    return expected[:2] == found[:2] and all(
        value is not None and min(abs(value - end), abs(value * 1.024 - end)) <= 1e-3 * max(abs(end), 1e-9)
        for end, value in zip(ends, values))


def entity_edges() -> None:
    """A title is right when both edges of every product word, brand and model in it are edges of the best path's words."""
    titles, current = [], []
    with gzip.open(DATA / "entities/ecommerce.dev.bio.gz", "rt") as file:
        for line in [*file, "\n"]:
            if line.strip():
                current.append(line.rstrip("\n").rsplit(" ", 1))
            elif current:
                titles.append(current)
                current = []
    texts = ["".join(character for character, _ in title) for title in titles]
    answers = require("analyze", "-", "--mode", "words", input="".join(text + "\n" for text in texts)).splitlines()
    right = edges_right = edges = 0
    for title, text, answer in zip(titles, texts, answers):
        ends = {0, len(text.encode())}
        for token in json.loads(answer)["tokens"]:
            ends |= {token["start"], token["end"]}
        wanted, at, previous = set(), 0, "O"
        for character, label in [*title, ("", "O")]:
            if previous != "O" and not label.startswith("I-"):
                wanted.add(at)
            if label.startswith("B-"):
                wanted.add(at)
            previous, at = ("O" if label.endswith("MISC") else label), at + len(character.encode())
            if label.startswith("B-MISC"):
                wanted.discard(at - len(character.encode()))
        right += wanted <= ends
        edges += len(wanted)
        edges_right += len(wanted & ends)
    print(f"entities, all edges {right} of {len(titles)} titles = {right / len(titles):.3f}; "
          f"{edges_right} of {edges} edges = {edges_right / edges:.3f}")


def cacm(work: Path, options: list[str]) -> bool:
    """Lucene's settings: k1 0.9, b 0.4, the description alone, any word."""
    folder = DATA / "relevance/cacm"
    schema, profile = work / "schema.json", work / "profile.json"
    schema.write_text('{"fields":[{"name":"description","type":"text","weight":1},{"name":"title","type":"stored"}]}')
    profile.write_text('{"k1":0.9,"b":0.4,"match":"any","strategy":"relevance"}')
    require("index", work / "cacm", folder / "corpus.jsonl.gz", "--schema", schema, "--quiet")
    run = work / "souk.run"
    run.write_text(require(
        "run", work / "cacm", "--queries", folder / "queries.tsv", "--profile", profile, "-k", 30, *options))
    lucene = folder / "anserini-bm25-run.txt"
    report = json.loads(require("eval", "--qrels", folder / "qrels.txt", lucene, run, "--metric", "map,p@30", "--json"))
    kept = True
    for theirs, ours in zip(report["runs"][0]["metrics"], report["runs"][1]["metrics"]):
        close = abs(theirs["mean"] - ours["mean"]) <= 0.02
        kept &= close
        print(f"{theirs['metric']:<6} Lucene {theirs['mean']:.4f}  Souk {ours['mean']:.4f}{'' if close else '  APART'}")
    return kept


def scale(work: Path, options: list[str]) -> bool:
    for name in ("catalogue/products-en", "corpora/short-texts"):
        index = work / Path(name).name
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        summary = require("index", index, DATA / f"{name}.jsonl.gz", *options).strip()
        peak = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, before) / 1024
        print(f"{name}: {summary}; peak memory so far {peak:.0f} MB")
        print(f"  {require('check', index).strip()}")
    return True


def adversarial(work: Path, options: list[str]) -> bool:
    index = work / "products-en"
    require("index", index, DATA / "catalogue/products-en.jsonl.gz", DATA / "catalogue/products-zh.jsonl.gz", "--quiet")
    slowest, failed, count = 0.0, 0, 0
    for number, line in enumerate((DATA / "gold/adversarial.dev.txt").read_text().splitlines(), 1):
        query = json.loads(line).replace("\0", "")  # no argument can hold a NUL
        if len(query.encode("utf-8", "surrogatepass")) > 120_000:
            continue  # longer than an argument may be
        count += 1
        started = time.monotonic()
        result = subprocess.run(
            [str(SOUK), "search", str(index), "--json", "--", query.encode("utf-8", "surrogatepass")], capture_output=True)
        took = time.monotonic() - started
        slowest = max(slowest, took)
        try:
            answer = json.loads(result.stdout)
            fine = result.returncode == 0 and "hits" in answer and took < 2
        except ValueError:
            fine = False
        if not fine:
            failed += 1
            print(f"line {number}: exit {result.returncode}, {took:.2f} s, {result.stderr[-200:]!r}")
    print(f"{count} queries, {failed} failed, the slowest took {slowest:.2f} s (process start included)")
    return failed == 0


def tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower())


def understand(index: Path, texts: list[str]) -> list[dict]:
    return [json.loads(line) for line in require("understand", "--dir", index, "-", input="\n".join(texts)).splitlines()]


def timed(index: Path, texts: list[str]) -> tuple[list[dict], list[float]]:
    """Answers one by one, with the milliseconds of each; the first round makes the tables and is not timed."""
    command = [str(SOUK), "understand", "--dir", str(index), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        answers, times = [], []
        for text in [*texts[:20], *texts]:
            started = time.perf_counter()
            process.stdin.write(text + "\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline()))
            times.append(1000 * (time.perf_counter() - started))
        process.stdin.close()
    return answers[20:], times[20:]


def spelling(work: Path, options: list[str]) -> bool:
    """Rows whose intended words are in at least three products; a row counts when all of them are in the top correction."""
    folder = DATA / "spelling"
    if not folder.is_dir():
        print("spelling: no data, skipped")
        return True
    counts: dict[str, int] = {}
    with gzip.open(DATA / "catalogue/products-en.jsonl.gz", "rt") as lines:
        for line in lines:
            product = json.loads(line)
            fields = [product.get(name) or "" for name in ("title", "brand", "description", "category")]
            text = " ".join(" ".join(field) if isinstance(field, list) else field for field in fields)
            for word in set(tokens(text)):
                counts[word] = counts.get(word, 0) + 1
    index = work / "products-en"
    require("index", index, DATA / "catalogue/products-en.jsonl.gz", "--quiet", *options)
    lines = [line.split("\t") for line in (folder / "en-query-corrections.tsv").read_text().splitlines()]
    rows = [row for row in lines if all(counts.get(word, 0) >= 3 for word in tokens(row[1]))]
    answers, times = timed(index, [row[0] for row in rows])
    read = [answer["corrected"] or answer["text"] for answer in answers]
    missed = [(*row, text) for row, text in zip(rows, read) if not set(tokens(row[1])) <= set(tokens(text))]
    changed = [a["corrected"] for a in understand(index, [row[1] for row in rows]) if a["corrected"] is not None]
    right, wrong = 1 - len(missed) / len(rows), len(changed) / len(rows)
    print(f"{len(rows)} of {len(lines)} queries: intended words in the top correction {right:.1%} (promise 75 %)")
    print(f"the corrected queries as input: {wrong:.1%} changed (promise at most 1 %)")
    times.sort()
    print(f"ms a query, understanding and pipe included: p50 {times[len(times) // 2]:.3f}, p99 {times[len(times) * 99 // 100]:.3f}")
    if os.environ.get("SOUK_SHOW"):
        print("\n".join(map(str, missed + changed)))
    noisy = [line.split("\t") for line in (folder / "symspell_noisy_en_1000.tsv").read_text().splitlines()[1:]]
    known = [row for row in noisy if row[0] != row[1] and counts.get(row[1], 0) >= 3]
    found = [a["corrected"] == row[1] for a, row in zip(understand(index, [row[0] for row in known]), known)]
    print(f"for information: single noisy words {sum(found)} of {len(found)}")
    chinese = work / "products-zh"
    require("index", chinese, DATA / "catalogue/products-zh.jsonl.gz", "--quiet", *options)
    with gzip.open(folder / "sighan_csc_train.tsv.gz", "rt") as lines:
        pairs = [line.rstrip("\n").split("\t")[1:3] for line in lines][1:]
    answers = understand(chinese, [pair[0] for pair in pairs])
    touched = [(a, pair) for a, pair in zip(answers, pairs) if a["corrections"]]
    exact = sum(a["corrected"] == pair[1] for a, pair in touched)
    print(f"for information: of {len(pairs)} Chinese sentences {len(touched)} changed, {exact} exactly as meant")
    with gzip.open(DATA / "catalogue/products-zh.jsonl.gz", "rt") as lines:
        titles = [json.loads(line)["title"] for line in lines]
    near = {"a look-alike of the table": shapes.shipped()}
    if "SOUK_LOOK_ALIKES" in os.environ:
        near["a look-alike of the other face"] = shapes.listed(Path(os.environ["SOUK_LOOK_ALIKES"]))
    for what, table in near.items():
        print(shapes.report(what, shapes.mistyped(titles, table, 500), lambda texts: understand(chinese, texts)))
    return right >= 0.75 and wrong <= 0.01


def understanding(work: Path, options: list[str]) -> bool:
    """`--index DIR` names an index over products-en and products-zh to use, and to make when it is missing."""
    index = Path(options[1]) if options[:1] == ["--index"] else work / "products"
    return understanding_measure.measure(DATA, index, table, require, SOUK.with_name("searchbench"))


def interpretations(work: Path, options: list[str]) -> bool:
    index = Path(options[1]) if options[:1] == ["--index"] else work / "products"
    if not index.exists():
        require("index", index, *(DATA / f"catalogue/products-{language}.jsonl.gz" for language in ("en", "zh")), "--quiet")
    understanding_measure.sample(DATA, index, require)
    return True


def metamorphic(work: Path, options: list[str]) -> bool:
    """`SOUK_SHOW=N` shows the first N products that fail each check."""
    return metamorphic_measure.measure(DATA, work, require, options, shown=int(os.environ.get("SOUK_SHOW", "0")))


def kill(work: Path, options: list[str]) -> bool:
    """Kills the writer at random moments; a checked index must hold the first or the second catalogue."""
    index, first, second = work / "killed", DATA / "catalogue/products-zh.jsonl.gz", DATA / "catalogue/products-en.jsonl.gz"
    require("index", index, first, "--quiet")
    old = json.loads(require("stats", index, "--json"))["documents"]
    counts, started = {}, time.monotonic()
    require("index", work / "whole", first, second, "--quiet")
    whole = time.monotonic() - started
    new = json.loads(require("stats", work / "whole", "--json"))["documents"]
    dice = random.Random(7)
    for _ in range(25):
        process = subprocess.Popen(
            [str(SOUK), "index", str(index), str(second), "--quiet", "--memory", "16MB"], stdout=subprocess.DEVNULL)
        time.sleep(dice.uniform(0, 1.6 * whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        require("check", index)
        found = json.loads(require("stats", index, "--json"))["documents"]
        counts[found] = counts.get(found, 0) + 1
        if found == new:
            shutil.rmtree(index)
            require("index", index, first, "--quiet")
    print(f"25 kills: documents found {counts}; old {old}, new {new}")
    return set(counts) <= {old, new}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "what", choices=[
            "quality", "analysis", "cacm", "scale", "adversarial", "understanding", "interpretations", "spelling", "metamorphic", "kill"])
    arguments, options = parser.parse_known_args()
    if not DATA.is_dir():
        sys.exit("set SOUK_DATA to the folder of the measurement data")
    if not SOUK.exists():
        sys.exit("build first: make release")
    with tempfile.TemporaryDirectory() as folder:
        return 0 if globals()[arguments.what](Path(folder), options) else 1


if __name__ == "__main__":
    sys.exit(main())
