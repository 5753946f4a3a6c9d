import mlflow

with mlflow.start_run() as run:
    mlflow.log_param("phase", "train")
with mlflow.start_run(run_id=run.info.run_id):
    mlflow.log_param("phase", "test")  # expect: MLF205
