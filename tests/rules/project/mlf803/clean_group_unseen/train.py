import argparse

import mlflow
import framework

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
framework.add_trainer_options(parser.add_argument_group("trainer"))
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
