#!/usr/bin/env python3
"""Inputs made to make an analyzer crash, hang, fill the memory, execute something, or write what a reader of its output
takes for something else.

usage: hostile.py --tool TRACKLINT [--full] [--match REGEX] [--each] [--seconds N] [--megabytes N] [--jobs N] [--times]
                  [--list] [--keep DIR]

Each case is a small project that is written to a temporary folder. On each, check in every format, facts, score and
badge must end by themselves, within so many seconds of processor time (other work on the machine does not count) and so
much memory; every output must be valid and show no secret (formats.py), and nothing of the case may have been executed.
Cases that say so are given to corpus too.
"""
import argparse
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import time

import cases_corpus  # noqa: F401  each adds its cases
import cases_files  # noqa: F401
import cases_more  # noqa: F401
import cases_project  # noqa: F401
import cases_python  # noqa: F401
import cases_shared  # noqa: F401
import cases_size  # noqa: F401
import formats
from make import CASES

EXECUTED = "EXECUTED"  # whatever of a case is executed leaves a file with this name


def run(command, options, cwd, stdin=b"", environment=None):
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (options.seconds, options.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if options.megabytes:
            resource.setrlimit(resource.RLIMIT_AS, (options.megabytes << 20, options.megabytes << 20))

    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, input=stdin, preexec_fn=limit, cwd=cwd,
                              timeout=20 * options.seconds, env={**os.environ, "NO_COLOR": "", **(environment or {})})
    except subprocess.TimeoutExpired:
        return None, ["waits for ever"]
    found = formats.problems("stderr", done.stderr)
    if done.returncode not in (0, 1, 2) or b"internal error" in done.stderr:
        found.append(f"ends with {done.returncode}: {done.stderr.decode(errors='replace')[-300:].strip()}")
    return done, found


def try_case(name, options, root):
    """What is wrong with it, each a line."""
    place = root / name
    folder = place / "project"
    folder.mkdir(parents=True)
    out = place / "out"
    out.mkdir()
    asked = CASES[name](folder) or {}
    paths = [os.fsencode(path) for path in asked.get("paths", ["."])]
    environment = asked.get("environment")
    found = []

    def note(what, problems):
        found.extend(f"{name}: {what}: {problem}" for problem in problems)

    common = asked.get("common", ["--isolated", "--no-cache", "-j1"])
    outputs = [f"--output={form}={out / form}" for form in formats.CHECK_FORMATS]
    commands = [("check", [*asked.get("check", []), *outputs], "full")]
    if options.each:
        commands += [("check", [*asked.get("check", []), "--output-format", form], form) for form in formats.CHECK_FORMATS]
    commands += [(command, ["--output-format", form] if form != "badge" else [], form)
                 for command in ("facts", "score") for form in ("text", "json")] + [("badge", [], "badge")]
    if asked.get("only corpus"):
        commands = []
    for command, arguments, form in commands:
        done, trouble = run([options.tool, command, *common, *arguments, "--", *paths], options, folder, environment=environment)
        label = f"{command} --output-format {form}"
        note(label, trouble)
        if done is None:
            continue
        if done.stdout or done.returncode < 2:
            note(label, formats.problems(form, done.stdout))
        if outputs[0] in arguments and done.returncode in (0, 1):
            for written in formats.CHECK_FORMATS:
                note(f"check --output {written}", formats.problems(written, (out / written).read_bytes()))
    if "corpus" in asked:
        corpus = asked["corpus"]
        done, trouble = run([options.tool, "corpus", "-j1", "--no-progress", "-o", str(out / "corpus"), "--", *corpus.get("paths", ["."])],
                            options, corpus.get("cwd", folder), corpus.get("stdin", b""))
        note("corpus", trouble)
        if done is not None and done.returncode < 2:
            for written in sorted((out / "corpus").rglob("*")):
                form = {".csv": "csv", ".json": "json", ".md": "markdown", ".html": "html"}.get(written.suffix)
                if form and written.is_file():
                    note(f"corpus {written.name}", formats.problems(form, written.read_bytes()))
    for below, folders, files in os.walk(place):  # unlike rglob it goes on behind what is too long
        for name in (*folders, *files):
            if name.startswith(EXECUTED):
                note("check", [f"something was executed: {os.path.join(below, name)}"])
    outside = root / "outside"
    if outside.exists():
        note("corpus", ["something was written outside"])
        shutil.rmtree(outside, ignore_errors=True)
    if not options.keep:
        folder.chmod(stat.S_IRWXU)
        for below, folders, _ in os.walk(folder):  # folders that nobody may read
            for name in folders:
                inner = os.path.join(below, name)
                if not os.path.islink(inner):
                    with contextlib.suppress(OSError):
                        os.chmod(inner, stat.S_IRWXU)
        shutil.rmtree(place, ignore_errors=True)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--match", default="")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--megabytes", type=int, default=2500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--full", action="store_true", help="eight times as large")
    parser.add_argument("--each", action="store_true", help="each format in a process of its own too")
    parser.add_argument("--times", action="store_true", help="print how long each case took")
    parser.add_argument("--list", action="store_true", help="print the names of the cases and how many there are")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    options.tool = str(pathlib.Path(options.tool).resolve())
    names = [name for name in CASES if re.search(options.match, name)]
    if options.list:
        print("\n".join(names), len(names), sep="\n")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory(prefix="hostile_") as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        root = options.keep or pathlib.Path(folder)
        def timed(name):
            begin = time.monotonic()
            problems = try_case(name, options, root)
            if options.times:
                print(f"{time.monotonic() - begin:8.1f} s {name}", flush=True)
            return problems

        for problems in pool.map(timed, names):
            failed += bool(problems)
            if problems:
                print("\n".join(problems[:12]).encode("utf-8", "backslashreplace").decode(), flush=True)
    print(json.dumps({"cases": len(names), "failed": failed}))
    return 1 if failed or not names else 0  # nothing tried is no success


if __name__ == "__main__":
    sys.exit(main())
