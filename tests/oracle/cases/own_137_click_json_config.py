# oracle-args: run --config cfg.json --override C=0.3
# oracle-files: cfg.json
"""JSON config with CLI overrides, sub-command style with click."""
import json

import click
import mlflow
from sklearn.datasets import load_iris
from sklearn.svm import SVC


@click.group()
def main():
    """entry point"""


@main.command("run")
@click.option("--config", type=click.Path(exists=True), required=True)
@click.option("--override", "-o", multiple=True)
@click.option("--experiment", default="json-svc")
def run_command(config, override, experiment):
    with open(config) as stream:
        settings = json.load(stream)
    for pair in override:
        key, value = pair.split("=")
        settings[key] = float(value)
    mlflow.set_experiment(experiment)
    X, y = load_iris(return_X_y=True)
    with mlflow.start_run(run_name="svc"):
        mlflow.log_params(settings)
        model = SVC(**settings).fit(X, y)
        mlflow.log_metric("train_accuracy", model.score(X, y))
        mlflow.log_metric("n_support", int(model.n_support_.sum()))


if __name__ == "__main__":
    main()
