from mlflow import MlflowClient

client = MlflowClient(tracking_uri="file:./mlruns")
run = client.create_run("0")  # expect: MLF906
client.log_param(run.info.run_id, "x", 1)
