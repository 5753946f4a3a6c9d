from mlflow import MlflowClient

client = MlflowClient()
run = client.create_run("1", run_name="by client")
client.log_param(run.info.run_id, "a", 1)
