from mlflow import MlflowClient

client = MlflowClient()
run = client.create_run("1")
client.log_metric(run.info.run_id, "a", 1)
