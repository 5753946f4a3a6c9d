from mlflow import MlflowClient

client = MlflowClient()
run = client.create_run("1")
client.log_param(run.info.run_id, "phase", "one")
client.log_param(run.info.run_id, "phase", "two")  # expect: MLF205
