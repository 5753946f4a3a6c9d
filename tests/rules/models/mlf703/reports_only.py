import json

import joblib
import mlflow
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.set_experiment("reports")
data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]


def train():
    mlflow.log_param("alpha", 1.0)
    model = Ridge(alpha=1.0).fit(x, y)
    mlflow.log_metric("r2", model.score(x, y))
    return model


# predictions, scores and coefficients are made with the model, and are none
with mlflow.start_run():  # expect: MLF703
    model = train()
    pd.DataFrame({"p": model.predict(x)}).to_csv("predictions.csv")
    mlflow.log_artifact("predictions.csv")

with mlflow.start_run():  # expect: MLF703
    model = train()
    with open("report.txt", "w") as file:
        file.write(f"r2 {model.score(x, y)}")
    mlflow.log_artifact("report.txt")

with mlflow.start_run():  # expect: MLF703
    model = train()
    with open("weights.json", "w") as file:
        json.dump({"coefficients": model.coef_.tolist()}, file)
    mlflow.log_artifact("weights.json")

with mlflow.start_run():  # expect: MLF703
    model = train()
    np.save("predictions.npy", model.predict(x))
    mlflow.log_artifact("predictions.npy")

# the model itself
with mlflow.start_run():
    model = train()
    joblib.dump(model, "model.joblib")
    mlflow.log_artifact("model.joblib")
