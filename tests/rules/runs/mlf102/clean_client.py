from mlflow import MlflowClient
import mlflow

client = MlflowClient()
with mlflow.start_run() as run:
    child = client.create_run(run.info.experiment_id, tags={"mlflow.parentRunId": run.info.run_id})
    client.log_param(child.info.run_id, "a", 1)
    client.set_terminated(child.info.run_id)
