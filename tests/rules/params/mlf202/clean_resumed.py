import sys

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("houses.csv")
model = Ridge().fit(data[["rooms"]], data["price"])
with mlflow.start_run(run_id=sys.argv[1]):
    mlflow.sklearn.log_model(model, name="model", input_example=data[["rooms"]].head())
