# oracle-args: --experiment ridge-cli train --alpha 2.5 --fit-intercept
"""A group of commands that share the experiment."""
import click
import mlflow
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error


class Session:
    def __init__(self, experiment, verbose):
        self.experiment = experiment
        self.verbose = verbose

    def open(self, **kwargs):
        mlflow.set_experiment(self.experiment)
        return mlflow.start_run(**kwargs)


@click.group()
@click.option("--experiment", default="cli", show_default=True)
@click.option("--verbose/--quiet", default=False)
@click.pass_context
def cli(context, experiment, verbose):
    context.obj = Session(experiment, verbose)


@cli.command()
@click.option("--alpha", type=float, default=1.0)
@click.option("--fit-intercept/--no-fit-intercept", default=True)
@click.option("--solver", type=click.Choice(["auto", "svd"]), default="svd")
@click.pass_obj
def train(session, alpha, fit_intercept, solver):
    X, y = load_diabetes(return_X_y=True)
    with session.open(run_name="train"):
        click_params = click.get_current_context().params
        mlflow.log_params(click_params)
        model = Ridge(alpha=alpha, fit_intercept=fit_intercept, solver=solver).fit(X, y)
        mlflow.log_metric("mse", mean_squared_error(y, model.predict(X)))
        mlflow.set_tag("command", click.get_current_context().info_name)


@cli.command("describe")
@click.pass_obj
def describe(session):
    with session.open():
        mlflow.log_param("rows", len(load_diabetes().target))


if __name__ == "__main__":
    cli()
