#!/usr/bin/env python3
"""Run a few of the oracle's cases under real MLflow and compare with their truth, where the pinned packages are.

usage: few.py PYTHON [renew.py option...]

Exit status 77 (skipped) and the reason where PYTHON or a package in the pinned version is missing.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FEW = "own_(02|21|46|62|81)"
ASK = """
import importlib.metadata, sys
for line in open(sys.argv[1]):
    name, _, wanted = line.strip().partition("==")
    if not wanted or name.startswith("#"):
        continue
    try:
        have = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        have = "missing"
    if have != wanted:
        sys.exit(f"{name} is {have}, {wanted} is pinned")
"""


def reason_to_skip(python):
    try:
        asked = subprocess.run([python, "-c", ASK, str(HERE / "requirements.txt")], capture_output=True, text=True)
    except OSError:
        return f"there is no {python}"
    return asked.stderr.strip().splitlines()[-1] if asked.returncode else ""


def main():
    python, options = sys.argv[1], sys.argv[2:] or ["--match", FEW]
    reason = reason_to_skip(python)
    if reason:
        print(f"skipped: {reason}; `./dev oracle` installs what is pinned")
        return 77
    return subprocess.run([sys.executable, str(HERE / "renew.py"), "--python", python, "--check", *options]).returncode


if __name__ == "__main__":
    sys.exit(main())
