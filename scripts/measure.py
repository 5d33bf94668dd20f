"""Measures the built `souk` on the data in $SOUK_DATA: one subcommand for each promise that CONTRIBUTING names.

    scripts/measure.py quality       nDCG@10 with 95 % intervals on every judged dev set
    scripts/measure.py cacm          MAP and P@30 beside Lucene's own scored run
    scripts/measure.py scale         index the large catalogues, check them, report documents/s and memory
    scripts/measure.py adversarial   every hostile query: exit 0, valid JSON, under two seconds
    scripts/measure.py kill          kill -9 while indexing: the old or the new index, nothing else

Exits 1 when a promise is not kept.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOUK = ROOT / ".build/release/souk"
DATA = Path(os.environ.get("SOUK_DATA", ROOT.parent / "shared/data"))
FLOORS = {"en-electronics": 0.74, "en-general": 0.75, "en-offers": 0.72, "zh-known-item": 0.73, "zh-shop": 0.69}


def souk(*arguments: object, **options) -> subprocess.CompletedProcess:
    return subprocess.run([str(SOUK), *map(str, arguments)], capture_output=True, text=True, **options)


def require(*arguments: object) -> str:
    result = souk(*arguments)
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
    parser.add_argument("what", choices=["quality", "cacm", "scale", "adversarial", "kill"])
    arguments, options = parser.parse_known_args()
    if not DATA.is_dir():
        sys.exit("set SOUK_DATA to the folder of the measurement data")
    if not SOUK.exists():
        sys.exit("build first: make release")
    with tempfile.TemporaryDirectory() as folder:
        return 0 if globals()[arguments.what](Path(folder), options) else 1


if __name__ == "__main__":
    sys.exit(main())
