import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

data = pd.read_csv("train.csv")
best, best_score = None, float("inf")
with mlflow.start_run():
    for alpha in (0.1, 1.0):
        model = Ridge(alpha=alpha).fit(data[["a"]], data["y"])
        score = mean_squared_error(data["y"], model.predict(data[["a"]]))
        if score < best_score:
            best, best_score = model, score
    mlflow.log_metric("mse", best_score)
