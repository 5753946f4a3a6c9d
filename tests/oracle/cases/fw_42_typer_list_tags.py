# oracle-args: --alpha 0.3 --tag team=risk --tag stage=dev --feature age --feature bmi
from typing import List

import mlflow
import typer
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge

app = typer.Typer(add_completion=False)


@app.command()
def train(
    alpha: float = typer.Option(1.0, help="strength of the penalty"),
    tag: List[str] = typer.Option([], "--tag", help="name=value"),
    feature: List[str] = typer.Option(["age"], "--feature"),
    dry_run: bool = False,
):
    tags = dict(item.split("=", 1) for item in tag)
    X, y = load_diabetes(return_X_y=True, as_frame=True)
    with mlflow.start_run(tags=tags):
        mlflow.log_params({"alpha": alpha, "dry_run": dry_run})
        mlflow.log_param("features", ",".join(feature))
        model = Ridge(alpha=alpha).fit(X[feature], y)
        mlflow.log_metric("r2", model.score(X[feature], y))


if __name__ == "__main__":
    app()
