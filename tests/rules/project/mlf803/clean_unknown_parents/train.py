import argparse

import mlflow
from framework import base_parser

parser = argparse.ArgumentParser(parents=[base_parser()])
parser.add_argument("--alpha", type=float)
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
