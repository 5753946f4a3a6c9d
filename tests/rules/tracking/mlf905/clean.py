import os

import mlflow

os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "false"
os.environ["MLFLOW_TRACKING_SERVER_CERT_PATH"] = "ca.pem"
os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = ""
os.environ.pop("MLFLOW_TRACKING_INSECURE_TLS", None)
if os.environ.get("MLFLOW_TRACKING_INSECURE_TLS") == "true":
    raise SystemExit("verification must stay on")
print("MLFLOW_TRACKING_INSECURE_TLS=true is forbidden")
# os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "true"
os.environ["OTHER_INSECURE_TLS"] = "true"
os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "0"
settings = {"MLFLOW_TRACKING_INSECURE_TLS": "true"}
mlflow.set_experiment("a")
