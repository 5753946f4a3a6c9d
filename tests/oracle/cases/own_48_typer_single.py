# oracle-args: --n-neighbors 4 --weights distance --metric manhattan
import mlflow
import typer
from sklearn.datasets import load_iris
from sklearn.model_selection import cross_validate
from sklearn.neighbors import KNeighborsClassifier


def main(
    n_neighbors: int = typer.Option(5, "--n-neighbors", "-k", help="Number of neighbours"),
    weights: str = "uniform",
    metric: str = typer.Option("minkowski"),
    folds: int = 3,
    experiment: str = "typer-knn",
    dry_run: bool = False,
):
    params = {"n_neighbors": n_neighbors, "weights": weights, "metric": metric}
    if dry_run:
        typer.echo(params)
        raise typer.Exit()
    X, y = load_iris(return_X_y=True)
    mlflow.set_experiment(experiment)
    with mlflow.start_run(run_name=f"knn_{metric}"):
        mlflow.log_params({**params, "folds": folds})
        result = cross_validate(KNeighborsClassifier(**params), X, y, cv=folds, scoring=["accuracy", "f1_macro"])
        for name in ("accuracy", "f1_macro"):
            scores = result[f"test_{name}"]
            mlflow.log_metric(f"cv_{name}_mean", scores.mean())
            mlflow.log_metric(f"cv_{name}_std", scores.std())
            for fold, score in enumerate(scores):
                mlflow.log_metric(f"cv_{name}", score, step=fold)


if __name__ == "__main__":
    typer.run(main)
