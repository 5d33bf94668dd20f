#!/usr/bin/env python3
"""Measures which Han characters look alike, and writes the table that the library carries.

    apt install fonts-noto-cjk && pip install pillow numpy
    python3 scripts/look_alikes.py            writes Sources/SoukUnderstanding/Generated/LookAlikeBytes.swift
    python3 scripts/look_alikes.py 土 枝       prints what these characters look like instead
    python3 scripts/look_alikes.py --face FILE FAMILY > pairs.txt
                                              prints the near pairs of another face, to type errors that the table
                                              was not made of

Every character of GB 2312 is drawn in a sans serif and a serif face, blurred and brought to 24 x 24 shades of grey. Two
characters are as similar as their pictures are, half by the whole (correlation, the best of shifts by a pixel), half by the part
that they have most in common: what lies left, right, above or below of five eighths of the square; the mean over both
faces. Kept are the pairs of which one is among the eight nearest of the other, at `LEAST` or more. A minute on one core, 1.5 GB.

The same versions of the fonts, Pillow and numpy give the same bytes. The table holds code points and similarities, no
outlines. docs/adr/0075-characters-of-one-shape.md says what was tried.
"""

import argparse
import base64
import struct
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "Sources/SoukUnderstanding/Generated/LookAlikeBytes.swift"
FACES = [
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
]
DRAWN, SIDE, BLUR = 96, 24, 3.0
NEAREST, LEAST, STEP = 8, 0.76, 0.03
LEVELS = 8
NEAR = LEAST + 4 * STEP  # of the pairs that --face prints
BLOCK = 1000


def characters() -> str:
    """Those of GB 2312, by code point."""
    rows = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    return "".join(sorted(row.decode("gb2312", errors="ignore") for row in rows))


def open_face(path: str, family: str) -> ImageFont.FreeTypeFont:
    for index in range(64):
        try:
            face = ImageFont.truetype(path, DRAWN, index=index, layout_engine=ImageFont.Layout.BASIC)
        except OSError:
            break
        if face.getname()[0] == family:
            return face
    sys.exit(f"no face '{family}' in {path}: apt install fonts-noto-cjk")


def pictures(face: ImageFont.FreeTypeFont, text: str) -> np.ndarray:
    result = np.zeros((len(text), SIDE, SIDE), np.float32)
    for place, character in enumerate(text):
        picture = Image.new("L", (DRAWN, DRAWN), 0)
        ImageDraw.Draw(picture).text((DRAWN / 2, DRAWN / 2), character, fill=255, font=face, anchor="mm")
        small = picture.filter(ImageFilter.GaussianBlur(BLUR)).resize((SIDE, SIDE), Image.Resampling.BOX)
        result[place] = np.asarray(small, np.float32) / 255
    return result


def shifted(shapes: np.ndarray, right: int, down: int) -> np.ndarray:
    def cut(by: int) -> tuple[slice, slice]:
        return slice(max(0, -by), SIDE - max(0, by)), slice(max(0, by), SIDE - max(0, -by))

    result = np.zeros_like(shapes)
    (from_rows, to_rows), (from_columns, to_columns) = cut(down), cut(right)
    result[:, to_rows, to_columns] = shapes[:, from_rows, from_columns]
    return result


def vectors(shapes: np.ndarray) -> np.ndarray:
    """One for each picture; products of two are correlations."""
    flat = shapes.reshape(len(shapes), -1)
    flat = flat - flat.mean(axis=1, keepdims=True)
    return flat / (np.linalg.norm(flat, axis=1, keepdims=True) + 1e-6)


def correlation(shapes: np.ndarray, window: tuple[slice, slice], shifts: list[tuple[int, int]]) -> np.ndarray:
    """Of all pairs, what is in the window, where one of them may be shifted: the best, in either direction."""
    count = len(shapes)
    best = np.full((count, count), -1, np.float32)
    own = vectors(shapes[:, window[0], window[1]])
    for right, down in shifts:
        other = vectors(shifted(shapes, right, down)[:, window[0], window[1]]).T
        for start in range(0, count, BLOCK):
            rows = best[start : start + BLOCK]
            np.maximum(rows, own[start : start + BLOCK] @ other, out=rows)
    return np.maximum(best, best.T)


def similarities(text: str, faces: list[tuple[str, str]]) -> np.ndarray:
    everything, part, rest = slice(0, SIDE), slice(0, SIDE * 5 // 8), slice(SIDE * 3 // 8, SIDE)
    near = [(right, down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    across, along = [(by, 0) for by in range(-2, 3)], [(0, by) for by in range(-2, 3)]
    total = np.zeros((len(text), len(text)), np.float32)
    for path, family in faces:
        shapes = pictures(open_face(path, family), text)
        common = correlation(shapes, (everything, part), across)
        for window, shifts in (((everything, rest), across), ((part, everything), along), ((rest, everything), along)):
            np.maximum(common, correlation(shapes, window, shifts), out=common)
        total += (correlation(shapes, (everything, everything), near) + common) / 2
    total /= len(faces)
    np.fill_diagonal(total, 0)
    return np.round(total, 4)


def pairs(similarity: np.ndarray) -> np.ndarray:
    """Which pairs are kept; symmetric."""
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :NEAREST]
    kept = np.zeros(similarity.shape, bool)
    np.put_along_axis(kept, order, True, axis=1)
    return (kept | kept.T) & (similarity >= LEAST)


def encoded(text: str, similarity: np.ndarray, kept: np.ndarray) -> bytes:
    """docs/formats/look-alikes.md."""
    result = bytearray(struct.pack("<H", len(text)))
    before = 0
    for character in text:
        step = ord(character) - before
        result += bytes([step]) if step < 0xFF else b"\xff" + struct.pack("<H", step)
        before = ord(character)
    for place in range(len(text)):
        others = [int(other) for other in np.flatnonzero(kept[place]) if other > place]
        result.append(len(others))
        for other in others:
            level = min(LEVELS - 1, int((float(similarity[place, other]) - LEAST) / STEP))
            result += struct.pack("<H", other << 3 | level)
    return bytes(result)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("characters", nargs="*", help="print what looks like these instead of writing the table")
    parser.add_argument("--face", nargs=2, metavar=("FILE", "FAMILY"), help="print the near pairs of this face instead")
    arguments = parser.parse_args()
    asked, text = arguments.characters, characters()
    similarity = similarities(text, [tuple(arguments.face)] if arguments.face else FACES)
    kept = pairs(similarity)
    if arguments.face:
        rows, columns = np.nonzero(np.triu(kept & (similarity >= NEAR)))
        print("\n".join(text[row] + text[column] for row, column in zip(rows, columns)))
        return
    for character in "".join(asked):
        place = text.index(character)
        near = sorted(np.flatnonzero(kept[place]), key=lambda other: -similarity[place, other])
        print(character, " ".join(f"{text[other]} {similarity[place, other]:.2f}" for other in near))
    if asked:
        return
    data = encoded(text, similarity, kept)
    OUTPUT.write_text(
        "// swift-format-ignore-file\n// Written by `scripts/look_alikes.py`; do not edit.\nenum LookAlikeBytes {\n"
        f'    static let text: StaticString = "{base64.b64encode(data).decode()}"\n}}\n',
        encoding="utf-8",
    )
    print(f"{len(text)} characters, {int(kept.sum()) // 2} pairs, {len(data)} bytes: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
