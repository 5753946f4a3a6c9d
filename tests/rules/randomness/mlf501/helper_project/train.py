import mlflow
import pandas as pd

from prepare import prepare

train, test = prepare(pd.read_csv("train.csv"))
mlflow.set_experiment("a")
