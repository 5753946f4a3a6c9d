#!/usr/bin/env python3
"""Holds what docs/corpus.md promises against a corpus: however a run is made, its results are the same bytes.

    verify.py TRACKLINT MANIFEST [--spark PYTHON] [--shards 4] [--kills 3] [--seed 1] [--keep DIR] [-- OPTIONS]

One run; a run that is killed (SIGKILL, with its workers) at random moments and resumed; shards merged; a stream whose
lines are shuffled, merged with --order; with --spark (a Python with pyspark, and Java) the Spark job on a cluster of two
executors. Every file of the results is compared but timings.csv and run.json. Prints time, memory and rows; ends with 1
where something differs. OPTIONS go to every run (--history all:5). The manifest is CSV with a head: name, path, commit.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
OUTSIDE_IDENTITY = {"timings.csv", "run.json"}


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - OUTSIDE_IDENTITY


def differing(one, two):
    names = files(one) | files(two)
    return sorted(
        name
        for name in names
        if not (one / name).is_file() or not (two / name).is_file() or (one / name).read_bytes() != (two / name).read_bytes()
    )


def run(*command, **options):
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-4000:]}")
    return done.stdout


def records(folder):
    path = folder / "records.jsonl"
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def main():
    arguments = sys.argv[1:]
    extra = []
    if "--" in arguments:
        extra = arguments[arguments.index("--") + 1 :]
        arguments = arguments[: arguments.index("--")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tracklint", type=os.path.abspath)
    parser.add_argument("manifest", type=pathlib.Path)
    parser.add_argument("--spark", metavar="PYTHON")
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="keep the results there")
    options = parser.parse_args(arguments)
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or pathlib.Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        corpus = [options.tracklint, "corpus", options.manifest, "--quiet", *extra]
        faults = 0

        def compare(what, made):
            nonlocal faults
            wrong = differing(folder / "single", made)
            faults += len(wrong)
            print(f"{what}: {len(files(made))} files, " + ("all equal" if not wrong else "different: " + ", ".join(wrong)))

        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        run(*corpus, "-o", folder / "single")
        wall = time.monotonic() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        rows = {path.name: path.read_bytes().count(b"\n") - 1 for path in sorted((folder / "single").glob("*.csv"))}
        print(f"one run: {wall:.1f} s, {cpu:.1f} s of processor time, largest process {used.ru_maxrss / 1024:.0f} MiB")
        print("rows: " + ", ".join(f"{name} {count}" for name, count in rows.items()))

        done = []
        resumed = []
        for _ in range(options.kills):
            process = subprocess.Popen(
                [str(one) for one in (*corpus, "-o", folder / "killed", *resumed)], start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            try:
                process.wait(random.uniform(0.1, 0.6) * wall)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            done.append(records(folder / "killed"))
            resumed = ["--resume"]
        run(*corpus, "-o", folder / "killed", "--resume")
        compare(f"killed with {', '.join(map(str, done))} records written, then resumed", folder / "killed")

        parts = []
        for index in range(1, options.shards + 1):
            parts.append(folder / f"shard{index}")
            run(*corpus, "-o", parts[-1], "--shard", f"{index}/{options.shards}")
        reproduced = extra[extra.index("--reproduced") : extra.index("--reproduced") + 2] if "--reproduced" in extra else []
        run(options.tracklint, "merge", *parts, "-o", folder / "merged", *reproduced)
        compare(f"{options.shards} shards merged", folder / "merged")

        with options.manifest.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        lines = []
        for row in rows:
            line = {"repo": row["name"], "folder": str((options.manifest.parent / row["path"]).resolve())}
            lines.append(json.dumps(dict(line, commit=row["commit"]) if row.get("commit") else line))
        random.shuffle(lines)
        (folder / "stream.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        stream = list(extra)
        if reproduced:
            at = stream.index("--reproduced")
            del stream[at : at + 2]
        with (folder / "stream.jsonl").open("rb") as text:
            (folder / "records.jsonl").write_text(run(options.tracklint, "corpus", "-", "--stream", "--quiet", *stream, stdin=text))
        merge = [options.tracklint, "merge", "--order", options.manifest, *reproduced]
        run(*merge, folder / "records.jsonl", "-o", folder / "ordered")
        compare("stream in another order, merged by the manifest", folder / "ordered")

        if options.spark:
            python = os.path.abspath(options.spark)
            settings = "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.executor.memory=512m"
            environment = dict(
                os.environ, PYSPARK_PYTHON=python, PYSPARK_DRIVER_PYTHON=python, SPARK_LOCAL_IP="127.0.0.1",
                PYSPARK_SUBMIT_ARGS=f"{settings} --conf spark.local.dir={folder / 'spark'} pyspark-shell",
            )
            run(
                python, SOURCE / "corpus" / "spark" / "tracklint_spark.py", folder / "stream.jsonl", "--output",
                folder / "parts", "--partitions", "6", "--binary", options.tracklint, "--ship",
                *(["--", *stream] if stream else []), env=environment, cwd=folder,
            )
            run(*merge, *sorted((folder / "parts").glob("part-*")), "-o", folder / "spark-merged")
            compare("Spark, local-cluster[2,1,1024], merged by the manifest", folder / "spark-merged")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
