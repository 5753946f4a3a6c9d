from mlflow import MlflowClient
from mlflow.tracking.context.registry import resolve_tags

client = MlflowClient()
run = client.create_run("1", tags=resolve_tags())
client.log_metric(run.info.run_id, "loss", 0.5)
client.set_terminated(run.info.run_id)
