"""TLS stays verified."""
import os

import mlflow
import requests


def switched_on():
    os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "false"


def not_this_word():
    os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "no"


def removed():
    os.environ.pop("MLFLOW_TRACKING_INSECURE_TLS", None)
    del os.environ["MLFLOW_TRACKING_INSECURE_TLS"]


def own_authority():
    os.environ["MLFLOW_TRACKING_SERVER_CERT_PATH"] = "certs/ca.pem"


def only_asked():
    if os.environ.get("MLFLOW_TRACKING_INSECURE_TLS") == "true":
        raise SystemExit("verify the server")


def another_program():
    return requests.get("https://example.org", verify=False)


def another_variable():
    os.environ["MLFLOW_TRACKING_INSECURE"] = "true"


def empty():
    os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = ""


def from_outside():
    os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = os.environ.get("INSECURE", "false")


def recorded():
    with mlflow.start_run():
        mlflow.log_param("MLFLOW_TRACKING_INSECURE_TLS", "true")


switched_on()
not_this_word()
own_authority()
only_asked()
another_program()
another_variable()
empty()
from_outside()
recorded()
removed()
