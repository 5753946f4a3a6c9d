#!/usr/bin/env python3
"""How far tracklint's rates agree with counting words: a table of both, repository by repository beneath.

    patterns.py RECORDS.jsonl TREES [--output patterns.md]

RECORDS are those of a corpus run over the repositories whose work trees lie at TREES/owner+name. The words are looked
for in every .py and .ipynb file (of cells the code alone), comments and tests included: what a person with grep counts.
The third column is that of a count made by others over 113 repositories, most of which are not among these.
"""

import argparse
import json
import pathlib
import re

CALL = re.compile(r"\bmlflow\b.*\.\w+\(|\bmlflow\.\w+|from\s+mlflow|import\s+mlflow")
NAMES = {
    "lock": re.compile(r"(^|/)(poetry|uv|pdm|Pipfile|conda|conda-lock)(-lock)?\.(lock|yml)$"),
    "image": re.compile(r"(^|/)(Dockerfile[^/]*|[^/]+\.Dockerfile)$", re.IGNORECASE),
    "mlproject": re.compile(r"(^|/)MLproject$"),
    "integration": re.compile(r"^\.github/workflows/[^/]+\.ya?ml$"),
    "dvc": re.compile(r"(^|/)dvc\.yaml$|\.dvc$|(^|/)\.dvc/config$"),
}
WORDS = {
    "autolog": re.compile(r"autolog\("),
    "registry": re.compile(r"register_model|registered_model_name|create_registered_model|create_model_version|transition_model_version"),
    "log_input": re.compile(r"log_input\(|mlflow\.data\."),
    "hydra": re.compile(r"hydra\.main|from hydra|import hydra"),
}
# What is compared: the words, what the record says, the share (per cent) of 113 repositories.
ROWS = [
    ("autolog", lambda r: r["habits"]["autolog"], 26),
    ("registry", lambda r: r["habits"]["registry"], 34),
    ("lock", lambda r: r["kept"]["lock"], 21),
    ("image", lambda r: r["kept"]["image"], 45),
    ("mlproject", lambda r: r["kept"]["mlproject"], 12),
    ("integration", lambda r: r["kept"]["continuous_integration"], 30),
    ("dvc", lambda r: r["kept"]["dvc"], 11),
    ("hydra", lambda r: r["kept"]["hydra"], None),
]


def code(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return text
    try:
        cells = json.loads(text).get("cells", [])
    except (ValueError, AttributeError):
        return ""
    return "\n".join("".join(cell.get("source", "")) for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code")


def counted(tree):
    names = [str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file() and ".git" not in path.relative_to(tree).parts]
    said = {key: any(pattern.search(name) for name in names) for key, pattern in NAMES.items()}
    said.update(dict.fromkeys(WORDS, False))
    uses = False
    for name in names:
        if not name.endswith((".py", ".ipynb")):
            continue
        text = code(tree / name)
        if "mlflow" not in text:
            if WORDS["hydra"].search(text):
                said["hydra"] = True
            continue
        uses = uses or bool(CALL.search(text))
        for key, pattern in WORDS.items():
            said[key] = said[key] or bool(pattern.search(text))
    return said, uses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=pathlib.Path)
    parser.add_argument("trees", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    both = []
    for line in options.records.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        tree = options.trees / record["repo"].replace("/", "+")
        if record["error"] is not None or not tree.is_dir():
            continue
        said, uses = counted(tree)
        if uses or record["habits"]["uses_mlflow"]:
            both.append((record, said))
    out = [f"{len(both)} repositories with MLflow calls.", "",
           "| | by words | tracklint | difference | 113 repositories | only by words | only tracklint |", "|---|---|---|---|---|---|---|"]
    for key, ask, elsewhere in ROWS:
        words = [said[key] for _, said in both]
        tool = [bool(ask(record)) for record, _ in both]
        only = [[record["repo"] for (record, _), a, b in zip(both, words, tool) if (a, b) == which] for which in ((True, False), (False, True))]
        share = [100 * sum(answers) / max(len(both), 1) for answers in (words, tool)]
        out.append(
            f"| {key} | {share[0]:.0f} % | {share[1]:.0f} % | {share[1] - share[0]:+.0f} | "
            f"{'–' if elsewhere is None else f'{elsewhere} %'} | {', '.join(only[0]) or '–'} | {', '.join(only[1]) or '–'} |"
        )
    text = "\n".join(out) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
