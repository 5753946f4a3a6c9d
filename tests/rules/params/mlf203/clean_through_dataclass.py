import argparse
from dataclasses import asdict, dataclass

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge


@dataclass
class Config:
    alpha: float
    solver: str


parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
parser.add_argument("--solver")
args = parser.parse_args()
config = Config(alpha=args.alpha, solver=args.solver)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_params(asdict(config))
    Ridge(alpha=config.alpha, solver=config.solver).fit(data[["a"]], data["y"])
