import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():  # expect: MLF302
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["a"]], data["y"])
    mlflow.sklearn.log_model(model, name="model")
