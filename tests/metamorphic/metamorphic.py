#!/usr/bin/env python3
"""Rewrite programs so that they do the same, and demand the same facts, positions aside.

usage: metamorphic.py --tool TRACKLINT [--match REGEX] [--only TRANSFORMATION] [--known FILE] [--details] CASES

CASES holds scripts (a folder with main.py is copied whole, its main.py is rewritten). Needs Python 3.9 (ast.unparse).
A line `TRANSFORMATION CASE` of the known file (default: known.txt beside this script) is a difference that is known;
one that does not differ any more fails too, so that the list only shrinks.
"""
import argparse
import ast
import copy
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

if sys.version_info < (3, 9):
    print("skipped: Python 3.9 is needed to write programs from their trees")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
# What looks at its own names or source: renaming or moving does change what it does.
REFLECTIVE = {"globals", "locals", "vars", "eval", "exec", "dir", "inspect", "fire", "absl", "typer", "click", "hydra", "__file__", "dill", "getattr", "setattr"}


class Unchanged(Exception):
    """The transformation does not apply."""


def names_in(tree):
    found = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} | {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    for n in ast.walk(tree):
        if isinstance(n, (ast.Import, ast.ImportFrom)):
            found |= {a.name.split(".")[0] for a in n.names} | {(getattr(n, "module", None) or "").split(".")[0]}
    return found


def head_and_body(tree):
    """Docstring and __future__ imports, which must stay first, and the rest."""
    at = 0
    while at < len(tree.body) and (isinstance(tree.body[at], ast.Expr) and isinstance(tree.body[at].value, ast.Constant) and at == 0
                                   or isinstance(tree.body[at], ast.ImportFrom) and tree.body[at].module == "__future__"):
        at += 1
    return tree.body[:at], tree.body[at:]


def rename(tree):
    """Other names for variables."""
    if names_in(tree) & REFLECTIVE:
        raise Unchanged
    stored, kept = set(), set()
    for n in ast.walk(tree):
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store):
            stored.add(n.id)
        elif isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            kept.add(n.name)
            if isinstance(n, ast.ClassDef):
                kept |= {m.id for s in n.body for m in ast.walk(s) if isinstance(m, ast.Name) and isinstance(m.ctx, ast.Store)}
        elif isinstance(n, ast.arg):
            kept.add(n.arg)
        elif isinstance(n, ast.alias):
            kept.add((n.asname or n.name).split(".")[0])
        elif isinstance(n, ast.ExceptHandler) and n.name:
            kept.add(n.name)
        elif isinstance(n, (ast.MatchAs, ast.MatchStar)) and n.name:
            kept.add(n.name)
    chosen = stored - kept
    if not chosen:
        raise Unchanged
    for n in ast.walk(tree):
        if isinstance(n, ast.Name) and n.id in chosen:
            n.id += "_other"
        elif isinstance(n, (ast.Global, ast.Nonlocal)):
            n.names = [name + "_other" if name in chosen else name for name in n.names]


def if_true(tree):
    """All of it under `if True:`."""
    head, body = head_and_body(tree)
    tree.body = head + [ast.If(test=ast.Constant(True), body=body, orelse=[])]


def try_finally(tree):
    """All of it in a `try` that changes nothing."""
    head, body = head_and_body(tree)
    tree.body = head + [ast.Try(body=body, handlers=[], orelse=[], finalbody=[ast.Pass()])]


def movable(tree):
    names = names_in(tree)
    if names & REFLECTIVE or any(isinstance(n, (ast.Global, ast.Nonlocal)) or isinstance(n, ast.ImportFrom) and any(a.name == "*" for a in n.names) for n in ast.walk(tree)):
        raise Unchanged
    if any(isinstance(n, ast.ClassDef) for n in tree.body) and "dataclass" not in names and "BaseModel" in names:
        raise Unchanged


class MainGuard(ast.NodeTransformer):
    def visit_Compare(self, node):
        if isinstance(node.left, ast.Name) and node.left.id == "__name__":
            return ast.Constant(True)
        return node


def in_function(tree):
    """All of it in a function that is called at once."""
    movable(tree)
    head, body = head_and_body(tree)
    tree.body = head + ast.parse("def whole_program():\n    pass\nwhole_program()").body
    tree.body[len(head)].body = body


def in_module(tree):
    """All of it in a function of another module."""
    in_function(tree)
    call = tree.body.pop()
    other = MainGuard().visit(tree)
    ast.fix_missing_locations(other)
    text = ast.unparse(other) + "\n"
    tree = ast.parse("from moved_elsewhere import whole_program")
    tree.body.append(call)
    return tree, {"moved_elsewhere.py": text}


def alias_mlflow(tree):
    """`import mlflow` under another name."""
    for n in ast.walk(tree):
        if isinstance(n, ast.Name) and n.id == "mlflow" and not isinstance(n.ctx, ast.Load):
            raise Unchanged
        if isinstance(n, ast.Import) and any(a.name.startswith("mlflow.") and not a.asname for a in n.names):
            raise Unchanged
    done = False
    for n in ast.walk(tree):
        if isinstance(n, ast.Import):
            for a in n.names:
                if a.name == "mlflow" and not a.asname:
                    a.asname, done = "tracking_library", True
        elif isinstance(n, ast.Name) and n.id == "mlflow":
            n.id = "tracking_library"
    if not done:
        raise Unchanged


def alias_members(tree):
    """`from library import name` under another name."""
    if names_in(tree) & REFLECTIVE:
        raise Unchanged
    chosen = {}
    for n in tree.body:
        if isinstance(n, ast.ImportFrom) and n.module != "__future__" and n.level == 0:
            for a in n.names:
                if a.name != "*" and not a.asname:
                    chosen[a.name] = a.asname = a.name + "_alias"
    rebound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)} | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    rebound |= {a.asname or a.name for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom)) and n not in tree.body for a in n.names}
    if not chosen or rebound & chosen.keys():
        raise Unchanged
    for n in ast.walk(tree):
        if isinstance(n, ast.Name):
            n.id = chosen.get(n.id, n.id)


def reorder(tree):
    """Imports, and functions beside each other, in the reverse order."""
    done = False
    plain = lambda s: isinstance(s, ast.FunctionDef) and not s.decorator_list and not s.args.defaults and not any(s.args.kw_defaults)  # noqa: E731
    outside = lambda s: isinstance(s, (ast.Import, ast.ImportFrom)) and not getattr(s, "level", 0) and getattr(s, "module", "") != "__future__" and \
        not any(a.name == "*" for a in s.names)  # noqa: E731
    for like in (plain, outside):
        at = 0
        while at < len(tree.body):
            end = at
            while end < len(tree.body) and like(tree.body[end]):
                end += 1
            if end - at > 1 and len({getattr(s, "name", n) for n, s in enumerate(tree.body[at:end])}) == end - at:
                tree.body[at:end] = tree.body[at:end][::-1]
                done = True
            at = max(end, at + 1)
    if not done:
        raise Unchanged


TRANSFORMATIONS = {f.__name__: f for f in (rename, if_true, try_finally, in_function, in_module, alias_mlflow, alias_members, reorder)}
PLACES = {"where", "region", "path", "name", "id", "run", "parent", "logged_as_where", "flows_to", "call", "file", "where_called", "calls"}


def without_places(value):
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k not in PLACES or isinstance(v, dict) and not v.keys() & {"line"} and k != "where"}
    if isinstance(value, list):
        return sorted((without_places(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value


def facts_of(tool, folder, entry):
    done = subprocess.run([tool, "facts", "--isolated", "--output-format", "json", str(folder)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return {"failed": done.returncode, "stderr": done.stderr[-300:]}
    document = json.loads(done.stdout)
    # What each run records. Entries, arguments and the like follow the layout of the code; order is not compared.
    runs = [without_places({k: v for k, v in run.items() if k != "kind"}) for e in document["entries"] if e["path"] == entry for run in e["runs"]]
    autolog = [without_places(a) for e in document["entries"] if e["path"] == entry for a in e["autolog"]]
    order = lambda v: json.dumps(v, sort_keys=True)  # noqa: E731
    return {"runs": sorted(runs, key=order), "autolog": sorted(autolog, key=order), "registered": without_places(document["registered"])}


def differences(old, new, where=""):
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), f"{where}/{key}")
    elif isinstance(old, list) and isinstance(new, list):
        left, right = [json.dumps(v, sort_keys=True) for v in old], [json.dumps(v, sort_keys=True) for v in new]
        gone, came = [v for v in left if v not in right or left.count(v) > right.count(v)], [v for v in right if v not in left or right.count(v) > left.count(v)]
        if len(gone) == len(came):
            for a, b in zip(gone, came):
                a, b = json.loads(a), json.loads(b)
                yield from differences(a, b, where + "/*") if isinstance(a, (dict, list)) else [f"{where}: {a} is now {b}"]
        else:
            yield from (f"{where}: gone: {v[:200]}" for v in gone)
            yield from (f"{where}: new: {v[:200]}" for v in came)
    elif old != new:
        yield f"{where}: {str(old)[:150]} is now {str(new)[:150]}"


def put(folder, case, text=None, more=()):
    """The case in an empty folder; its entry replaced by `text`."""
    shutil.rmtree(folder, ignore_errors=True)
    entry = "main.py" if case.is_dir() else case.name
    if case.is_dir():
        shutil.copytree(case, folder)
    else:
        folder.mkdir()
        shutil.copy(case, folder / entry)
    if text is not None:
        (folder / entry).write_text(text)
    for name, content in dict(more).items():
        (folder / name).write_text(content)
    return entry


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--match", default="")
    parser.add_argument("--only", choices=sorted(TRANSFORMATIONS))
    parser.add_argument("--known", type=pathlib.Path, default=HERE / "known.txt")
    parser.add_argument("--details", action="store_true")
    parser.add_argument("cases", type=pathlib.Path)
    options = parser.parse_args()
    known = {tuple(line.split()) for line in options.known.read_text().splitlines() if line and not line.startswith("#")} if options.known.exists() else set()
    bad = compared = 0
    with tempfile.TemporaryDirectory(prefix="metamorphic_") as place:
        folder = pathlib.Path(place) / "project"
        for case in sorted(options.cases.iterdir()):
            source = case / "main.py" if case.is_dir() else case
            if not re.search(options.match, case.stem) or source.suffix != ".py" or not source.exists():
                continue
            tree = ast.parse(source.read_text())
            # the original as the parser writes it, so that only the transformation differs
            old = facts_of(options.tool, folder, put(folder, case, ast.unparse(tree) + "\n"))
            for name, transform in TRANSFORMATIONS.items():
                if options.only and name != options.only:
                    continue
                changed, more = copy.deepcopy(tree), {}
                try:
                    if result := transform(changed):
                        changed, more = result
                except Unchanged:
                    continue
                ast.fix_missing_locations(changed)
                new = facts_of(options.tool, folder, put(folder, case, ast.unparse(changed) + "\n", more))
                compared += 1
                found = list(differences(old, new))
                if bool(found) == ((name, case.stem) in known):
                    continue
                bad += 1
                print(f"{name} {case.stem}: " + (f"{len(found)} differences" if found else "is known, but differs no more"))
                for line in found[: 20 if options.details else 2]:
                    print(f"  {line}", flush=True)
    print(f"{compared} compared, {bad} differ")
    return 1 if bad or not compared else 0  # nothing compared is no success


if __name__ == "__main__":
    sys.exit(main())
