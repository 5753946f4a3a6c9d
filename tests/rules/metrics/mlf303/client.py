from mlflow import MlflowClient

client = MlflowClient()
run = client.create_run("1")
for i in range(50):
    client.log_metric(run.info.run_id, "loss", 1 / (i + 1))  # expect: MLF303
