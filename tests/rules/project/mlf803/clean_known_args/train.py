import argparse

import mlflow

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
args, rest = parser.parse_known_args()
with mlflow.start_run():
    mlflow.log_param("alpha", args.alpha)
    mlflow.log_param("rest", " ".join(rest))
