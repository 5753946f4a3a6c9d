import mlflow
from mlflow import MlflowClient

client = MlflowClient()
run = client.create_run("1")
mlflow.set_experiment("b")
client.log_metric(run.info.run_id, "a", 1)
client.set_terminated(run.info.run_id)
