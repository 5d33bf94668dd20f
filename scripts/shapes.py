"""How well Han characters of the same shape are corrected: the part of `scripts/measure.py spelling` that types look-alikes.

Names are drawn by seed: the two to four Han characters that stand by themselves in the titles of three products or more. One
character of each is typed as one that looks like it, by the library's own table or by pairs measured in another face
(`scripts/look_alikes.py --face`; `SOUK_LOOK_ALIKES` names the file).
"""

import base64
import random
import re
from collections import Counter
from pathlib import Path
from typing import Callable, Iterable

TABLE = Path(__file__).resolve().parent.parent / "Sources/SoukUnderstanding/Generated/LookAlikeBytes.swift"
NAME = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])")
FEWEST = 3  # titles
NEAR = 4  # levels of similarity: 0.88


def shipped() -> dict[str, list[str]]:
    """The near look-alikes of every character in the library's table; docs/formats/look-alikes.md."""
    data = base64.b64decode(re.search(r'"([^"]+)"', TABLE.read_text(encoding="utf-8"))[1])
    count, place, scalar, characters = int.from_bytes(data[:2], "little"), 2, 0, []
    for _ in range(count):
        step, place = data[place], place + 1
        if step == 0xFF:
            step, place = int.from_bytes(data[place : place + 2], "little"), place + 2
        scalar += step
        characters.append(chr(scalar))
    near: dict[str, list[str]] = {}
    for character in characters:
        others, place = data[place], place + 1
        for _ in range(others):
            packed, place = int.from_bytes(data[place : place + 2], "little"), place + 2
            if packed & 7 >= NEAR:
                other = characters[packed >> 3]
                near.setdefault(character, []).append(other)
                near.setdefault(other, []).append(character)
    return near


def listed(path: Path) -> dict[str, list[str]]:
    """The pairs of a file, two characters a line."""
    near: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        near.setdefault(line[0], []).append(line[1])
        near.setdefault(line[1], []).append(line[0])
    return near


def mistyped(titles: Iterable[str], near: dict[str, list[str]], count: int) -> list[tuple[str, str]]:
    """Names as typed and as meant; a typed one is none of the names."""
    counts = Counter(name for title in titles for name in set(NAME.findall(title)))
    names = sorted(name for name in counts if counts[name] >= FEWEST)
    known = set(counts)
    chooser = random.Random(75)
    chooser.shuffle(names)
    pairs = []
    for name in names:
        places = [place for place, character in enumerate(name) if near.get(character)]
        if places and len(pairs) < count:
            place = chooser.choice(places)
            typed = name[:place] + chooser.choice(near[name[place]]) + name[place + 1 :]
            if typed not in known:
                pairs.append((typed, name))
    return pairs


def report(what: str, pairs: list[tuple[str, str]], understand: Callable[[list[str]], list[dict]]) -> str:
    answers = [answer["corrected"] for answer in understand([typed for typed, _ in pairs])]
    right = sum(answer == meant for answer, (_, meant) in zip(answers, pairs))
    other = sum(answer not in (None, meant) for answer, (_, meant) in zip(answers, pairs))
    longer = [answer == meant for answer, (_, meant) in zip(answers, pairs) if len(meant) > 2]
    return (
        f"for information: of {len(pairs)} names with {what} {right} come back, {other} become others; "
        f"of the {len(longer)} longer than two characters {sum(longer)} come back"
    )
