#!/usr/bin/env python3
"""Runs each case of the oracle twice under real MLflow and lets `tracklint compare` judge the two stores.

    oracle_pairs.py TRACKLINT PYTHON CASES... [--match REGEX] [--timeout 200] [--output FILE]

A case whose tries agree is repeatable (E5); of the others the items that differ are shown. PYTHON has MLflow and the
libraries of the cases; a case whose libraries it lacks is left out and counted.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "oracle"))
from run_oracle import pairs, pragma, stores_of  # noqa: E402

# Verdicts that are no disagreement; with --strict, bytes would be one.
AGREE = {"identical", "close", "duration", "clock", "identity", "bytes", "unknown"}


def once(case, python, root, timeout, seed):
    """Exit status, or None where a library is missing. The store is left below `root`."""
    work, store = root / "work", root / "store"
    shutil.rmtree(root, ignore_errors=True)
    for folder in (store, root / "home", root / "tmp"):
        folder.mkdir(parents=True)
    entry = "main.py" if case.is_dir() else case.name
    if case.is_dir():
        shutil.copytree(case, work, ignore=shutil.ignore_patterns("__pycache__", "mlruns", "*.db"))
    else:
        work.mkdir()
        shutil.copy(case, work)
    text = (work / entry).read_text()
    for name in pragma(text, "files").split():
        shutil.copy(case.parent / name, work / name)
    shutil.copy(seed, store / "mlflow.db")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "PYTHON", "JUPYTER"))}
    env |= {"HOME": str(root / "home"), "LOGNAME": "oracle", "TMPDIR": str(root / "tmp"), "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1",
            "PYTHONDONTWRITEBYTECODE": "1", "GIT_CEILING_DIRECTORIES": str(root), "MLFLOW_DISABLE_TELEMETRY": "true",
            "DO_NOT_TRACK": "true", "MLFLOW_TRACKING_URI": f"sqlite:///{store}/mlflow.db"}
    for name, value in pairs(pragma(text, "env")).items():
        env.pop(name, None)
        if value:
            env[name] = value
    try:
        command = [python, entry, *shlex.split(pragma(text, "args"))]
        done = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return 124
    missing = re.search(r"ModuleNotFoundError: No module named '([\w.]+)'", done.stderr)
    return None if missing and done.returncode != int(pragma(text, "rc") or 0) else done.returncode


def judged(tool, first, second):
    """Do all stores agree, and what does not."""
    agree, runs, items = True, 0, []
    before = [pathlib.Path(uri.removeprefix("sqlite:///").removeprefix("file://")) for uri in stores_of(first / "work", first / "store")]
    for one in before:
        other = second / one.relative_to(first)
        if not other.exists():
            agree = False
            items.append(f"{one.name}: only once")
            continue
        done = subprocess.run([tool, "compare", str(one), str(other), "--output-format", "json"], capture_output=True, text=True, check=False)
        if done.returncode == 2:
            if "holds no runs" not in done.stderr:
                agree = False
                items.append(done.stderr.strip())
            continue
        said = json.loads(done.stdout)
        runs += len(said["pairs"])
        agree = agree and done.returncode == 0
        for pair in said["pairs"]:
            items += [f"{item['aspect']} {item['name']}: {item['verdict']}" for item in pair["items"] if item["verdict"] not in AGREE]
        items += [f"only in one try: a run of {one.name}"] * (len(said["only_a"]) + len(said["only_b"]))
    return agree, runs, items


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("python")
    parser.add_argument("cases", type=pathlib.Path, nargs="+")
    parser.add_argument("--match", default="")
    parser.add_argument("--timeout", type=float, default=200)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    tool = str(options.tool.resolve())
    cases = [p for folder in options.cases for p in sorted(folder.iterdir()) if p.suffix == ".py" or (p / "main.py").exists()]
    cases = [p for p in cases if re.search(options.match, p.stem)]
    out, count = ["| case | runs | verdict | what differs |", "|---|---|---|---|"], {"E5": 0, "differ": 0, "left out": 0}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        seed = root / "seed.db"
        code = "import sys, mlflow; mlflow.MlflowClient(sys.argv[1]).search_experiments()"
        subprocess.run([options.python, "-c", code, f"sqlite:///{seed}"], check=True, cwd=root, capture_output=True)
        for case in cases:
            codes = [once(case.resolve(), options.python, root / "try", options.timeout, seed)]
            if codes[0] is None:
                count["left out"] += 1
                continue
            shutil.rmtree(root / "first", ignore_errors=True)
            (root / "try").rename(root / "first")
            codes.append(once(case.resolve(), options.python, root / "try", options.timeout, seed))
            agree, runs, items = judged(tool, root / "first", root / "try")
            agree = agree and codes[0] == codes[1]
            count["E5" if agree else "differ"] += 1
            if codes[0] != codes[1]:
                items.insert(0, f"exit codes {codes}")
            shown = ", ".join(items[:6]) + (f" and {len(items) - 6} more" if len(items) > 6 else "")
            out.append(f"| {case.stem} | {runs} | {'agree' if agree else 'differ'} | {shown or '–'} |")
            print(out[-1], flush=True)
    print(count)
    if options.output:
        options.output.write_text("\n".join(out) + f"\n\n{count['E5']} agree, {count['differ']} differ, {count['left out']} left out.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
