import sys

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

a = mlflow.pyfunc.load_model("models:/churn/3")
b = mlflow.pyfunc.load_model("models:/churn@champion")
c = mlflow.pyfunc.load_model(f"models:/churn/{sys.argv[1]}")
d = mlflow.pyfunc.load_model(sys.argv[2])
e = mlflow.pyfunc.load_model("models:/m-0123456789abcdef")
f = mlflow.pyfunc.load_model(f"runs:/{sys.argv[3]}/model")
g = mlflow.sklearn.load_model("out/latest")
print("models:/churn/latest")
data = pd.read_csv("train.csv")
with mlflow.start_run() as run:
    info = mlflow.sklearn.log_model(Ridge().fit(data[["a"]], data["y"]), name="m")
h = mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/m")
i = mlflow.pyfunc.load_model(info.model_uri)
j = mlflow.pyfunc.load_model("models:/latest/2")
k = mlflow.pyfunc.load_model("models:/Production@stable")
best = mlflow.search_runs(order_by=["metrics.rmse ASC"], max_results=1)
l = mlflow.pyfunc.load_model(f"runs:/{best.iloc[0].run_id}/m")
mlflow.set_tag("uri", "see models page")
