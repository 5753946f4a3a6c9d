"""Secrets that end in the records."""
import argparse
import getpass
import json
import os

import mlflow
from mlflow import MlflowClient


def whole_environment():
    with mlflow.start_run():
        mlflow.log_dict(dict(os.environ), "environment.json")  # expect: MLF904


def as_tags():
    with mlflow.start_run():
        mlflow.set_tags(os.environ)  # expect: MLF904


def one_variable():
    with mlflow.start_run():
        mlflow.log_param("db_password", os.environ["DB_PASSWORD"])  # expect: MLF904


def token():
    with mlflow.start_run():
        mlflow.set_tag("token", os.getenv("HF_TOKEN"))  # expect: MLF904


def asked():
    password = getpass.getpass()
    with mlflow.start_run():
        mlflow.log_params({
            "user": "anna",
            "password": password,  # expect: MLF904
        })


def option():
    parser = argparse.ArgumentParser()
    parser.add_argument("--api-key")
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args()
    with mlflow.start_run():
        mlflow.log_params(vars(args))  # expect: MLF904


def as_text():
    with mlflow.start_run():
        mlflow.log_text(json.dumps(dict(os.environ)), "env.txt")  # expect: MLF904


def by_the_client(experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    client.log_param(run.info.run_id, "aws_secret_access_key", os.environ["AWS_SECRET_ACCESS_KEY"])  # expect: MLF904


class Job:
    def __init__(self):
        self.settings = {"lr": 0.1, "api_key": os.environ["WANDB_API_KEY"]}  # expect: MLF904

    def run(self):
        with mlflow.start_run():
            mlflow.log_params(self.settings)


def job():
    Job().run()


def literal():
    with mlflow.start_run():
        mlflow.log_param("password", "hunter22-hunter")  # expect: MLF904
