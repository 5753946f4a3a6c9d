#!/usr/bin/env python3
"""cells.py --dump TREE_DUMP [--most N] PATH...: the cells of notebooks against nbformat.

PATHs are notebooks and folders. Of each notebook that nbformat reads: the same code cells in the same places, with their
counts of execution and the same lines, and what differs in a line is a magic that says it as it stood.
"""

import argparse
import contextlib
import io
import pathlib
import subprocess
import sys
import warnings

try:
    import nbformat
except ImportError:
    print("skipped: no nbformat")
    sys.exit(77)


def records(data):
    """`first second size` lines, each followed by so many bytes."""
    at, out = 0, []
    while at < len(data):
        end = data.index(b"\n", at)
        first, second, size = map(int, data[at:end].split())
        out.append((first, second, data[end + 1 : end + 1 + size].decode("utf-8", "replace")))
        at = end + 1 + size
    return out


def read(path):
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            text = pathlib.Path(path).read_text(encoding="utf-8")
            return nbformat.reads(text, as_version=4)
        except Exception:  # noqa: BLE001: nbformat raises what its parts raise
            return None


def python(notebook):
    metadata = notebook.get("metadata", {})
    names = [metadata.get("kernelspec", {}).get("language"), metadata.get("language_info", {}).get("name")]
    return all(n is None or "python" in str(n).lower() for n in names)


def compare(notebook, cells, magics):
    theirs = [(i + 1, c) for i, c in enumerate(notebook["cells"]) if c["cell_type"] == "code"]
    if [n for n, _, _ in cells] != [n for n, _ in theirs]:
        return [f"cells {[n for n, _, _ in cells]}, nbformat {[n for n, _ in theirs]}"]
    said = {}
    for cell, line, text in magics:
        for i, part in enumerate(text.split("\n")):
            said[cell, line + i] = part
    wrong = []
    for (number, count, code), (_, cell) in zip(cells, theirs):
        if count != (-1 if cell.get("execution_count") is None else cell["execution_count"]):
            wrong.append(f"cell {number}: count {count}, nbformat {cell.get('execution_count')}")
        source = cell["source"]
        source = "".join(source) if isinstance(source, list) else source
        source = source.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        ours, lines = code.rstrip("\n").split("\n"), source.rstrip("\n").split("\n")
        if len(ours) != len(lines):
            wrong.append(f"cell {number}: {len(ours)} lines, nbformat {len(lines)}")
            continue
        for i, (a, b) in enumerate(zip(ours, lines)):
            magic = said.get((number, i + 1))
            if any(a.startswith(mark) and a[len(mark) :] == b[len(mark) :] for mark in ("$#", "#")):
                continue  # the mark of a cell, or of a line of it, that is no Python
            if a != b and (magic is None or magic.strip() not in b):
                wrong.append(f"cell {number}, line {i + 1}: {a[:80]!r}, nbformat {b[:80]!r}, magic {magic!r}")
                break
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dump", required=True)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    files = []
    for name in options.paths:
        path = pathlib.Path(name)
        files += [str(path)] if path.is_file() else sorted(str(p) for p in path.rglob("*.ipynb") if p.is_file())
    files = files[: options.most] if options.most else files
    done = subprocess.run([options.dump], input="".join(f + "\n" for f in files).encode(), capture_output=True, check=False)
    if done.returncode != 0:
        print(f"tree_dump ended with {done.returncode}: {done.stderr[-300:]!r}")
        return 1
    at = 0

    def section():
        nonlocal at
        end = done.stdout.index(b"\n", at)
        at = end + 1 + int(done.stdout[at:end])
        return done.stdout[end + 1 : at]

    compared = differ = unread = refused = 0
    for path in files:
        issues, cells, magics = section(), section(), section()
        notebook = read(path)
        if notebook is None or not python(notebook):
            unread += 1
            continue
        compared += 1
        if issues:
            lines = [issues.decode("utf-8", "replace").strip()]
            refused += 1
        else:
            lines = compare(notebook, records(cells), records(magics))
        if lines:
            differ += 1
            print(path)
            for line in lines[:5]:
                print("  " + line)
    print(f"{compared} notebooks compared, {differ} differ ({refused} refused); {unread} are none of Python for nbformat")
    return 1 if differ or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
