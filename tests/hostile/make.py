"""How cases are written down.

A case is a function that gives files: {path: str, bytes or a function that makes what stands at that path}; one text
alone is a.py. One that takes a parameter is given the folder instead, makes what it wants in it and may give back
options of the command line ({"check": [...]}, {"corpus": [...]}, {"paths": [...]}, {"environment": {...}},
{"only corpus": True}).
"""
import inspect
import sys

START = "import mlflow\n"
LOG = 'mlflow.log_param("a", x)\n'
CASES = {}
SMALL = "--full" not in sys.argv


def size(n):
    return n // 8 if SMALL else n


def write(folder, files):
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(place)
        elif isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.write_bytes(content.encode("utf-8", "surrogatepass"))


def add(name, files):
    if name in CASES:
        raise ValueError(f"two cases are named {name}")
    whole = files if isinstance(files, dict) else {"a.py": files}
    CASES[name] = lambda folder: write(folder, whole)


def case(make):
    if make.__name__ in CASES:
        raise ValueError(f"two cases are named {make.__name__}")
    if inspect.signature(make).parameters:
        CASES[make.__name__] = make
    else:
        def build(folder):
            files = make()
            write(folder, files if isinstance(files, dict) else {"a.py": files})
        CASES[make.__name__] = build
    return make
