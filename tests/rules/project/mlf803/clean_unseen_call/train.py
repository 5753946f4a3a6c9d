import argparse

import mlflow
from framework import Model

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
parser = Model.add_argparse_args(parent_parser=parser)
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
