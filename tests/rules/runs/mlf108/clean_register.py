import mlflow

with mlflow.start_run() as run:
    mlflow.log_param("alpha", 0.1)
mlflow.register_model(f"runs:/{run.info.run_id}/model", "churn")
