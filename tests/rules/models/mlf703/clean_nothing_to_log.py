import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score

data = pd.read_csv("houses.csv")
mlflow.set_experiment("houses")
for alpha in (0.1, 1.0):
    with mlflow.start_run():
        mlflow.log_param("alpha", alpha)
        scores = cross_val_score(Ridge(alpha=alpha), data[["rooms"]], data["price"], scoring="r2")
        mlflow.log_metric("r2", scores.mean())
