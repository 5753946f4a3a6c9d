import mlflow
import mlflow.sklearn as mls
import pandas as pd
from mlflow.sklearn import log_model
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.sklearn.log_model(model, "model")  # expect: MLF708 "artifact_path"
    mlflow.sklearn.log_model(model, artifact_path="model")  # expect: MLF708
    mlflow.sklearn.log_model(
        sk_model=model,
        artifact_path="ridge",  # expect: MLF708
        input_example=data.head(),
    )
    mls.log_model(model, "alias")  # expect: MLF708
    log_model(model, "imported", registered_model_name="houses")  # expect: MLF708
    mlflow.pyfunc.log_model("wrapped", python_model=lambda frame: frame, input_example=[1])  # expect: MLF708
