#!/usr/bin/env python3
"""Run the oracle's cases under real MLflow; write their truth again, or compare it with what is written.

usage: renew.py --python PY [--check] [--match REGEX] [--jobs N] [--timeout S] [--cases DIR] [--truth DIR]

PY needs the packages of requirements.txt beside this file. With --check nothing is written: a case differs when its
exit status, experiments, runs, keys, parameter values, tags, models, datasets, artifacts or registered names do.
Metric values may differ in the last digits from machine to machine and are compared with a tolerance; durations not at all.
"""
import argparse
import concurrent.futures
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import run_oracle

HERE = pathlib.Path(__file__).resolve().parent
CLOCK = re.compile(r"time|duration|seconds|elapsed|_ms$")


def cases_in(folder, match):
    found = [p for p in sorted(folder.iterdir()) if (p.suffix == ".py" or (p / "main.py").exists()) and re.search(match, p.stem)]
    return {p.stem: p for p in found}


def seed(python, folder):
    """An empty store with MLflow's newest schema."""
    db = folder / "seed.db"
    code = "import sys, mlflow; mlflow.MlflowClient(sys.argv[1]).search_experiments()"
    subprocess.run([python, "-c", code, f"sqlite:///{db}"], check=True, cwd=folder, capture_output=True)
    return db


def compared(value, key="", inside=""):
    """The value with what may differ from one run to the next taken out."""
    if isinstance(value, dict):
        return {k: compared(v, k, key or inside) for k, v in value.items() if not (k == "last" and CLOCK.search(key)) and k not in ("python", "stderr_tail", "seq")}
    if isinstance(value, list):
        return [compared(v, key, inside) for v in value]
    return value


def differences(old, new, where=""):
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            if key not in old or key not in new:
                yield f"{where}/{key}: {'new' if key not in old else 'gone'}"
            else:
                yield from differences(old[key], new[key], f"{where}/{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for n, (a, b) in enumerate(zip(old, new)):
            yield from differences(a, b, f"{where}/{n}")
    elif isinstance(old, float) and isinstance(new, (int, float)):
        if not (math.isclose(old, new, rel_tol=1e-4, abs_tol=1e-6) or math.isnan(old) and math.isnan(new)):
            yield f"{where}: {old} is now {new}"
    elif old != new:
        yield f"{where}: {str(old)[:120]} is now {str(new)[:120]}"


def in_order(truth):
    """Runs that start in the same millisecond have no order of their own."""
    for store in truth["stores"]:
        for experiment in store.get("experiments", []):
            experiment["runs"].sort(key=lambda run: (run["run_name"] or "", json.dumps([run["params"], run["tags"], sorted(run["metrics"])], sort_keys=True)))
            for run in experiment["runs"]:
                run["parent"] = run["parent"] is not None
        for model in store.get("logged_models", []):
            model["run"] = model["run"] is not None
        store.get("logged_models", []).sort(key=lambda model: json.dumps(model, sort_keys=True))
        for run in (run for experiment in store.get("experiments", []) for run in experiment["runs"]):
            for model in run["models"]:
                model["run"] = True
            run["models"].sort(key=lambda model: json.dumps(model, sort_keys=True))
    return truth


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--match", default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=150)
    parser.add_argument("--cases", type=pathlib.Path, default=HERE / "cases")
    parser.add_argument("--truth", type=pathlib.Path, default=HERE / "truth")
    options = parser.parse_args()
    cases, bad = cases_in(options.cases, options.match), 0
    with tempfile.TemporaryDirectory(prefix="oracle_seed_") as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        folder = pathlib.Path(folder)
        db = seed(options.python, folder)
        (folder / "cache").mkdir()
        waiting = {pool.submit(run_oracle.run, path, options.python, options.timeout, db, folder / "cache"): name for name, path in cases.items()}
        for done in concurrent.futures.as_completed(waiting):
            name, truth = waiting[done], done.result()
            notes = [] if truth["rc"] == truth["expected_rc"] else [f"exit {truth['rc']}, expected {truth['expected_rc']}: {truth['stderr_tail'][-1500:]}"]
            notes += [f"{s['tracking_uri']}: {s['error']}" for s in truth["stores"] if "error" in s]
            written = options.truth / f"{name}.json"
            if not options.check:
                if not notes:
                    written.write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n")
            elif not written.exists():
                notes.append("no truth is written")
            else:
                old = json.loads(written.read_text())
                notes += list(differences(compared(in_order(old)), compared(in_order(truth))))[:20]
            bad += bool(notes)
            print(run_oracle.summary(truth), *notes, sep="\n  ", flush=True)
    print(f"{len(cases) - bad} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
