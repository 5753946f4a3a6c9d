from pathlib import Path

import mlflow

mlflow.set_tracking_uri(Path("runs").absolute().as_uri())
with mlflow.start_run():  # expect: MLF906
    mlflow.log_param("x", 1)
