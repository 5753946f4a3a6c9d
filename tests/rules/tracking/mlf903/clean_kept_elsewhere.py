"""Credentials that stand somewhere else, and texts that only look like one."""
import getpass
import os

import keyring
import mlflow
from databricks.sdk.runtime import dbutils
from dotenv import load_dotenv

load_dotenv()


def from_the_environment():
    mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
    os.environ["MLFLOW_TRACKING_PASSWORD"] = os.environ["CI_PASSWORD"]


def asked_for():
    os.environ["MLFLOW_TRACKING_PASSWORD"] = getpass.getpass()


def from_a_ring():
    os.environ["MLFLOW_TRACKING_TOKEN"] = keyring.get_password("mlflow", "anna")


def from_a_vault():
    os.environ["DATABRICKS_TOKEN"] = dbutils.secrets.get("scope", "token")


def in_the_address():
    user, password = os.environ["USER"], os.environ["PASSWORD"]
    mlflow.set_tracking_uri(f"https://{user}:{password}@mlflow.example.org")


def emptied():
    os.environ["MLFLOW_TRACKING_PASSWORD"] = ""
    os.environ.pop("MLFLOW_TRACKING_TOKEN", None)


def to_be_filled_in():
    os.environ["MLFLOW_TRACKING_TOKEN"] = "<your-token>"


def only_a_user():
    os.environ["MLFLOW_TRACKING_USERNAME"] = "anna"
    mlflow.set_tracking_uri("https://anna@mlflow.example.org")


def port_and_path():
    mlflow.set_tracking_uri("https://mlflow.example.org:5000/team@risk")


def other_variables():
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ["MLFLOW_EXPERIMENT_NAME"] = "password-strength"


def name_of_a_profile():
    os.environ["AWS_PROFILE"] = "research"
    mlflow.set_tracking_uri("databricks://research")


from_the_environment()
