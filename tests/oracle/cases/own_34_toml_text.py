import tomllib

import mlflow

CONFIG = tomllib.loads("""
title = "toml-run"
seed = 3

[optimizer]
name = "adam"
lr = 1e-3
betas = [0.9, 0.999]

[data]
rows = 200
shuffle = true
""")


def walk(node, path=()):
    for key, value in node.items():
        if isinstance(value, dict):
            yield from walk(value, path + (key,))
        else:
            yield "__".join(path + (key,)), value


mlflow.set_experiment("toml")
with mlflow.start_run(run_name=CONFIG.get("title", "untitled")):
    for key, value in walk(CONFIG):
        if key != "title":
            mlflow.log_param(key, value)
    mlflow.log_metric("n_options", sum(1 for _ in walk(CONFIG)))
    mlflow.log_metric("lr", CONFIG["optimizer"]["lr"])
