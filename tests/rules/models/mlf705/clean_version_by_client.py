import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import Ridge

with mlflow.start_run() as run:
    info = mlflow.sklearn.log_model(Ridge().fit([[1.0], [2.0]], [1, 2]), name="ridge")
MlflowClient().create_model_version("ridge", info.model_uri, run.info.run_id)
