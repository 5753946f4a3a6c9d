"""Keys that MLflow takes, and strange text that is no key."""
import re

import mlflow
import wandb
from mlflow import MlflowClient


def spaces_and_paths(loss):
    with mlflow.start_run():
        mlflow.log_metric("val loss", loss)
        mlflow.log_metric("fold 1/val: loss", loss)
        mlflow.log_metric("a.b-c_d", loss)


def letters_of_other_scripts():
    with mlflow.start_run():
        mlflow.log_param("größe", 1)
        mlflow.log_param("точность", 1)
        mlflow.log_metric("R²", 0.9)


def another_logger(results):
    wandb.init(project="detection")
    wandb.log({"mAP@0.5": results[0], "metrics/mAP50(B)": results[1]})
    with mlflow.start_run():
        mlflow.log_metric("mAP50", results[0])


def made_valid(results):
    with mlflow.start_run():
        for name, value in results.items():
            mlflow.log_metric(re.sub(r"[^\w./: -]", "_", name), value)
        mlflow.log_metric("precision@10".replace("@", "_at_"), results["p"])


def strange_values():
    with mlflow.start_run():
        mlflow.log_param("formula", "y ~ x + (1|group)")
        mlflow.set_tag("note", "50% of rows & more?")


def names_of_files(figure, text):
    with mlflow.start_run():
        mlflow.log_figure(figure, "roc (test).png")
        mlflow.log_text(text, "report@v2.txt")
        mlflow.log_dict({"mAP@0.5": 0.3}, "map.json")


def names_of_runs():
    mlflow.set_experiment("credit (2024) @ risk")
    with mlflow.start_run(run_name="lr=0.1, depth=3 (best!)"):
        mlflow.log_param("x", 1)


def exactly_the_limit():
    with mlflow.start_run():
        mlflow.log_param("k" * 250, 1)


def unknown_parts(prefix, name):
    with mlflow.start_run():
        mlflow.log_metric(f"{prefix}/{name}", 1.0)
        mlflow.log_metric(prefix + name, 1.0)


def hidden_and_dotted():
    with mlflow.start_run():
        mlflow.log_param(".hidden", 1)
        mlflow.log_param("a..b", 1)
        mlflow.log_param("v1.", 1)


def removes_the_mark(name="precision@5"):
    with mlflow.start_run():
        mlflow.log_metric(name.split("@")[0], 1.0)


def registry_tags():
    client = MlflowClient()
    client.update_registered_model("churn", description="F1 (macro) = 0.9 @ test")


def tags_at_the_start():
    """MLflow checks the tags of set_tag, and not those that a run is created with (measured)."""
    with mlflow.start_run(tags={"team & owner": "risk"}):
        mlflow.log_param("x", 1)
