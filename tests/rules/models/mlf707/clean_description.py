from mlflow import MlflowClient

client = MlflowClient()
client.update_model_version(name="a", version=1, description="in Production")
