#!/usr/bin/env python3
"""A corpus of small made-up repositories, the same for the same seed.

    synthetic_corpus.py 20000 > corpus.jsonl              the lines that `tracklint corpus - --stream` reads
    synthetic_corpus.py 300 --folders DIR                 the same as folders DIR/OWNER/NAME

Each has 4 to 16 files: training code that logs by hand, through a helper, with autolog or not at all, modules beside it,
a notebook, requirements, a workflow, a README. They differ in names, values and size, so that no two are copies; about
one in a hundred has a file that does not parse.
"""

import argparse
import json
import pathlib
import random
import sys

MODELS = [
    ("sklearn.ensemble", "RandomForestClassifier", {"n_estimators": (50, 900), "max_depth": (2, 40)}),
    ("sklearn.linear_model", "LogisticRegression", {"C": (1, 90), "max_iter": (50, 5000)}),
    ("xgboost", "XGBClassifier", {"n_estimators": (50, 900), "max_depth": (2, 12)}),
    ("lightgbm", "LGBMRegressor", {"num_leaves": (8, 200), "n_estimators": (50, 900)}),
    ("sklearn.svm", "SVC", {"C": (1, 90)}),
]
WORDS = "churn credit wine taxi demand fraud price image speech sensor click tumor wind stock house ticket".split()
PACKAGES = "mlflow scikit-learn pandas numpy xgboost lightgbm matplotlib pyyaml click tqdm fastapi pytest".split()


def module(rng, index):
    """Code beside the training: functions and classes of no interest to MLflow."""
    out = ["import numpy as np", "import pandas as pd", ""]
    for k in range(rng.randint(4, 24)):
        name = f"{rng.choice(WORDS)}_{index}_{k}"
        out += [
            f"def {name}(frame, size={rng.randint(1, 99)}, scale={rng.random():.3f}):",
            f'    """{rng.choice(WORDS)} {rng.choice(WORDS)}."""',
            f"    values = frame['{rng.choice(WORDS)}'].rolling(size).mean() * scale",
            f"    for step in range({rng.randint(2, 9)}):",
            f"        values = np.where(values > step, values - {rng.random():.2f}, values)",
            "    return pd.Series(values)",
            "",
        ]
    return "\n".join(out)


def training(rng, style):
    package, model, ranges = rng.choice(MODELS)
    chosen = {name: rng.randint(*limits) for name, limits in ranges.items()}
    arguments = ", ".join(f"{name}=args.{name}" for name in chosen)
    seed = rng.choice([None, rng.randint(0, 99)])
    out = ["import argparse", "", "import pandas as pd", f"from {package} import {model}"]
    out += ["from sklearn.model_selection import train_test_split", "from features import prepare"]
    if style != "none":
        out += ["import mlflow"]
    if style == "helper":
        out += ["from tracking import record"]
    out += ["", "", "def main():", "    parser = argparse.ArgumentParser()"]
    out += [f"    parser.add_argument('--{name}', type=int, default={value})" for name, value in chosen.items()]
    out += ["    args = parser.parse_args()", f"    frame = prepare(pd.read_csv('data/{rng.choice(WORDS)}.csv'))"]
    split = "" if seed is None else f", random_state={seed}"
    out += ["    train, test = train_test_split(frame, test_size=0.2" + split + ")"]
    body = [f"model = {model}({arguments})", "model.fit(train.drop(columns='y'), train['y'])"]
    body += ["score = model.score(test.drop(columns='y'), test['y'])"]
    if style == "autolog":
        out += ["    mlflow.autolog()"] + ["    " + line for line in body]
    elif style == "none":
        out += ["    " + line for line in body] + ["    print(score)"]
    else:
        if rng.random() < 0.7:
            out += [f"    mlflow.set_experiment('{rng.choice(WORDS)}-{rng.randint(1, 999)}')"]
        if rng.random() < 0.3:
            out += ["    mlflow.set_tracking_uri('http://tracking.example.org:5000')"]
        out += ["    with mlflow.start_run():"] + ["        " + line for line in body]
        if style == "helper":
            out += ["        record(vars(args), {'score': score})"]
        else:
            out += [f"        mlflow.log_param('{name}', args.{name})" for name in chosen if rng.random() < 0.7]
            out += ["        mlflow.log_metric('score', score)"]
        if rng.random() < 0.5:
            out += ["        mlflow.sklearn.log_model(model, 'model')"]
    return "\n".join(out + ["", "", "if __name__ == '__main__':", "    main()", ""])


HELPER = """\
import mlflow


def record(parameters, metrics):
    for name, value in parameters.items():
        mlflow.log_param(name, value)
    mlflow.log_metrics(metrics)
"""


def notebook(rng):
    cells = [["import pandas as pd\n", f"frame = pd.read_csv('data/{rng.choice(WORDS)}.csv')\n", "frame.describe()"]]
    cells += [[f"frame['{rng.choice(WORDS)}'].hist(bins={rng.randint(5, 90)})"] for _ in range(rng.randint(1, 12))]
    if rng.random() < 0.5:
        cells.append(["import mlflow\n", "with mlflow.start_run():\n", f"    mlflow.log_metric('rows', {rng.random():.4f})"])
    made = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source} for source in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def repository(seed, index):
    """Name, commit and files of the repository of this number."""
    rng = random.Random(f"{seed}/{index}")
    name = f"owner{rng.randint(0, 9999)}/{rng.choice(WORDS)}-{index}"
    style = rng.choices(["by hand", "helper", "autolog", "none"], [45, 15, 20, 20])[0]
    files = {"README.md": f"# {name}\n\nNumber {index}.\n", "train.py": training(rng, style)}
    files["features.py"] = "def prepare(frame):\n    return frame.dropna()\n\n\n" + module(rng, index)
    if style == "helper":
        files["tracking.py"] = HELPER
    if rng.random() < 0.8:
        pins = [f"{p}=={rng.randint(0, 3)}.{rng.randint(0, 30)}" if rng.random() < 0.4 else p for p in PACKAGES]
        files["requirements.txt"] = "\n".join(pins) + "\n"
    for k in range(rng.randint(0, 9)):
        files[f"src/part{k}.py"] = module(rng, k)
    if rng.random() < 0.4:
        files["notebooks/look.ipynb"] = notebook(rng)
    if rng.random() < 0.3:
        files[".github/workflows/ci.yml"] = "on: push\njobs:\n  test:\n    steps:\n      - run: python train.py\n"
    if rng.random() < 0.01:
        files["broken.py"] = "def f(:\n    return\n"
    return name, f"{rng.getrandbits(160):040x}", files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folders", type=pathlib.Path, help="write folders there instead of lines")
    options = parser.parse_args()
    for index in range(options.first, options.first + options.count):
        name, commit, files = repository(options.seed, index)
        for path, content in files.items():
            if options.folders is None:
                line = {"repo": name, "path": path, "content": content, "commit": commit}
                sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
                continue
            place = options.folders / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content)


if __name__ == "__main__":
    main()
