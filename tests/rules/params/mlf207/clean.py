import sys

import mlflow

key = sys.argv[1]
with mlflow.start_run():
    mlflow.log_metric("precision_at_10", 0.6)
    mlflow.log_metric("train/loss", 0.6)
    mlflow.log_metric("val loss", 0.6)
    mlflow.log_metric("model.depth-max: 3", 0.6)
    mlflow.log_param("größe", 1)
    mlflow.log_param("lr_0.1", 1)
    mlflow.log_metric(f"fold_{3}", 0.6)
    mlflow.log_metric(key, 0.6)
    mlflow.log_metric(f"{key}_loss", 0.6)
    mlflow.log_param(".hidden", 1)
    mlflow.log_param("a..b", 1)
    mlflow.set_tag("mlflow.note.content", "**bold** text (with anything) @ all")
    mlflow.log_param("formula", "a = b * c")
    mlflow.log_metric("p" * 250, 1)
    mlflow.log_metric("x_%s" % key, 1)
    mlflow.log_artifact("report (final).txt")
