import mlflow

import settings

settings.connect()
with mlflow.start_run():
    mlflow.log_metric("a", 1)
