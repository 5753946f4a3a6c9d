# oracle-args: --experiment churn fit --depth 3 --criterion entropy
import click
import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.tree import DecisionTreeClassifier


@click.group()
@click.option("--experiment", default="default-name", show_default=True)
@click.pass_context
def cli(ctx, experiment):
    ctx.ensure_object(dict)
    ctx.obj["experiment"] = experiment
    mlflow.set_experiment(experiment)


@cli.command()
@click.option("--depth", type=int, default=5)
@click.option("--criterion", type=click.Choice(["gini", "entropy"]), default="gini")
@click.pass_obj
def fit(obj, depth, criterion):
    X, y = load_breast_cancer(return_X_y=True)
    with mlflow.start_run():
        mlflow.log_params({"depth": depth, "criterion": criterion})
        mlflow.set_tag("group", obj["experiment"])
        tree = DecisionTreeClassifier(max_depth=depth, criterion=criterion, random_state=0).fit(X, y)
        mlflow.log_metric("accuracy", tree.score(X, y))


@cli.command()
def report():
    click.echo(mlflow.search_runs())


if __name__ == "__main__":
    cli()
