"""Setting up where no run is open, or where nothing is set up."""
import mlflow
import optuna
from mlflow import MlflowClient
from mlflow.utils.mlflow_tags import MLFLOW_PARENT_RUN_ID
from sklearn.linear_model import Ridge


def finished_before(features, target):
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(features, target)
    mlflow.set_experiment("next")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def loop_over_experiments(names):
    for name in names:
        mlflow.set_experiment(name)
        with mlflow.start_run():
            mlflow.log_param("name", name)


def models_outside_runs(model):
    mlflow.sklearn.log_model(model, name="model")
    mlflow.set_experiment("after a model without a run")


def client_run():
    client = MlflowClient()
    run = client.create_run("0")
    mlflow.set_tracking_uri("https://mlflow.example.org")
    client.set_terminated(run.info.run_id)


def registry_only():
    with mlflow.start_run():
        mlflow.set_registry_uri("databricks-uc")
        mlflow.log_param("x", 1)


def reads_only():
    with mlflow.start_run():
        mlflow.log_param("uri", mlflow.get_tracking_uri())
        experiment = mlflow.get_experiment_by_name("x")
        mlflow.log_param("experiment", experiment.experiment_id)


def creates_only():
    with mlflow.start_run():
        mlflow.create_experiment("for later")


def tags_of_the_experiment():
    with mlflow.start_run():
        mlflow.set_experiment_tag("owner", "risk")
        mlflow.set_experiment_tags({"a": "b"})


def explicit_run_id(run_id):
    mlflow.log_metric("auc", 0.9, run_id=run_id)
    mlflow.set_experiment("still none open")


def ended_in_a_loop():
    mlflow.start_run()
    mlflow.log_param("x", 1)
    while mlflow.active_run():
        mlflow.end_run()
    mlflow.set_experiment("fresh")


def autologged(features, target):
    mlflow.sklearn.autolog()
    Ridge(alpha=1.0).fit(features, target)
    mlflow.set_experiment("autolog ended its own run")


def after_the_study():
    def objective(trial):
        with mlflow.start_run():
            alpha = trial.suggest_float("alpha", 0.1, 1.0)
            mlflow.log_param("alpha", alpha)
            return alpha

    optuna.create_study().optimize(objective, n_trials=10)
    mlflow.set_experiment("report")


def another_object(tracker):
    with mlflow.start_run():
        tracker.set_experiment("comet")
        mlflow.log_param("parent", MLFLOW_PARENT_RUN_ID)
