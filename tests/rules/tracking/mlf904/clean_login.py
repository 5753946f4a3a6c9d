import os

import huggingface_hub
import mlflow

huggingface_hub.login(token=os.environ["HF_TOKEN"])
with mlflow.start_run():
    mlflow.log_param("model", "bert")
