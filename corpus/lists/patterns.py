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
    "requirements": re.compile(r"(^|/)[^/]*requirements[^/]*\.(txt|in)$"),
    "pyproject": re.compile(r"(^|/)pyproject\.toml$"),
    "conda": re.compile(r"(^|/)[^/]*(conda|environment)[^/]*\.ya?ml$"),
    "lock": re.compile(r"(^|/)(poetry|uv|pdm|Pipfile|conda|conda-lock)(-lock)?\.(lock|yml)$"),
    "image": re.compile(r"(^|/)(Dockerfile[^/]*|[^/]+\.Dockerfile)$", re.IGNORECASE),
    "mlproject": re.compile(r"(^|/)MLproject$"),
    "integration": re.compile(r"^\.github/workflows/[^/]+\.ya?ml$"),
    "dvc": re.compile(r"(^|/)dvc\.yaml$|\.dvc$|(^|/)\.dvc/config$"),
}
WORDS = {
    "start_run": re.compile(r"start_run\("),
    "set_experiment": re.compile(r"set_experiment\("),
    "set_tracking_uri": re.compile(r"set_tracking_uri\("),
    "log_param": re.compile(r"\blog_param\("),
    "log_params": re.compile(r"\blog_params\("),
    "log_artifact": re.compile(r"\blog_artifacts?\("),
    "log_model": re.compile(r"\blog_model\("),
    "MlflowClient": re.compile(r"MlflowClient\("),
    "autolog": re.compile(r"autolog\("),
    "registry": re.compile(r"register_model|registered_model_name|create_registered_model|create_model_version|transition_model_version"),
    "log_input": re.compile(r"log_input\(|mlflow\.data\."),
    "hydra": re.compile(r"hydra\.main|from hydra|import hydra"),
    "seed numpy": re.compile(r"np\.random\.seed\(|numpy\.random\.seed\("),
    "seed torch": re.compile(r"manual_seed\w*\(|seed_everything\("),
    "seed random": re.compile(r"(?<![\w.])random\.seed\("),
    "seed tensorflow": re.compile(r"set_random_seed\(|tf\.random\.set_seed\("),
}


def calls(*ends):
    """The record says that a function whose name ends so is called."""
    return lambda record: any(name.rpartition(".")[2] in ends for name in record["functions"])


def seeds(*libraries):
    return lambda record: any(library in ("*", *libraries) for library in record["seeds"])


# What is compared: the words, what the record says, the share (per cent) of 113 repositories.
ROWS = [
    ("start_run", calls("start_run"), None),
    ("set_experiment", calls("set_experiment"), 67),
    ("set_tracking_uri", calls("set_tracking_uri"), 67),
    ("log_param", calls("log_param"), 43),
    ("log_params", calls("log_params"), 45),
    ("log_artifact", calls("log_artifact", "log_artifacts"), 52),
    ("log_model", calls("log_model"), None),
    ("MlflowClient", lambda r: any("MlflowClient" in name for name in r["functions"]), 42),
    ("autolog", lambda r: r["habits"]["autolog"], 26),
    ("registry", lambda r: r["habits"]["registry"], 34),
    ("log_input", lambda r: calls("log_input")(r) or any(name.startswith("mlflow.data.") for name in r["functions"]), 3),
    ("seed numpy", seeds("numpy"), 20),
    ("seed torch", seeds("torch"), 14),
    ("seed random", seeds("random"), 11),
    ("seed tensorflow", seeds("tensorflow", "keras"), 4),
    ("requirements", lambda r: "requirements" in r["declared"], 70),
    ("pyproject", lambda r: "pyproject" in r["declared"], 30),
    ("conda", lambda r: "conda" in r["declared"], 18),
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
    # What lies in the folder of a stored model is not the project's own.
    models = {name.rpartition("/")[0] for name in names if name.rpartition("/")[2] == "MLmodel"}
    own = [name for name in names if name.rpartition("/")[0] not in models]
    said = {key: any(pattern.search(name) for name in own) for key, pattern in NAMES.items()}
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
