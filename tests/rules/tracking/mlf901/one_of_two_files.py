import os

import mlflow

store = os.path.abspath("mlflow.db")
if os.path.exists(store):
    address = f"sqlite:///{store}"
else:
    address = "sqlite:///mlruns.db"
mlflow.set_tracking_uri(address)
mlflow.set_experiment("houses")
with mlflow.start_run():  # expect: MLF901
    mlflow.log_metric("a", 1.0)
