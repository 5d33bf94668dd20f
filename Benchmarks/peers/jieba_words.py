"""Cuts lines into words with jieba: the byte lengths of each line's words, then the seconds that cutting took.

    run.sh jieba [--dictionary FILE] [--no-hmm] < lines
    run.sh jieba version
"""

import sys
import time

import jieba


def main() -> int:
    if sys.argv[1:2] == ["version"]:
        print(jieba.__version__)
        return 0
    jieba.setLogLevel(60)
    arguments = sys.argv[1:]
    if "--dictionary" in arguments:
        jieba.set_dictionary(arguments[arguments.index("--dictionary") + 1])
    jieba.initialize()
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    started = time.perf_counter()
    cut = [jieba.lcut(line, HMM="--no-hmm" not in arguments) for line in lines]
    seconds = time.perf_counter() - started
    for words in cut:
        print(*(len(word.encode("utf-8")) for word in words))
    print(seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
