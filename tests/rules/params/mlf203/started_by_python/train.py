import argparse

import mlflow
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float, default=0.5)  # expect: MLF203 "alpha"
parser.add_argument("--tol", type=float, default=0.001)  # expect: MLF203 "tol"
args = parser.parse_args()

with mlflow.start_run():
    Ridge(alpha=args.alpha, tol=args.tol).fit([[1], [2]], [1, 2])
