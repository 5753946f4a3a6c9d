import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("data", data)  # expect: MLF208
    mlflow.log_params({
        "train": data,  # expect: MLF208
        "rows": len(data),
    })
    mlflow.log_param("head", data.head(100))  # expect: MLF208
    mlflow.log_param("text", "x" * 7000)  # expect: MLF208 "6000"
    mlflow.log_param("long", "ab" * 4000)  # expect: MLF208

frame = pd.read_parquet("more.parquet")
with mlflow.start_run():
    mlflow.log_param("frame", frame[["a", "b"]])  # expect: MLF208
    mlflow.log_param("filtered", frame[frame["a"] > 0])  # expect: MLF208
    mlflow.log_param("joined", frame.merge(data))  # expect: MLF208
    mlflow.log_param("copy", frame.copy())  # expect: MLF208
    mlflow.log_param("dropped", frame.dropna())  # expect: MLF208
