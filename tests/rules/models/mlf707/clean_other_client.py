import mlflow
from registry import Client

client = Client()
client.transition_model_version_stage("a", 1, "Production")
mlflow.set_experiment("a")
