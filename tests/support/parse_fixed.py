#!/usr/bin/env python3
"""usage: parse_fixed.py FOLDER: every *.py.fixed and *.ipynb.fixed below it must be Python; exit 1 if one is not."""
import ast
import json
import pathlib
import sys

broken = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.fixed")):
    text = path.read_bytes()
    if path.name.endswith(".ipynb.fixed"):
        cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in cells]
        sources = ["\n".join("pass" if line.startswith(("%", "!")) else line for line in s.split("\n")) for s in sources]
    else:
        sources = [text]
    for source in sources:
        try:
            ast.parse(source)
        except SyntaxError as error:
            print(f"{path}: {error}", file=sys.stderr)
            broken += 1
sys.exit(1 if broken else 0)
