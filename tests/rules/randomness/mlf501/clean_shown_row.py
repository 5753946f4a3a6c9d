"""A row that only shows what the input looks like splits nothing."""
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("houses.csv")
with mlflow.start_run():
    features = data[["rooms"]]
    model = Ridge().fit(features, data["price"])
    example = features.sample(1)
    mlflow.sklearn.log_model(model, name="model", input_example=example)
