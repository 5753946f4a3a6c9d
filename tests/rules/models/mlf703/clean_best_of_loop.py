import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
best, best_score = None, -1.0
for alpha in (0.1, 1.0):
    with mlflow.start_run(run_name=f"alpha-{alpha}"):
        model = Ridge(alpha=alpha).fit(data[["a"]], data["y"])
        score = model.score(data[["a"]], data["y"])
        mlflow.log_metric("r2", score)
    if score > best_score:
        best, best_score = model, score
with mlflow.start_run(run_name="best"):
    mlflow.sklearn.log_model(best, name="best")
