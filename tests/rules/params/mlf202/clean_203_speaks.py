import argparse

import mlflow
from sklearn.datasets import load_iris
from sklearn.svm import SVC

parser = argparse.ArgumentParser()
parser.add_argument("--c", type=float)
args = parser.parse_args()
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    SVC(C=args.c).fit(x, y)
