#!/usr/bin/env python3
"""The Spark job on a cluster of two executors against one run of the program: equal byte for byte.

    spark_test.py TRACKLINT PYTHON      PYTHON has pyspark (77, skipped: it has not, or there is no Java)
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "bench"))
from synthetic_corpus import repository  # noqa: E402

OUTSIDE_IDENTITY = {"timings.csv", "run.json"}


def skip(reason):
    print("skipped: " + reason)
    sys.exit(77)


def lines(folder):
    """Files, folders and an archive; names and contents with letters of all kinds; lines that nobody understands."""
    for index in range(40):
        name, commit, files = repository(7, index)
        if index % 9 == 4:
            place = folder / "repositories" / str(index)
            for path, content in files.items():
                (place / path).parent.mkdir(parents=True, exist_ok=True)
                (place / path).write_text(content)
            if index % 2:
                packed = shutil.make_archive(str(place), "zip", place)
                yield {"repo": name, "archive": packed, "commit": commit}
            else:
                yield {"repo": name, "folder": str(place)}
        else:
            for path, content in files.items():
                yield {"repo": name, "path": path, "content": content, "commit": commit}
        if index == 11:
            yield "no JSON"
        if index == 23:
            yield {"path": "train.py", "content": "import mlflow"}
    yield {"repo": "größe/überall 測試", "path": "src/größe.py", "content": "import mlflow\nmlflow.log_metric('größe', 1)\n"}
    yield {"repo": "nothing/there", "folder": str(folder / "nowhere")}


def run(*command, **options):
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}\n{done.stderr[-8000:]}")
    return done.stdout


def same(one, two):
    def names(folder):
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - OUTSIDE_IDENTITY

    assert names(one) == names(two), names(one) ^ names(two)
    for name in sorted(names(one)):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name + " differs"
    return len(names(one))


def main():
    binary, python = sys.argv[1:3]
    if not os.path.exists(python):
        skip(f"{python} is not there (./dev extras makes it)")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        skip("there is no Java")
    if subprocess.run([python, "-c", "import pyspark"], capture_output=True, check=False).returncode != 0:
        skip(f"{python} has no pyspark (./dev extras installs it)")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        text = "".join((one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) + "\n" for one in lines(folder))
        (folder / "input.jsonl").write_text(text)
        with open(folder / "input.jsonl", "rb") as stream:
            run(binary, "corpus", "-", "-o", folder / "single", "--quiet", stdin=stream)
        environment = dict(os.environ, PYSPARK_PYTHON=python, PYSPARK_DRIVER_PYTHON=python, SPARK_LOCAL_IP="127.0.0.1")
        environment["PYSPARK_SUBMIT_ARGS"] = (
            "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.executor.memory=512m "
            f"--conf spark.local.dir={folder / 'spark'} pyspark-shell"
        )
        run(python, SOURCE / "corpus" / "spark" / "tracklint_spark.py", folder / "input.jsonl", "--output",
            folder / "parts", "--partitions", "5", "--binary", os.path.abspath(binary), "--ship",
            env=environment, cwd=folder)
        parts = sorted((folder / "parts").glob("part-*"))
        assert len(parts) > 1, parts
        run(binary, "merge", *parts, "-o", folder / "merged")
        files = same(folder / "single", folder / "merged")
        # The order may come from a manifest as well, whatever order the parts have.
        records = [json.loads(line) for line in (folder / "single" / "records.jsonl").read_text().splitlines()]
        with open(folder / "order.jsonl", "w") as out:
            for record in records:
                out.write(json.dumps({"name": record["repo"], "path": "."}) + "\n")
        run(binary, "merge", *reversed(parts), "--order", folder / "order.jsonl", "-o", folder / "ordered")
        same(folder / "single", folder / "ordered")
        errors = [record["repo"] for record in records if record["error"] is not None]
        assert len(errors) == 3 and errors[2] == "nothing/there", errors
        print(f"{len(records)} records in {len(parts)} parts: {files} files equal")


if __name__ == "__main__":
    main()
