"""A row that is only shown, in a function that is called for several data."""
import mlflow
import pandas as pd
import xgboost as xgb
from mlflow.models import infer_signature

data = pd.read_csv("train.csv")


def train(x, y, name):
    with mlflow.start_run(run_name=name):
        mlflow.xgboost.autolog(log_models=False)
        model = xgb.XGBRegressor(n_estimators=10)
        model.fit(x, y)
        example = x.sample(1)
        mlflow.xgboost.log_model(model, name="model", signature=infer_signature(x, y), input_example=example)
    return model


first = train(data[["a"]], data["y"], "first")
second = train(data[["a", "b"]], data["y"], "second")
