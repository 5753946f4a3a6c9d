import os

import mlflow

wanted = ("CUDA_VISIBLE_DEVICES", "HOSTNAME")
with mlflow.start_run():
    mlflow.log_params({name: os.environ.get(name) for name in wanted})
