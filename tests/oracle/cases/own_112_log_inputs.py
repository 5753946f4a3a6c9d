"""Several datasets with contexts, from a helper."""
import mlflow
import numpy as np
import pandas as pd
from sklearn.datasets import load_iris
from sklearn.svm import LinearSVC

CONTEXTS = ("training", "validation", "test")


def log_splits(**splits):
    for context, frame in splits.items():
        dataset = mlflow.data.from_pandas(frame, name=f"iris-{context}", targets="target")
        mlflow.log_input(dataset, context=context)
        mlflow.log_metric(f"rows_{context}", len(frame))


frame = load_iris(as_frame=True).frame.sample(frac=1.0, random_state=2)
parts = np.array_split(frame, 3)
parts = [pd.DataFrame(p, columns=frame.columns) for p in parts]
mlflow.set_experiment("inputs")
with mlflow.start_run(run_name="splits"):
    log_splits(**dict(zip(CONTEXTS, parts)))
    train = parts[0]
    model = LinearSVC(C=0.3, random_state=0).fit(train.drop(columns="target"), train["target"])
    mlflow.log_param("C", model.C)
    for context, part in zip(CONTEXTS[1:], parts[1:]):
        mlflow.log_metric(f"accuracy_{context}", model.score(part.drop(columns="target"), part["target"]))
    mlflow.log_input(mlflow.data.from_numpy(train.to_numpy(), name="raw"))
