import getpass
import os

import mlflow
from mlflow import MlflowClient

password = getpass.getpass()
user = os.environ.get("USER")
os.environ["MLFLOW_TRACKING_PASSWORD"] = password
with mlflow.start_run():
    mlflow.log_param("user", user)
    mlflow.log_param("cuda", os.environ.get("CUDA_VISIBLE_DEVICES"))
    mlflow.log_param("has_password", bool(password))
    mlflow.log_param("max_tokens", 256)
    mlflow.log_param("tokenizer", "bert-base")
    mlflow.set_tag("token_count", 100)
    mlflow.log_artifact("environment.yml")
    mlflow.log_artifact("config/.env.example")
    mlflow.log_param("home", os.path.expanduser("~"))
    mlflow.log_params({"PATH_SET": "PATH" in os.environ})
    mlflow.log_param("password_policy", "none")
    mlflow.log_metric("tokens", 5)
