"""What swift-format cannot see: sizes, names, layers, links. Prints problems as `path:line: what`, and exits 1 if any.

Remarks (files over 250 lines, folders over 9 files, functions over 40 lines) do not fail; they ask for a second look.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE_AIM, LINE_LIMIT, FOLDER_AIM, FUNCTION_AIM = 250, 500, 9, 40
SOURCE_SUFFIXES = {".swift", ".c", ".cpp", ".h", ".py", ".sh"}
BANNED_WORDS = {"Utils", "Util", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc", "Impl"}
# Sources that a generator writes; their length is not a matter of style.
GENERATED = "Generated"

problems: list[str] = []
remarks: list[str] = []


def problem(path: Path, line: int, text: str) -> None:
    problems.append(f"{path}:{line}: {text}")


def repository_files() -> list[Path]:
    """Paths relative to the root of all files that belong to the repository, committed or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listing.returncode == 0:
        paths = [Path(line) for line in listing.stdout.splitlines()]
    else:  # an unpacked archive
        hidden = {".build", ".git", ".swiftpm", ".demo", "site"}
        paths = [
            (Path(folder) / name).relative_to(ROOT)
            for folder, folders, names in os.walk(ROOT)
            for name in names
            if not hidden & set((Path(folder) / name).relative_to(ROOT).parts)
        ]
    return sorted(path for path in set(paths) if (ROOT / path).is_file())


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def check_sizes(files: list[Path]) -> None:
    folders: dict[Path, int] = defaultdict(int)
    for path in files:
        if path.suffix not in SOURCE_SUFFIXES or GENERATED in path.parts:
            continue
        folders[path.parent] += 1
        length = read(path).count("\n")
        if length > LINE_LIMIT:
            problem(path, length, f"{length} lines; the limit is {LINE_LIMIT}")
        elif length > LINE_AIM:
            remarks.append(f"{path}: {length} lines")
    for folder, count in folders.items():
        if count > FOLDER_AIM and folder.parts[0] == "Sources":
            remarks.append(f"{folder}: {count} files")


def words_of(name: str) -> list[str]:
    """`HTTPHelperTests` -> HTTP Helper Tests."""
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+", name)


TYPE_DECLARATION = re.compile(
    r"^(?P<indent>\s*)(?:@\w+(?:\([^)]*\))?\s+)*(?P<modifiers>(?:(?:public|package|internal|fileprivate|private|final|indirect|"
    r"nonisolated|open)\s+)*)(?:struct|class|enum|actor|protocol|typealias)\s+(?P<name>\w+)"
)


def check_names(files: list[Path]) -> None:
    basenames: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in files:
        if path.suffix not in SOURCE_SUFFIXES:
            continue
        if banned := BANNED_WORDS & set(words_of(path.stem)):
            problem(path, 1, f"'{banned.pop()}' says nothing; name the one concept the file holds")
        if path.suffix != ".swift":
            continue
        target = path.parts[:2]
        if path.name in basenames[target]:
            problem(path, 1, f"{path.name} exists twice in {'/'.join(target)}")
        basenames[target].add(path.name)
        check_types(path)


def check_types(path: Path) -> None:
    lines = read(path).split("\n")
    for index, line in enumerate(lines):
        if not (match := TYPE_DECLARATION.match(line)):
            continue
        if banned := BANNED_WORDS & set(words_of(match["name"])):
            problem(path, index + 1, f"'{banned.pop()}' in a type's name says nothing")
        visible = {"public", "package", "open"} & set(match["modifiers"].split())
        if visible and not match["indent"] and path.parts[0] == "Sources" and not is_documented(lines, index):
            problem(path, index + 1, f"{match['name']} needs a doc comment: what it is, shapes, errors, cost")


def is_documented(lines: list[str], index: int) -> bool:
    """Whether a doc comment ends above the line, attributes in between allowed."""
    for line in reversed(lines[:index]):
        if line.startswith("@") or line.startswith("#"):
            continue
        return line.startswith("///")
    return False


def check_functions(files: list[Path]) -> None:
    """Long functions, by the indentation that swift-format guarantees."""
    start = re.compile(r"^(\s*)(?:@\w+(?:\([^)]*\))?\s+)*(?:[\w()]+\s+)*(?:func\s+\S+|init[?(<].*)")
    for path in files:
        if path.suffix != ".swift" or path.parts[0] != "Sources" or GENERATED in path.parts:
            continue
        lines = read(path).split("\n")
        for index, line in enumerate(lines):
            if not (match := start.match(line)) or line.lstrip().startswith("//"):
                continue
            closing = match[1] + "}"
            for end in range(index + 1, len(lines)):
                if lines[end] == closing:
                    if end - index - 1 > FUNCTION_AIM:
                        remarks.append(f"{path}:{index + 1}: a function of {end - index - 1} lines")
                    break
                # Left the function's indentation: it was a one-liner or a requirement.
                if lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) <= len(match[1]):
                    if not lines[end].lstrip().startswith((")", "{", "where", "->")):
                        break


IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)",
    re.MULTILINE,
)


def check_layers(files: list[Path]) -> None:
    """A target depends only on targets listed above it, and imports only those it depends on, at any remove."""
    dump = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, capture_output=True, text=True)
    if dump.returncode != 0:
        problem(Path("Package.swift"), 1, "does not evaluate: " + dump.stderr.strip())
        return
    targets = json.loads(dump.stdout)["targets"]
    names = {target["name"] for target in targets}
    # Each target with all that it depends on, directly or through others; as the manifest lists lowest first, what
    # stands below in a target's dependencies is complete when the target's turn comes.
    reachable: dict[str, set[str]] = {}
    for target in targets:
        dependencies = {
            value[0] if isinstance(value, list) else value["name"]
            for dependency in target["dependencies"]
            for value in dependency.values()
        }
        for dependency in sorted((dependencies & names) - set(reachable)):
            problem(Path("Package.swift"), 1, f"{target['name']} depends on {dependency}, which is listed below it")
        allowed = dependencies.union(*(reachable.get(name, set()) for name in dependencies))
        reachable[target["name"]] = allowed
        folder = Path(target.get("path") or ("Tests" if target["type"] == "test" else "Sources") + "/" + target["name"])
        for path in files:
            if path.suffix != ".swift" or not path.is_relative_to(folder):
                continue
            text = read(path)
            for match in IMPORT.finditer(text):
                if match[1] in names - allowed - {target["name"]}:
                    line = text.count("\n", 0, match.start(1)) + 1
                    problem(path, line, f"{target['name']} does not depend on {match[1]}")


def check_todos(files: list[Path]) -> None:
    pattern = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b(?!.*#\d+)")
    for path in files:
        if path.suffix not in SOURCE_SUFFIXES | {".md"} or path == Path("scripts/lint.py"):
            continue
        for number, line in enumerate(read(path).split("\n"), 1):
            if path.suffix == ".md" and "`TODO`" in line:
                continue
            if pattern.search(line):
                problem(path, number, "a TODO names its issue: `TODO(#12)`")


def prose_lines(path: Path) -> list[tuple[int, str]]:
    """The numbered lines of a Markdown file, code blocks left out."""
    fenced = False
    lines = []
    for number, line in enumerate(read(path).split("\n"), 1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            lines.append((number, line))
    return lines


def check_links(files: list[Path]) -> None:
    link = re.compile(r"(?<!`)\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
    for path in files:
        if path.suffix != ".md":
            continue
        for number, line in prose_lines(path):
            for target in link.findall(re.sub(r"`[^`]*`", "``", line)):
                file, _, anchor = target.partition("#")
                if re.match(r"[a-z][a-z0-9+.-]*:", target) or file.startswith("/documentation/"):
                    continue
                found = ROOT / path.parent / file if file else ROOT / path
                if not found.exists():
                    problem(path, number, f"the link to {target} is dead")
                elif anchor and found.suffix == ".md" and anchor not in anchors(found):
                    problem(path, number, f"{found.name} has no heading #{anchor}")


def anchors(path: Path) -> set[str]:
    """The anchors of a Markdown file's headings, as code hosts derive them."""
    seen: Counter[str] = Counter()
    result = set()
    for _, line in prose_lines(path.relative_to(ROOT)):
        if heading := re.match(r"#{1,6}\s+(.*?)\s*#*$", line):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            slug = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
            result.add(slug if not seen[slug] else f"{slug}-{seen[slug]}")
            seen[slug] += 1
    return result


def check_architecture(files: list[Path]) -> None:
    """Every path and type that ARCHITECTURE.md names in backticks exists."""
    path = Path("ARCHITECTURE.md")
    if path not in files:
        return
    sources = "\n".join(read(file) for file in files if file.suffix in {".swift", ".h", ".c", ".cpp"})
    known_words = set(re.findall(r"\w+", sources)) | {part for file in files for part in [file.stem, *file.parts]}
    for number, line in prose_lines(path):
        for name in re.findall(r"`([^`]+)`", line):
            if re.fullmatch(r"[\w.+-]+(?:/[\w.+-]+)*/?", name) and ("/" in name or re.search(r"\.(md|swift|json)$", name)):
                candidates = [Path(name), Path("Sources") / name, Path("Sources") / (name + ".swift"), Path("Tests") / name]
                if not any((ROOT / candidate).exists() for candidate in candidates):
                    problem(path, number, f"there is no {name}")
            elif re.fullmatch(r"[A-Z]\w*[a-z]\w*[A-Z]\w*", name) and name not in known_words:
                problem(path, number, f"nothing in the sources is called {name}")


def main() -> int:
    files = repository_files()
    for check in (
        check_sizes, check_names, check_functions, check_layers, check_todos, check_links, check_architecture
    ):
        check(files)
    for remark in remarks:
        print(f"remark: {remark}", file=sys.stderr)
    for line in problems:
        print(line, file=sys.stderr)
    print(f"lint: {len(files)} files, {len(problems)} problems, {len(remarks)} remarks", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
