import argparse

import mlflow
from settings import NAMES

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
for name in NAMES:
    parser.add_argument("--" + name)
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
