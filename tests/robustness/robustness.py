#!/usr/bin/env python3
"""What goes wrong around the program: signals, readers that leave, full disks, files that change, caches that rot.

usage: robustness.py TRACKLINT [NAME...]

A run that is interrupted leaves no half of a report; one that cannot write says so with exit code 2; a cache never
changes a result.
"""

import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

CODE = "import mlflow\nimport numpy as np\n" + "".join(
    f"def f{i}(x):\n    with mlflow.start_run(run_name='r{i}'):\n        mlflow.log_param('a@{i}', x)\n        mlflow.log_metric('m', np.random.rand())\n    return f{(i * 7 + 1) % 12}(x)\n" for i in range(12)) + "f0(1)\n"
TESTS = {}


def test(function):
    TESTS[function.__name__] = function
    return function


def tree(folder, files=30):
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(files):
        (folder / f"train_{i}.py").write_text(CODE)
    (folder / "requirements.txt").write_text("mlflow\nnumpy\n")
    return folder


def run(*arguments, **more):
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, check=False, timeout=120, **more)


def is_whole(path):
    json.loads(path.read_text())


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


@test
def interrupted(work):
    """Killed at any moment: the report is the old one or a whole new one, and nothing else lies beside it."""
    project = tree(work / "p", 60)
    out = work / "out"
    out.mkdir()
    report = out / "report.json"
    begin = time.monotonic()
    run("check", "--isolated", "--no-cache", "-q", "--output-format", "json", "-o", report, project)
    took = time.monotonic() - begin
    is_whole(report)
    interrupted_ones = 0
    for i in range(24):
        number = (signal.SIGINT, signal.SIGTERM)[i % 2]
        report.write_text('"old"') if i % 3 else report.unlink(missing_ok=True)
        started = subprocess.Popen([TOOL, "check", "--isolated", "--no-cache", "-q", "--output-format", "json", "-o", str(report), str(project)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(took * (i + 0.5) / 20)
        started.send_signal(number)
        output, errors = started.communicate(timeout=60)
        if started.returncode == -number:
            interrupted_ones += 1
            expect(not output and not errors, f"an interrupted run says {errors[:200]}")
        else:
            expect(started.returncode in (0, 1), f"{number.name} ends with {started.returncode}")
        if report.exists():
            is_whole(report)
        expect({p.name for p in out.iterdir()} <= {"report.json"}, f"{[p.name for p in out.iterdir()]} are left")
    expect(interrupted_ones > 5, "hardly any run was interrupted")
    shell = subprocess.run(["sh", "-c", '"$0" check --isolated --no-cache -q "$1" >/dev/null & p=$!; kill -TERM $p; wait $p; exit $?', TOOL, str(project)], check=False)
    expect(shell.returncode in (0, 1, 143), f"a shell sees {shell.returncode}")


@test
def corpus_interrupted(work):
    """An interrupted corpus run goes on with --resume and gives the bytes of one that was not."""
    for i in range(12):
        tree(work / "r" / f"repo{i}", 8)
    repositories = sorted(map(str, (work / "r").iterdir()))
    whole = run("corpus", "-q", "--no-progress", "-j2", "-o", work / "whole", *repositories)
    expect(whole.returncode == 0, f"{whole.returncode} {whole.stderr}")
    for number in (signal.SIGINT, signal.SIGTERM):
        place = work / number.name
        for _ in range(3):
            started = subprocess.Popen([TOOL, "corpus", "-q", "--no-progress", "-j2", "--resume", "-o", str(place), *repositories], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.15)
            started.send_signal(number)
            started.wait(timeout=60)
        done = run("corpus", "-q", "--no-progress", "-j2", "--resume", "-o", place, *repositories)
        expect(done.returncode == 0, f"{done.returncode} {done.stderr}")
        for table in ("repos.csv", "findings.csv", "scopes.csv", "summary.json"):
            expect((place / table).read_bytes() == (work / "whole" / table).read_bytes(), f"{table} differs after {number.name}")


@test
def readers_that_leave(work):
    """`| head -1` ends without a word."""
    project = tree(work / "p")
    for form in ("full", "concise", "json", "sarif", "html", "github"):
        for ignore in ("", "trap '' PIPE; "):
            done = subprocess.run(["sh", "-c", f'{ignore}"$0" check --isolated --no-cache -q --output-format {form} "$1" | head -c 20 >/dev/null', TOOL, str(project)], capture_output=True, check=False, timeout=60)
            expect(not done.stderr, f"{form}: {done.stderr[:200]}")
    for command in ("facts", "score", "rule --all"):
        done = subprocess.run(["sh", "-c", f'cd "$1"; "$0" {command} | head -c 20 >/dev/null', TOOL, str(project)], capture_output=True, check=False, timeout=60)
        expect(not done.stderr, f"{command}: {done.stderr[:200]}")
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(["sh", "-c", f'"$0" check --isolated --no-cache -q -o "$2" "$1" {closed}', TOOL, str(project), str(work / "o.txt")], capture_output=True, check=False, timeout=60)
        expect(done.returncode in (0, 1), f"{closed} ends with {done.returncode}")


@test
def full_disks(work):
    """What cannot be written is told with exit code 2; an old report stays."""
    project = tree(work / "p")
    for arguments in (["check"], ["check", "--output-format", "json"], ["facts"], ["score"], ["facts", "--output-format", "json"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TOOL, *arguments, "--isolated", "--no-cache", str(project)], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        expect(done.returncode == 2 and b"cannot write" in done.stderr, f"{arguments} to a full disk: {done.returncode} {done.stderr[:200]}")
    for arguments in (["rule", "--all"], ["version"], ["--help"], ["config"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TOOL, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60, cwd=work)
        expect(done.returncode == 2 and b"cannot write" in done.stderr, f"{arguments} to a full disk: {done.returncode} {done.stderr[:200]}")
    done = run("check", "--isolated", "--no-cache", "-q", "-o", "/dev/full", project)
    expect(done.returncode == 2 and b"cannot write" in done.stderr, f"-o /dev/full: {done.returncode} {done.stderr[:200]}")
    report = work / "report.json"

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    for old in (None, '"old"'):
        if old:
            report.write_text(old)
        done = run("check", "--isolated", "--no-cache", "-q", "--output-format", "json", "-o", report, project, preexec_fn=small)
        expect(done.returncode == 2 and b"cannot write" in done.stderr, f"a limit of the size of files: {done.returncode} {done.stderr[:200]}")
        expect(report.read_text() == old if old else not report.exists(), "half of a report is left")
    done = run("check", "--isolated", "-q", "--cache-dir", work / "cache", project, preexec_fn=small)
    expect(done.returncode in (0, 1), f"a cache that cannot be written: {done.returncode} {done.stderr[:200]}")
    expect(done.stdout == run("check", "--isolated", "-q", "--no-cache", project).stdout, "a cache that cannot be written changes the result")


@test
def places_that_cannot_be_written(work):
    project = tree(work / "p", 3)
    (work / "file").write_text("x")
    (work / "folder").mkdir()
    for place in ("/proc/nowhere/x.json", work / "file" / "x.json", work / "folder", "/dev/null/x", "/sys/x"):
        done = run("check", "--isolated", "--no-cache", "-q", "-o", place, project)
        expect(done.returncode == 2 and b"cannot write" in done.stderr, f"-o {place}: {done.returncode} {done.stderr[:200]}")
    expect((work / "file").read_text() == "x", "a file was overwritten")
    plain = run("check", "--isolated", "--no-cache", "-q", project)
    for cache in ("/proc/nowhere", work / "file", "/dev/null/x"):
        done = run("check", "--isolated", "-q", "--cache-dir", cache, project)
        expect((done.returncode, done.stdout) == (plain.returncode, plain.stdout), f"--cache-dir {cache}: {done.returncode} {done.stderr[:200]}")
    target = work / "real.json"
    target.write_text("old")
    target.chmod(0o640)
    (work / "link.json").symlink_to("real.json")
    run("check", "--isolated", "--no-cache", "-q", "--output-format", "json", "-o", work / "link.json", project)
    is_whole(target)
    expect((work / "link.json").is_symlink() and target.stat().st_mode & 0o777 == 0o640, "a link or a mode was replaced")
    for odd in ("/dev/stdout", "/dev/fd/1", "-"):
        done = run("check", "--isolated", "--no-cache", "-q", "-o", odd, project)
        expect(done.stdout == plain.stdout, f"-o {odd} does not write to standard output")


@test
def files_that_change(work):
    """Files appear, change and go while they are read."""
    project = tree(work / "p", 40)
    stop = threading.Event()

    def change():
        chance = random.Random(1)
        while not stop.is_set():
            place = project / f"train_{chance.randrange(40)}.py"
            kind = chance.randrange(6)
            try:
                if kind == 0:
                    place.unlink(missing_ok=True)
                elif kind == 1:
                    place.write_text(CODE[: chance.randrange(len(CODE))])
                elif kind == 2:
                    place.write_bytes(bytes(chance.randrange(256) for _ in range(500)))
                elif kind == 3:
                    os.truncate(place, chance.randrange(3000))
                elif kind == 4:
                    folder = project / f"d{chance.randrange(5)}"
                    folder.mkdir(exist_ok=True)
                    place.rename(folder / place.name)
                else:
                    place.write_text(CODE * 2)
            except OSError:
                pass

    changer = threading.Thread(target=change)
    changer.start()
    try:
        for i in range(24):
            done = run(("check", "facts", "score")[i % 3], "--isolated", "-j4", "--output-format", "json", "--cache-dir", work / "cache", project)
            expect(done.returncode in (0, 1, 2) and b"internal" not in done.stderr, f"{done.returncode} {done.stderr[:300]}")
            json.loads(done.stdout)
    finally:
        stop.set()
        changer.join()


@test
def rotten_caches(work):
    """Entries of a cache that are cut, changed, emptied or replaced: the result is that of a cold run."""
    project = tree(work / "p", 5)
    cache = work / "cache"
    commands = (["check", "--output-format", "json"], ["facts", "--output-format", "json"], ["score"], ["check", f"--output=sarif={work / 'o.sarif'}"])
    cold = [run(*c, "--isolated", "--no-cache", project) for c in commands]
    sarif = (work / "o.sarif").read_bytes()
    chance = random.Random(2)
    for turn in range(16):
        for command in commands:
            run(*command, "--isolated", "--cache-dir", cache, project)
        entries = [p for p in cache.rglob("*") if p.is_file()]
        expect(any(p.suffix == ".bin" for p in entries), "nothing is kept")
        for place in entries:
            data = bytearray(place.read_bytes())
            kind = turn % 8
            if kind == 0:
                data = data[: chance.randrange(len(data) + 1)]
            elif kind == 1 and data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            elif kind == 2:
                data = bytearray(chance.randbytes(len(data)))
            elif kind == 3:
                data = bytearray()
            elif kind == 4:
                data += b"x"
            elif kind == 5:
                data = data.replace(b"MLF", b"XXX")
            elif kind == 6:
                data = bytearray(bytes(data).replace(b"1", b"9"))
            place.write_bytes(data)
            if kind == 7 and place.suffix == ".bin":
                place.unlink()
                (place.mkdir if turn < 8 else lambda p=place: os.mkfifo(p))()
        (work / "o.sarif").unlink(missing_ok=True)
        for command, right in zip(commands, cold):
            done = run(*command, "--isolated", "--cache-dir", cache, project)
            expect((done.returncode, done.stdout, done.stderr) == (right.returncode, right.stdout, right.stderr), f"turn {turn}: {command} differs: {done.returncode} {done.stderr[:200]}")
        expect((work / "o.sarif").read_bytes() == sarif, f"turn {turn}: the file differs")
        if turn % 8 == 7:
            for place in cache.rglob("*.bin"):
                place.rmdir() if place.is_dir() else place.unlink()


def main():
    failed = 0
    for name, function in TESTS.items():
        if len(sys.argv) > 2 and name not in sys.argv[2:]:
            continue
        with tempfile.TemporaryDirectory(prefix="robust_") as folder:
            try:
                function(pathlib.Path(folder))
                print(f"{name}: holds", flush=True)
            except (AssertionError, subprocess.TimeoutExpired, ValueError, OSError) as error:
                failed += 1
                print(f"{name}: {type(error).__name__}: {error}", flush=True)
    return 1 if failed else 0


TOOL = str(pathlib.Path(sys.argv[1]).resolve())
if __name__ == "__main__":
    sys.exit(main())
