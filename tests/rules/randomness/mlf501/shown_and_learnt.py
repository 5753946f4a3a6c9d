import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("houses.csv")
with mlflow.start_run():
    part = data.sample(100)  # expect: MLF501 "sample"
    model = Ridge().fit(part[["rooms"]], part["price"])
    mlflow.sklearn.log_model(model, name="model", input_example=part)
