import mlflow
from mlflow.tracking import MlflowClient

client = MlflowClient()
for experiment in client.list_experiments():
    print(experiment.name)
for model in client.list_registered_models():
    print(model.name)
print(mlflow.list_experiments())
