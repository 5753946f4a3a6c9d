// The Python files that are put before an experiment: they run inside the sandbox and change no file of the repository.
#pragma once

namespace tracklint::reproduce {

/// sitecustomize: tracking servers are replaced by the private store, and each replacement is written down. Runs on
/// Python 3.6 and later.
inline constexpr const char* kSiteCustomize = R"py(import importlib.abc
import importlib.machinery
import os
import sys

STORE = os.environ.get("MLFLOW_TRACKING_URI", "")
NOTES = os.environ.get("TRACKLINT_REPLACED", "")
ROOT = os.environ.get("TRACKLINT_ROOT", "")
for folder in ROOT.split(os.pathsep):
    if folder and folder not in sys.path:
        sys.path.append(folder)


def note(uri):
    try:
        with open(NOTES, "a") as out:
            out.write(str(uri).replace("\n", " ")[:500] + "\n")
    except OSError:
        pass


def local(uri):
    """The URI itself where it is a file of this machine, else the private store."""
    if uri is None or not STORE:
        return uri
    text = str(uri)
    scheme = text.split(":", 1)[0] if "://" in text or ":" in text[2:] else ""
    if text == "" or text == STORE or scheme in ("sqlite", "file") or (not scheme and not text.startswith("databricks")):
        return uri
    note(text)
    return STORE


def first_local(function):
    def replaced(*args, **kwargs):
        if args:
            args = (local(args[0]),) + args[1:]
        for name in ("uri", "store_uri", "tracking_uri", "registry_uri"):
            if name in kwargs:
                kwargs[name] = local(kwargs[name])
        if not args and not kwargs and os.environ.get("MLFLOW_TRACKING_URI", STORE) != STORE:
            os.environ["MLFLOW_TRACKING_URI"] = str(local(os.environ["MLFLOW_TRACKING_URI"]))
        return function(*args, **kwargs)
    return replaced


def patch(module, names):
    for name in names:
        if hasattr(module, name):
            setattr(module, name, first_local(getattr(module, name)))


def without_effect(module, names):
    for name in names:
        def nothing(*args, **kwargs):
            note(module.__name__ + ".init")
        setattr(module, name, nothing)


PATCHES = {
    "mlflow.tracking._tracking_service.utils": lambda m: patch(m, ["set_tracking_uri", "_get_store"]),
    "mlflow.tracking._model_registry.utils": lambda m: patch(m, ["set_registry_uri", "_get_store"]),
    "dagshub": lambda m: without_effect(m, ["init"]),
}


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name not in PATCHES:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            PATCHES[name](module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Finder())
)py";

/// Executes the cells of a notebook in their order; the exit code is 1 when one fails.
inline constexpr const char* kRunNotebook = R"py(import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

notebook = nbformat.read(sys.argv[1], as_version=4)
notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
try:
    NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
except CellExecutionError as error:
    print(error.traceback if hasattr(error, "traceback") else error)
    print("%s: %s" % (error.ename, error.evalue))
    sys.exit(1)
)py";

/// Fetches one file: URL, path. Nothing of it is read.
inline constexpr const char* kFetch = R"py(import shutil
import sys
import urllib.request

with urllib.request.urlopen(sys.argv[1], timeout=60) as answer, open(sys.argv[2], "wb") as out:
    shutil.copyfileobj(answer, out)
)py";

/// Prints the build requirements that a source distribution states. Runs on Python 3.6 and later.
inline constexpr const char* kBuildRequirements = R"py(import re
import sys
import tarfile
import zipfile

path = sys.argv[1]
text = ""
if path.endswith(".zip"):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.count("/") == 1 and name.endswith("/pyproject.toml"):
                text = archive.read(name).decode("utf-8", "replace")
else:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and member.name.count("/") == 1 and member.name.endswith("/pyproject.toml"):
                text = archive.extractfile(member).read(1 << 20).decode("utf-8", "replace")
section = re.search(r"^\[build-system\](.*?)(?=^\[|\Z)", text, re.M | re.S)
found = re.search(r"^requires\s*=\s*\[(.*?)^?\]\s*(?:#.*)?$", section.group(1), re.M | re.S) if section else None
for single, double in re.findall(r"'([^'\n]*)'|\"([^\"\n]*)\"", found.group(1) if found else ""):
    print("requires: " + (single or double))
)py";

}  // namespace tracklint::reproduce
