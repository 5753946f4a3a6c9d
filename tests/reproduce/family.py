"""family.py TOOL: a family of git repositories made here, one for each step of the ladder and each cause.

`tracklint reproduce --run` tries each of them; level and cause must be the expected ones. The packages come from a
folder of wheels made here (a small stand-in for MLflow among them), so no network is needed; with an index that answers
a source distribution and a notebook are tried too. Exit 77: bubblewrap or uv are not here.
"""

import base64
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

MLFLOW = '''
import contextlib
import os
import sqlite3
import time
import uuid

from mlflow.tracking._tracking_service.utils import set_tracking_uri

_current = []


def _store():
    store = sqlite3.connect(os.environ["MLFLOW_TRACKING_URI"].split("sqlite:///", 1)[1])
    store.executescript("""
create table if not exists experiments (experiment_id integer, name text, artifact_location text, lifecycle_stage text);
create table if not exists runs (run_uuid text, name text, status text, start_time integer, end_time integer,
  lifecycle_stage text, artifact_uri text, experiment_id integer);
create table if not exists params (key text, value text, run_uuid text);
create table if not exists metrics (key text, value real, timestamp integer, run_uuid text, step integer, is_nan boolean);
create table if not exists tags (key text, value text, run_uuid text);
""")
    return store


@contextlib.contextmanager
def start_run():
    run = uuid.uuid4().hex
    now = int(time.time() * 1000)
    with _store() as store:
        if not store.execute("select * from experiments").fetchall():
            store.execute("insert into experiments values (0, 'Default', '', 'active')")
        store.execute("insert into runs values (?, 'one', 'FINISHED', ?, ?, 'active', '', 0)", (run, now, now))
    _current.append(run)
    yield run
    _current.pop()


def log_param(key, value):
    with _store() as store:
        store.execute("insert into params values (?, ?, ?)", (key, str(value), _current[-1]))


def log_metric(key, value):
    with _store() as store:
        store.execute("insert into metrics values (?, ?, ?, ?, 0, 0)", (key, value, int(time.time() * 1000), _current[-1]))
'''
URIS = "ADDRESS = None\n\n\ndef set_tracking_uri(uri):\n    global ADDRESS\n    ADDRESS = uri\n"

RUN = "import mlflow\nwith mlflow.start_run():\n    mlflow.log_param('depth', 3)\n    mlflow.log_metric('loss', {})\n"
NEEDS = "mlflow==2.0\n"

META = {
    "mlruns/0/meta.yaml": "artifact_location: mlruns/0\nexperiment_id: '0'\nlifecycle_stage: active\nname: Default\n",
    "mlruns/0/" + "a" * 32 + "/meta.yaml": "artifact_uri: mlruns/0/a/artifacts\nend_time: 1700000001000\n"
    "experiment_id: '0'\nlifecycle_stage: active\nrun_id: " + "a" * 32 + "\nrun_name: one\nsource_name: ''\n"
    "start_time: 1700000000000\nstatus: 3\ntags: []\nuser_id: x\n",
    "mlruns/0/" + "a" * 32 + "/params/depth": "3",
    "mlruns/0/" + "a" * 32 + "/metrics/loss": "1700000000500 0.25 0\n",
}

LOCK = '''version = 1
requires-python = ">=3.8"

[[package]]
name = "alpha-kit"
version = "1.0"
source = { registry = "https://index.invalid/simple" }

[[package]]
name = "mlflow"
version = "2.0"
source = { registry = "https://index.invalid/simple" }

[[package]]
name = "work"
version = "0.1"
source = { virtual = "." }
dependencies = [
    { name = "alpha-kit" },
    { name = "mlflow" },
]
'''
PROJECT = '[project]\nname = "work"\nversion = "0.1"\nrequires-python = ">=3.8"\ndependencies = ["alpha-kit", "mlflow"]\n'

HOSTILE = '''
import os
import pathlib
import socket

escaped = []


def attempt(name, action):
    try:
        action()
        escaped.append(name)
    except OSError:
        pass


attempt("network", lambda: socket.create_connection(("192.0.2.1", 80), timeout=3))
attempt("secret", lambda: open("SECRET").read())
attempt("home", lambda: os.listdir(os.path.dirname("SECRET")))
attempt("link", lambda: (pathlib.Path("outside") / "written.txt").write_text("x"))
attempt("system", lambda: open("/usr/written.txt", "w"))
attempt("signal", lambda: os.kill(PARENT, 0))
attempt("disk", lambda: [open("/tmp/filler%d" % i, "wb").write(b"x" * (1 << 20)) for i in range(4096)])
assert not escaped, escaped
'''
FORKS = "import subprocess, sys, time\nwork = [subprocess.Popen(['sleep', '60']) for _ in range(4000)]\ntime.sleep(60)\n"
NOTEBOOK = json.dumps({
    "cells": [{"cell_type": "code", "id": "c%d" % i, "metadata": {}, "outputs": [], "execution_count": None, "source": s}
              for i, s in enumerate(["x = 0.5", RUN.format("x")])],
    "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def raised(text):
    return "import mlflow\n" + text


# name: (files, options, level, cause, cause as it is)
CASES = {
    "e0_dep_conflict": ({"train.py": RUN.format(1), "requirements.txt": NEEDS + "alpha-kit==1.0\nbeta-kit==1.0\n"}, [],
                        "E0", "DEP_CONFLICT", ""),
    "e0_dep_no_wheel": ({"train.py": RUN.format(1), "requirements.txt": NEEDS + "gamma-kit==1.0\n"}, [],
                        "E0", "DEP_NO_WHEEL", ""),
    "e1_dep_undeclared": ({"train.py": raised("import alpha_kit\n"), "requirements.txt": NEEDS}, [],
                          "E1", "DEP_UNDECLARED", ""),
    "e1_api_removed": ({"train.py": raised("from alpha_kit import gone\n"), "requirements.txt": NEEDS + "alpha-kit\n"}, [],
                       "E1", "API_REMOVED", ""),
    "e2_data_missing": ({"train.py": raised("open('data/train.csv')\n"), "requirements.txt": NEEDS}, [],
                        "E2", "DATA_MISSING", ""),
    "e2_path_absolute": ({"train.py": raised("open('/home/somebody/train.csv')\n"), "requirements.txt": NEEDS}, [],
                         "E2", "PATH_ABSOLUTE", ""),
    "e2_args_required": ({"train.py": raised("import argparse\np = argparse.ArgumentParser()\n"
                                             "p.add_argument('--rate', required=True)\np.parse_args()\n"),
                          "requirements.txt": NEEDS}, [], "E2", "ARGS_REQUIRED", ""),
    "e2_credentials": ({"train.py": raised("class NoCredentialsError(Exception):\n    pass\n\n\n"
                                           "raise NoCredentialsError('Unable to locate credentials')\n"),
                        "requirements.txt": NEEDS}, [], "E2", "CREDENTIALS", ""),
    "e2_network": ({"train.py": raised("import urllib.request\nurllib.request.urlopen('http://data.invalid/a')\n"),
                    "requirements.txt": NEEDS}, [], "E2", "NETWORK", ""),
    "e2_gpu": ({"train.py": raised("raise RuntimeError('Found no NVIDIA driver on your system.')\n"),
                "requirements.txt": NEEDS}, [], "E2", "GPU", ""),
    "e2_resource": ({"train.py": raised("while True:\n    pass\n"), "requirements.txt": NEEDS}, ["--timeout", "3"],
                    "E2", "RESOURCE", ""),
    "e2_code_error": ({"train.py": raised("{}['price']\n"), "requirements.txt": NEEDS}, [], "E2", "CODE_ERROR", ""),
    "e3_stores_nothing": ({"train.py": raised("print('done')\n"), "requirements.txt": NEEDS}, [], "E3", "", ""),
    "e4_nondeterminism": ({"train.py": "import random\n" + RUN.format(0.25) + "    mlflow.log_param('draw', random.getrandbits(64))\n", "requirements.txt": NEEDS}, [],
                          "E4", "NONDETERMINISM", ""),
    "e5_repeatable": ({"train.py": RUN.format(0.25), "requirements.txt": NEEDS}, [], "E5", "", ""),
    "e5_undeclared_mlflow": ({"train.py": RUN.format(0.25)}, [], "E5", "", ""),
    "e5_tracking_unreachable": ({"train.py": RUN.format(0.25).replace(
        "with", "mlflow.set_tracking_uri('http://localhost:5000')\nwith", 1), "requirements.txt": NEEDS}, [],
        "E5", "", "TRACKING_UNREACHABLE"),
    "e5_login": ({"train.py": RUN.format(0.25).replace(
        "with", "mlflow.set_tracking_uri('databricks')\nwith", 1), "requirements.txt": NEEDS}, [],
        "E5", "", "CREDENTIALS"),
    "e5_conda_file": ({"train.py": "import alpha_kit\n" + RUN.format(0.25), "requirements.txt": "no-such-package==9.9\n",
                       "environment.yml": "name: x\ndependencies:\n  - pip\n  - pip:\n      - mlflow==2.0\n      - alpha-kit\n"},
                      ["--env-manager", "conda-file"], "E5", "", ""),
    "e5_lock": ({"train.py": "import alpha_kit\nassert alpha_kit.VERSION == '1.0'\n" + RUN.format(0.25),
                 "pyproject.toml": PROJECT, "uv.lock": LOCK}, [], "E5", "", ""),
    "e6_reproduced": ({"train.py": RUN.format(0.25), "requirements.txt": NEEDS, **META}, [], "E6", "", ""),
    "e5_other_values": ({"train.py": RUN.format(0.5), "requirements.txt": NEEDS, **META}, [], "E5", "", ""),
    "hostile": ({"train.py": raised(HOSTILE), "requirements.txt": NEEDS}, ["--memory", "256"], "E3", "", ""),
    "hostile_forks": ({"train.py": raised(FORKS), "requirements.txt": NEEDS}, ["--timeout", "30"], "E2", "RESOURCE", ""),
}
WITH_INDEX = {
    "e5_source_distribution": ({"train.py": "import future\n" + RUN.format(0.25), "requirements.txt": NEEDS +
                                "future==0.18.2\n"}, [], "E5", "", ""),
    "e5_notebook": ({"train.ipynb": NOTEBOOK, "requirements.txt": NEEDS}, [], "E5", "", ""),
}


def wheel(folder, name, version, files, requires=(), tag="py3-none-any"):
    stem = "%s-%s" % (name.replace("-", "_"), version)
    info = stem + ".dist-info/"
    files = dict(files)
    files[info + "METADATA"] = "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s" % (
        name, version, "".join("Requires-Dist: %s\n" % line for line in requires))
    files[info + "WHEEL"] = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: %s\n" % tag
    record = ""
    with zipfile.ZipFile(folder / ("%s-%s.whl" % (stem, tag)), "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
            record += "%s,sha256=%s,%d\n" % (path, digest, len(text.encode()))
        archive.writestr(info + "RECORD", record + info + "RECORD,,\n")


def wheels(folder):
    folder.mkdir()
    wheel(folder, "mlflow", "2.0", {"mlflow/__init__.py": MLFLOW, "mlflow/tracking/__init__.py": "",
                                    "mlflow/tracking/_tracking_service/__init__.py": "",
                                    "mlflow/tracking/_tracking_service/utils.py": URIS})
    for version in ("1.0", "2.0"):
        wheel(folder, "alpha-kit", version, {"alpha_kit.py": "VERSION = '%s'\n" % version})
    wheel(folder, "beta-kit", "1.0", {"beta_kit.py": ""}, ["alpha-kit==2.0"])
    wheel(folder, "gamma-kit", "1.0", {"gamma_kit.py": ""}, (), "cp27-cp27m-manylinux1_x86_64")


def commit(folder, files, link=None):
    folder.mkdir()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    if link:
        (folder / "outside").symlink_to(link)
    env = dict(os.environ, GIT_COMMITTER_DATE="2024-06-01T12:00:00Z", GIT_AUTHOR_DATE="2024-06-01T12:00:00Z",
               GIT_CONFIG_GLOBAL="/dev/null")
    git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-q", "-m", "x"]):
        subprocess.run(git + words, check=True, env=env)


def attempt(tool, work, name, case, env, secret):
    files, options, level, cause, as_is = case
    files = {path: text.replace("SECRET", str(secret)).replace("PARENT", str(os.getpid())) for path, text in files.items()}
    outside = work / "outside"
    repo = work / name
    commit(repo, files, outside if name.startswith("hostile") else None)
    ran = subprocess.run([tool, "reproduce", str(repo), "--run", "--output-format", "json", "--entry",
                          "train.ipynb" if "train.ipynb" in files else "train.py"] + options,
                         env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=600)
    try:
        report = json.loads(ran.stdout)
    except ValueError:
        return "no report: " + ran.stderr[-300:]
    got = (report["level"], (report["stopped_by"] or {}).get("cause", ""), (report["stopped_by_as_is"] or {}).get("cause", ""))
    if got != (level, cause, as_is):
        return "expected %s, got %s: %s" % ((level, cause, as_is), got, (report["stopped_by"] or {}).get("evidence", ""))
    if any(outside.iterdir()):
        return "it wrote outside"
    return ""


def main(tool):
    for program in ("bwrap", "uv", "git"):
        if not shutil.which(program):
            print("no " + program)
            return 77
    if subprocess.run(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], stderr=subprocess.DEVNULL).returncode:
        print("bubblewrap makes no sandbox here")
        return 77
    bad = 0
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory(dir=os.path.expanduser("~")) as home:
        work = pathlib.Path(place)
        wheels(work / "wheels")
        (work / "outside").mkdir()
        secret = pathlib.Path(home) / "secret.txt"
        secret.write_text("x")
        env = dict(os.environ, UV_FIND_LINKS=str(work / "wheels"))
        probe = subprocess.run(["uv", "pip", "install", "--dry-run", "--only-binary", ":all:", "--target",
                                str(work / "probe"), "nbclient"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        index = probe.returncode == 0
        for name, case in list(CASES.items()) + (list(WITH_INDEX.items()) if index else []):
            here = env if name in WITH_INDEX else dict(env, UV_NO_INDEX="1")
            trouble = attempt(tool, work, name, case, here, secret)
            print("%-26s %s" % (name, trouble or "ok"), flush=True)
            bad += bool(trouble)
        if not index:
            print("no index answers: %s were not tried" % ", ".join(WITH_INDEX))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
