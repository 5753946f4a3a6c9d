#!/usr/bin/env python3
"""docs/limits.md says what the code holds: each number is its constant's, each test that it names exists."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNITS = {"KiB": 10, "MiB": 20, "GiB": 30}
# Folders that read foreign bytes: a constant there that bounds something has to be on the page, or is named here as one
# that only shapes what is done.
READERS = ("analyzer/discover", "analyzer/source", "analyzer/engine/config.cpp", "analyzer/bind/lowering.h", "corpus/stream.h", "corpus/archive.h", "server/framing.h")
SHAPES = {"kMostFixRounds", "kMostBytes", "kMostIndexBytes"}


def value(expression):
    text = re.sub(r"//.*", "", expression)
    text = re.sub(r"std::\w+\{([^}]*)\}", r"(\1)", text).replace("'", "")
    text = re.sub(r"(?<=\d)[uUlL]+", "", text)
    text = re.sub(r"(?<=\d)U+", "", text)
    if not re.fullmatch(r"[\d\s()*<+.-]+", text):
        raise ValueError(f"not understood: {expression}")
    return eval(text)  # digits and operators alone


def constant(where):
    path, _, name = where.partition(":")
    text = (ROOT / path).read_text(encoding="utf-8")
    found = re.findall(rf"\b{name}\s*=\s*([^;]+);", text)
    if not found:
        raise ValueError("there is no such constant")
    return value(found[0])


def stated(cell):
    number, _, unit = cell.strip().partition(" ")
    return int(number) << UNITS.get(unit, 0)


def main():
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    sys.path.insert(0, str(ROOT / "tests" / "hostile"))
    import hostile

    tests = set()
    for source in (ROOT / "tests").rglob("*.cpp"):
        for suite, name in re.findall(r"^TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", source.read_text(encoding="utf-8"), re.M):
            tests.add(f"{suite}.{name}")
    wrong = []
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|(.*)$", page, re.M)
    listed = set()
    for title, number, where, rest in rows:
        listed.add(where.partition(":")[2])
        try:
            if constant(where) != stated(number):
                wrong.append(f"{title}: {number} is on the page, {constant(where)} in {where}")
        except (ValueError, OSError) as error:
            wrong.append(f"{title}: {where}: {error}")
    for name in re.findall(r"`hostile:([a-z]\w+)`", page):
        if name not in hostile.CASES:
            wrong.append(f"no case of the hostile inputs is named {name}")
    for name in re.findall(r"`([A-Z]\w+\.[A-Z]\w+)`", page):
        if name not in tests:
            wrong.append(f"no test is named {name}")
    for folder in READERS:
        place = ROOT / folder
        for source in [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in (".h", ".cpp")):
            for name in re.findall(r"constexpr [\w:]+ (kM(?:ax|ost)\w+|kLongest\w+|k\w*Limit)\b", source.read_text(encoding="utf-8")):
                if name not in listed | SHAPES:
                    wrong.append(f"{name} of {source.relative_to(ROOT)} is not on the page")
    if len(rows) < 40:
        wrong.append(f"only {len(rows)} rows are understood")
    print("\n".join(wrong) or f"{len(rows)} limits")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
