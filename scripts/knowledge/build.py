"""Builds the data files of analyzer/knowledge/data from the generators and hand-kept lists; see README.md.

usage: build.py --scratch FOLDER [--check] [--compare CATALOGUES]
FOLDER is what prepare.sh made. --check writes nothing and fails when a committed file differs.
"""
import argparse
import pathlib
import sys

import from_defaults
import from_mlflow
import lists
import tables
import words
from sources import Sources


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scratch", type=pathlib.Path, required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compare", type=pathlib.Path)
    arguments = parser.parse_args()
    import from_sklearn

    sources = Sources([arguments.scratch / "packages"])
    files, methods = lists.build(sources)
    measured = from_sklearn.build(Sources([arguments.scratch / "sklearn1"]))
    files["sklearn"] = {**measured, **files.get("sklearn", {})}
    output = tables.Output(arguments.check)
    for name, entries in lists.by_file(files).items():
        output.put(name, entries)
    output.put("methods.json", methods)
    api = from_mlflow.build(arguments.scratch, Sources)
    for name, entries in api.items():
        output.put(name, entries)
    for name, entries in from_defaults.build().items():
        output.put(name, entries)
    for name, entries in words.build(arguments.scratch).items():
        output.put(name, entries)
    output.finish()
    if arguments.compare:
        for version in (2, 3):
            for line in from_mlflow.compare(api[f"api/mlflow{version}.json"], arguments.compare / f"mlflow_api_{version}.json"):
                print(f"mlflow {version}: {line}")
    return 1 if arguments.check and output.different else 0


if __name__ == "__main__":
    sys.exit(main())
