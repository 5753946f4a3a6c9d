"""What was computed from the data does not name it; a hash, the file or its path does."""
import hashlib

import matplotlib.pyplot as plt
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.set_experiment("a")
frame = pd.read_csv("private/train.csv")
x, y = frame[["a", "b"]], frame["y"]

with mlflow.start_run():  # expect: MLF401
    mlflow.log_param("rows", len(frame))
    mlflow.log_param("columns", list(frame.columns))
    Ridge().fit(x, y)

with mlflow.start_run():  # expect: MLF401
    model = Ridge().fit(x, y)
    pd.DataFrame({"y": y, "p": model.predict(x)}).to_csv("predictions.csv")
    mlflow.log_artifact("predictions.csv")

with mlflow.start_run():  # expect: MLF401
    Ridge().fit(x, y)
    plt.plot(frame["a"])
    plt.savefig("a.png")
    mlflow.log_artifact("a.png")

with mlflow.start_run():
    mlflow.log_param("data_hash", hashlib.md5(frame.to_csv().encode()).hexdigest())
    Ridge().fit(x, y)

with mlflow.start_run():
    frame.to_csv("used.csv")
    mlflow.log_artifact("used.csv")
    Ridge().fit(x, y)

with mlflow.start_run():
    mlflow.set_tag("source", "private/train.csv")
    Ridge().fit(x, y)
