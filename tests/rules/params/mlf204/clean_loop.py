import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
for alpha in (0.1, 1.0, 10.0):
    with mlflow.start_run():
        mlflow.log_param("alpha", alpha)
        Ridge(alpha=alpha).fit(data[["a"]], data["y"])
