import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("rows", len(data))
    mlflow.log_param("columns", list(data.columns))
    mlflow.log_param("shape", data.shape)
    mlflow.log_param("mean", data["a"].mean())
    mlflow.log_param("path", "train.csv")
    mlflow.log_param("text", "x" * 6000)
    mlflow.log_param("dtype", data["a"].dtype)
    mlflow.log_param("missing", data.isna().sum().sum())
    mlflow.log_input(mlflow.data.from_pandas(data))
    mlflow.log_table(data, "data.json")
    mlflow.log_text(data.to_csv(), "data.csv")
