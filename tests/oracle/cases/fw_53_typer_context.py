# oracle-args: --verbose fit --penalty l2 --c 0.4
import mlflow
import typer
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from typing_extensions import Annotated

app = typer.Typer(add_completion=False)


@app.callback()
def common(ctx: typer.Context, verbose: bool = False):
    ctx.obj = {"verbose": verbose}
    mlflow.set_experiment("typer-context")


@app.command()
def fit(
    ctx: typer.Context,
    penalty: Annotated[str, typer.Option(help="norm")] = "l2",
    c: Annotated[float, typer.Option("--c")] = 1.0,
):
    X, y = load_iris(return_X_y=True)
    with mlflow.start_run(run_name="fit"):
        mlflow.log_params({"penalty": penalty, "C": c})
        mlflow.set_tag("verbose", ctx.obj["verbose"])
        model = LogisticRegression(C=c, max_iter=400).fit(X, y)
        mlflow.log_metric("accuracy", model.score(X, y))


@app.command()
def clean():
    typer.echo("nothing to do")


if __name__ == "__main__":
    app()
