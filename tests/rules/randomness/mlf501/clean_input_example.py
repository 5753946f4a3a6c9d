import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("houses.csv")
mlflow.set_experiment("houses")
with mlflow.start_run():
    mlflow.log_param("alpha", 1.0)
    model = Ridge(alpha=1.0).fit(data[["rooms"]], data["price"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["rooms"]].sample(5))
