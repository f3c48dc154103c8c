#!/usr/bin/env python3
"""docs/security.md and docs/asvs.md say of each protection where it stands and which test would fail without it. This fails when a file, a
folder or a test that is named there does not exist, when a row names no test, and when a requirement of ASVS 5.0.0 has no row.

usage: check_security.py [FILE…]          by default these two
"""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
not_used = "not used"  # a chapter about what is not there

# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are its first ones.
SECTIONS = """1.1 2, 1.2 9, 1.3 11, 1.4 3, 1.5 2, 2.1 3, 2.2 3, 2.3 4, 2.4 1, 3.2 2, 3.3 4, 3.4 6, 3.5 5, 3.7 2, 4.1 3, 4.2 1, 4.3 2, 4.4 4,
5.1 1, 5.2 3, 5.3 2, 5.4 3, 6.1 3, 6.2 12, 6.3 4, 6.4 4, 6.5 5, 6.6 3, 6.8 4, 7.1 3, 7.2 4, 7.3 2, 7.4 5, 7.5 2, 7.6 2, 8.1 2, 8.2 3,
8.3 1, 8.4 1, 9.1 3, 9.2 4, 10.1 2, 10.2 2, 10.3 4, 10.4 11, 10.5 5, 10.6 2, 10.7 3, 11.1 2, 11.2 3, 11.3 3, 11.4 4, 11.5 1, 11.6 1,
12.1 3, 12.2 2, 12.3 4, 13.1 1, 13.2 5, 13.3 2, 13.4 5, 14.1 2, 14.2 4, 14.3 3, 15.1 3, 15.2 3, 15.3 7, 16.1 1, 16.2 5, 16.3 4, 16.4 3,
16.5 3, 17.1 1, 17.2 4, 17.3 2"""

TOKEN = re.compile(r"`([^`]+)`|(?<![*\w])\*([A-Za-z_]\w*)\*(?![*\w])")


def rows(text):
    """(line, columns by name) of each row of each table with a column "Test"."""
    heads = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            heads = None
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if heads is None:
            heads = cells
        elif not all(re.fullmatch(r":?-+:?", cell) for cell in cells) and "Test" in heads:
            yield number, dict(zip(heads, cells))


def found(*patterns):
    return next((path for pattern in patterns for path in root.glob(pattern)), None)


def test_named(name):
    """The file or folder of a test, as the table calls it: session.txt, care/check.py, http (a fuzz target), sign_on."""
    name = name.split()[0].removeprefix("test/")  # what follows are options
    if name.endswith(".txt"):
        return found(f"test/scenario/{name}")
    if name.endswith((".cpp", ".test.ts", ".test.tsx")):
        return found(f"src/**/{name}", f"test/**/{name}", f"web/**/test/**/{name}", f"web/test/**/{name}")
    if name.startswith("tools/"):
        return found(name, f"{name}.py")
    return found(f"test/{name}", f"test/{name}/check.py", f"test/end_to_end/{name}", f"test/fuzz/{name}.cpp")


def place_named(name):
    if not re.fullmatch(r"[\w./-]+", name):
        return root  # a word of the protocol, an option
    name = name.rstrip("/")
    return found(name, f"src/{name}", f"src/{name}.h", f"src/{name}.cpp", f"src/{name}.*")


def defines(path, test):
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return any(re.search(rf"\b{re.escape(test)}\b", one.read_text(errors="replace")) for one in files)


def problems_of_row(columns):
    if any(value.startswith(not_used) for value in columns.values()):
        return
    named, last = 0, None
    tests = columns["Test"].split("*Open*")[0]  # what follows is not met yet
    for code, test in TOKEN.findall(tests):
        named += 1
        if code:
            last = test_named(code)
            if last is None:
                yield f"there is no test {code}"
        elif last is None or not defines(last, test):
            yield f"there is no test {test} in the file named before it"
    if named == 0:
        yield "names no test"
    for code, _ in TOKEN.findall(columns.get("Where", "")):
        if code and place_named(code) is None:
            yield f"there is no {code}"


def requirements():
    for section in SECTIONS.split(","):
        name, n = section.split()
        yield from (f"{name}.{i}" for i in range(1, int(n) + 1))


def problems_of_numbers(path, seen):
    asked = set(requirements())
    for number in sorted(asked - seen):
        yield f"{path}: {number} has no row"
    for number in sorted(seen - asked):
        yield f"{path}: {number} is no requirement of level 1 or 2"


def problems_of(path):
    all_rows = list(rows(path.read_text()))
    if not all_rows:
        yield f"{path}: has no table with a column Test"
    seen = set()
    for line, columns in all_rows:
        for what in problems_of_row(columns):
            yield f"{path}:{line}: {what}"
        for number in columns.get("Requirement", "").split():
            if number in seen or not re.fullmatch(r"\d+\.\d+\.\d+", number):
                yield f"{path}:{line}: {number} stands twice, or is no requirement"
            seen.add(number)
    if any("Requirement" in columns for _, columns in all_rows):
        yield from problems_of_numbers(path, seen)


def main():
    files = [pathlib.Path(one) for one in sys.argv[1:]] or [root / "docs/security.md", root / "docs/asvs.md"]
    problems = [one for path in files for one in problems_of(path)]
    print("\n".join(problems) or f"security: ok ({sum(len(list(rows(path.read_text()))) for path in files)} rows)")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
