"""Click command group with shared options and context object."""
# oracle-args: --experiment click-svm --seed 4 fit --nu 0.3 --kernel sigmoid --repeat 2
# oracle-env: SVM_GAMMA=0.2
import click
import mlflow
from sklearn.datasets import make_moons
from sklearn.svm import NuSVC


@click.group()
@click.option("--experiment", default="svm", show_default=True)
@click.option("--seed", type=int, default=0)
@click.pass_context
def cli(ctx, experiment, seed):
    mlflow.set_experiment(experiment)
    ctx.ensure_object(dict)
    ctx.obj["seed"] = seed


@cli.command()
@click.option("--nu", type=float, default=0.5)
@click.option("--kernel", type=click.Choice(["rbf", "sigmoid"]), default="rbf")
@click.option("--gamma", envvar="SVM_GAMMA", type=float, default=1.0)
@click.option("--repeat", default=1, type=click.IntRange(1, 5))
@click.option("--probability/--no-probability", default=False)
@click.pass_obj
def fit(obj, **options):
    repeat = options.pop("repeat")
    for i in range(repeat):
        X, y = make_moons(100, noise=0.2, random_state=obj["seed"] + i)
        with mlflow.start_run(run_name=f"nusvc-{i}"):
            mlflow.log_params(options)
            mlflow.log_param("seed", obj["seed"] + i)
            model = NuSVC(nu=options["nu"], kernel=options["kernel"], gamma=options["gamma"]).fit(X, y)
            mlflow.log_metric("accuracy", model.score(X, y))
            mlflow.log_metric("n_support", len(model.support_))


@cli.command("show")
def show():
    click.echo(mlflow.search_runs())


if __name__ == "__main__":
    cli(obj={})
