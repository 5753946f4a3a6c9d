"""One line starts the runs of all models; that of one of them records a random_state of its own."""
import mlflow
import pandas as pd
from sklearn.linear_model import Lasso, Ridge
from sklearn.model_selection import train_test_split

data = pd.read_csv("train.csv")
models = {"ridge": (Ridge, {"alpha": 0.5}), "lasso": (Lasso, {"selection": "random", "random_state": 3})}
parts = train_test_split(data, test_size=0.3, random_state=8)  # expect: MLF504
for name, (cls, settings) in models.items():
    with mlflow.start_run(run_name=name):
        mlflow.log_params(settings)
        cls(**settings).fit(parts[0][["a"]], parts[0]["y"])
