import mlflow

PREFIX = "metrics: "
KEY = "p95 <ms>"

with mlflow.start_run():
    mlflow.log_metric(KEY, 1.0)  # expect: MLF207
    mlflow.log_metric(PREFIX + "f1 > 0.5", 1.0)  # expect: MLF207
    mlflow.log_metric("hits_%d%%" % 5, 1.0)  # expect: MLF207
    for cls in ["cat", "dog & bird"]:
        mlflow.log_metric(f"f1_{cls}", 1.0)  # expect: MLF207
