import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

houses = pd.read_csv("data/houses.csv")  # expect: MLF403

mlflow.set_experiment("read")
with mlflow.start_run():
    model = Ridge(alpha=1.0).fit(houses[["a"]], houses["y"])
    mlflow.log_metric("r2", model.score(houses[["a"]], houses["y"]))
