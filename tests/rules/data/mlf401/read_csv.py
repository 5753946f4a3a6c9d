import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("https://example.org/houses.csv")
with mlflow.start_run():  # expect: MLF401 "houses.csv"
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["a"]], data["y"])
    mlflow.log_metric("r2", model.score(data[["a"]], data["y"]))
