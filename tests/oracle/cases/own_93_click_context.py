# oracle-args: --depth 4 --no-verbose-log --tag team=risk --tag stage=dev train --trees 25
"""A click group that passes a config object down through the context."""
from dataclasses import dataclass, field

import click
import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split


@dataclass
class Settings:
    depth: int
    verbose_log: bool
    tags: dict = field(default_factory=dict)

    @property
    def experiment(self):
        return f"forest-depth{self.depth}"


def parse_tags(ctx, param, value):
    return dict(item.split("=", 1) for item in value)


@click.group()
@click.option("--depth", type=int, default=3, show_default=True)
@click.option("--verbose-log/--no-verbose-log", default=True)
@click.option("--tag", "tags", multiple=True, callback=parse_tags)
@click.pass_context
def cli(ctx, depth, verbose_log, tags):
    ctx.obj = Settings(depth=depth, verbose_log=verbose_log, tags=tags)
    mlflow.set_experiment(ctx.obj.experiment)


@cli.command()
@click.option("--trees", default=10)
@click.pass_obj
def train(settings, trees):
    X, y = load_breast_cancer(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1, test_size=0.3)
    with mlflow.start_run(run_name=f"extra-{trees}", tags=settings.tags):
        mlflow.log_param("depth", settings.depth)
        mlflow.log_param("trees", trees)
        model = ExtraTreesClassifier(n_estimators=trees, max_depth=settings.depth, random_state=1)
        model.fit(X_train, y_train)
        predicted = model.predict(X_test)
        for name, fn in (("accuracy", accuracy_score), ("f1", f1_score)):
            mlflow.log_metric(f"test_{name}", fn(y_test, predicted))
        if settings.verbose_log:
            mlflow.log_dict({"importances": model.feature_importances_.tolist()}, "importances.json")


@cli.command()
def predict():
    raise click.ClickException("no model yet")


if __name__ == "__main__":
    cli()
