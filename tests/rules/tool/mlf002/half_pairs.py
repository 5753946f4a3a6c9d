# expect-file: MLF002
import mlflow

with mlflow.start_run(run_name="best í ½í¸€"):
    mlflow.log_param("alpha", 0.5)
