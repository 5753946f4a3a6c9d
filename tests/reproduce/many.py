"""many.py TOOL: `tracklint corpus --reproduce` over repositories made here.

One repeats, one does not start, one is no git repository, one has nothing to run: each is a row, the statistics (H4) take
those that have a step, what is done is not done again, a budget leaves the rest out and says so, shards try their own.
Exit 77: bubblewrap is not here.
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

STORE = '''
import os
import sqlite3
import time


def start_run():
    store = sqlite3.connect(os.environ["MLFLOW_TRACKING_URI"].split("sqlite:///", 1)[1])
    store.executescript("""
create table experiments (experiment_id integer, name text, artifact_location text, lifecycle_stage text);
create table runs (run_uuid text, name text, status text, start_time integer, end_time integer,
  lifecycle_stage text, artifact_uri text, experiment_id integer);
create table params (key text, value text, run_uuid text);
create table metrics (key text, value real, timestamp integer, run_uuid text, step integer, is_nan boolean);
create table tags (key text, value text, run_uuid text);
insert into experiments values (0, 'Default', '', 'active');
""")
    now = int(time.time() * 1000)
    store.execute("insert into runs values ('r1', 'one', 'FINISHED', ?, ?, 'active', '', 0)", (now, now))
    store.commit()


def log_metric(key, value):
    store = sqlite3.connect(os.environ["MLFLOW_TRACKING_URI"].split("sqlite:///", 1)[1])
    store.execute("insert into metrics values (?, ?, ?, 'r1', 0, 0)", (key, value, int(time.time() * 1000)))
    store.commit()
'''
GOOD = "import sys\nsys.path.insert(0, 'stand_in')\nimport mlflow\nmlflow.start_run()\nmlflow.log_metric('r2', 0.5)\n"
BAD = "import no_such_package\n" + GOOD


def git(folder, *words):
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


def repository(place, files):
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    git(place, "init", "-q", ".")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "one")
    return subprocess.run(["git", "-C", place, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()


class Corpus:
    def __init__(self, tool, work):
        self.tool = tool
        self.work = work
        self.rows = []
        for name, files in {
            "ann/good": {"train.py": GOOD, "stand_in/mlflow.py": STORE},
            "ann/bad": {"train.py": BAD},
            "bob/nothing": {"notes.py": "print('no run')\n"},
        }.items():
            place = work / name.replace("/", "_")
            place.mkdir()
            self.rows.append((name, place, repository(place, files)))
        folder = work / "no_git"
        folder.mkdir()
        (folder / "train.py").write_text(GOOD)
        self.rows.append(("bob/no_git", folder, ""))
        self.manifest = work / "manifest.csv"
        self.write()

    def write(self):
        lines = ["name,path,commit"] + [f"{name},{place},{commit}" for name, place, commit in self.rows]
        self.manifest.write_text("\n".join(lines) + "\n")

    def run(self, output, *more, code=0):
        command = [self.tool, "corpus", str(self.manifest), "-o", str(self.work / output), "--reproduce"]
        command += ["--env-manager", "none", "--timeout", "60", *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done.stderr

    def outcomes(self, output):
        with open(self.work / output / "outcomes.csv", newline="", encoding="utf-8") as lines:
            return {row["repo"]: row for row in csv.DictReader(lines)}


def check(tool, work):
    corpus = Corpus(tool, work)
    corpus.run("out")
    rows = corpus.outcomes("out")
    assert list(rows) == [name for name, _, _ in corpus.rows], rows
    assert rows["ann/good"]["level"] == "E5" and rows["ann/good"]["error"] == "", rows["ann/good"]
    assert rows["ann/good"]["entry"] == "train.py" and rows["ann/good"]["commit"] == corpus.rows[0][2]
    assert rows["ann/bad"]["level"] == "E1" and rows["ann/bad"]["cause"] == "DEP_UNDECLARED", rows["ann/bad"]
    for name in ("bob/nothing", "bob/no_git"):
        assert rows[name]["level"] == "" and rows[name]["error"], rows[name]
    assert str(work) not in rows["ann/good"]["repo"]
    summary = json.loads((work / "out/summary.json").read_text())
    tests = {one["id"]: one for one in summary["tests"]}
    assert tests["H4a"]["n"] == 2, tests["H4a"]
    kept = {path.name for path in (work / "out/attempts").glob("*ann_good/*")}
    assert kept == {"report.json", "report.txt", "row.csv", "commit", "logs"}, kept

    # Not over what is there, unless to go on after it; then only what has another commit is tried.
    assert "--resume" in corpus.run("out", code=2)
    before = (work / "out/outcomes.csv").read_bytes()
    assert "4 of 4 repositories tried again" in corpus.run("out", "--resume")
    assert (work / "out/outcomes.csv").read_bytes() == before
    name, place, _ = corpus.rows[1]
    corpus.rows[1] = (name, place, repository(place, {"train.py": GOOD, "stand_in/mlflow.py": STORE}))
    corpus.write()
    corpus.run("out", "--resume")
    assert corpus.outcomes("out")["ann/bad"]["level"] == "E5"

    # A budget that is used up: nothing is lost, and it can go on.
    said = corpus.run("late", "--budget", "0")
    assert "0 of 4" in said and "left 4 out" in said, said
    assert corpus.outcomes("late") == {}
    assert json.loads((work / "late/summary.json").read_text())["repositories"]["all"] == 4
    corpus.run("late", "--resume")
    assert len(corpus.outcomes("late")) == 4

    corpus.run("part", "--shard", "2/2")
    assert list(corpus.outcomes("part")) == ["ann/bad", "bob/no_git"]
    for words in (["--stream"], ["--reproduced", str(work / "out/outcomes.csv")]):
        assert "--reproduce wants" in corpus.run("wrong", *words, code=2) or "--stream" in words
    return 0


def main():
    if shutil.which("bwrap") is None:
        print("skipped: bubblewrap is not here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        return check(sys.argv[1], pathlib.Path(folder))


if __name__ == "__main__":
    sys.exit(main())
