"""tracklint beside other tools on whole trees: processor seconds and memory, in alternation, with ratios.

Run through `./dev bench trees TREE...`. Tools that are not installed are left out and named. With `--library DIR` the
tree of library code is made first (wheels from PyPI, unpacked) and measured as well.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

LIBRARY = """mlflow pycaret optuna optuna-integration zenml kedro-mlflow transformers pytorch-lightning ray
apache-airflow-providers-amazon feast clearml wandb dagster-mlflow sktime azureml-mlflow great-expectations evidently
autogluon.core flaml""".split()


def build_library(folder):
    """The wheels of LIBRARY, unpacked side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as wheels:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", wheels]
        for name in LIBRARY:
            if subprocess.run([*command, name]).returncode != 0:
                print(f"{name}: no wheel, left out", file=sys.stderr)
        for wheel in sorted(pathlib.Path(wheels).glob("*.whl")):
            target = folder / wheel.name.split("-")[0]
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(target)


def measure(command, folder):
    """Processor seconds, wall seconds and peak megabytes of one run; findings (status 1) are no failure."""
    begin = os.times()
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen(command, cwd=folder, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(map(str, command))}: exit status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - begin.elapsed, usage.ru_maxrss / 1024


def tools(options, cache):
    tracklint = [options.tracklint, "check", "--isolated", "--no-progress", "--output-format", "concise"]
    ruff = [options.ruff, "check", "--isolated"]
    wanted = {
        "tracklint": [*tracklint, "--no-cache", "."],
        "tracklint, one thread": [*tracklint, "--no-cache", "--jobs", "1", "."],
        "tracklint, from the cache": [*tracklint, "--config", f'cache-dir = "{cache}/tracklint"', "."],
        "ruff, one rule": [*ruff, "--select", "NPY002", "--no-cache", "."],
        "ruff, default rules": [*ruff, "--no-cache", "."],
        "ruff, one rule, from the cache": [*ruff, "--select", "NPY002", "--cache-dir", f"{cache}/ruff", "."],
        "rg -l mlflow": ["rg", "-uu", "-l", "mlflow", "."],
    }
    return {name: command for name, command in wanted.items() if shutil.which(command[0])}


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def compare(tree, options):
    with tempfile.TemporaryDirectory() as cache:
        commands = tools(options, cache)
        seconds, wall, memory, bare = {n: [] for n in commands}, {n: [] for n in commands}, {}, []
        for command in commands.values():  # warms the file cache and the caches of the tools
            measure(command, tree)
        parsed = ""
        for _ in range(options.rounds):
            for name, command in commands.items():
                cpu, elapsed, peak = measure(command, tree)
                seconds[name].append(cpu)
                wall[name].append(elapsed)
                memory[name] = max(memory.get(name, 0), peak)
            answer = subprocess.run([options.bare_parse, tree], check=True, capture_output=True, text=True).stdout
            cpu, files, megabytes = answer.split()
            bare.append(float(cpu))
            parsed = f"{files} files, {megabytes} MB"
    print(f"\n{tree}: {options.rounds} rounds in alternation, median (least–most)\n")
    print("| command | CPU s | wall s | peak MB | tracklint / this, CPU |\n|---|---|---|---|---|")
    own = seconds["tracklint"]
    for name, values in seconds.items():
        ratios = [a / b for a, b in zip(own, values) if b > 0]
        ratio = "" if name == "tracklint" or not ratios else spread(ratios)
        print(f"| {name} | {spread(values)} | {spread(wall[name])} | {memory[name]:.0f} | {ratio} |")
    if all(bare):
        print(f"| bare parsing of the files tracklint parses ({parsed}) | {spread(bare)} | | |"
              f" {spread([a / b for a, b in zip(own, bare)])} |")
    print(f"\ntwo threads against one, wall: {spread([a / b for a, b in zip(wall['tracklint, one thread'], wall['tracklint'])])}")
    for name in sorted({"ruff", "rg"} - {c[0] if c[0] == "rg" else "ruff" for c in commands.values()}):
        print(f"{name} is not installed: left out")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", nargs="*", type=pathlib.Path)
    parser.add_argument("--library", type=pathlib.Path, help="make the tree of library code here, unless it exists")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tracklint", default="build/release/tracklint", type=os.path.abspath)
    parser.add_argument("--bare-parse", default="build/bench/tests/tracklint_bare_parse", type=os.path.abspath)
    parser.add_argument("--ruff", default="ruff")
    options = parser.parse_args()
    trees = list(options.trees)
    if options.library:
        if not options.library.exists():
            build_library(options.library)
        trees.append(options.library)
    if not trees:
        parser.error("no tree: give folders, or --library DIR")
    load = os.getloadavg()[0]
    if load > 0.5 * (os.cpu_count() or 1):
        print(f"the machine is busy (load {load:.1f}): trust the processor seconds, not the wall", file=sys.stderr)
    for tree in trees:
        compare(tree, options)


if __name__ == "__main__":
    main()
