import argparse

import mlflow
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=3)
args = parser.parse_args()
np.random.seed(args.seed)
mlflow.set_experiment("a")
