# expect-file: MLF001
import mlflow

with mlflow.start_run():
    if mlflow.active_run():
        mlflow.log_param("mode", "full")
    else if True:
        mlflow.log_param("mode", "fast")
