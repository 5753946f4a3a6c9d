"""Hash and shape of the data as params and tags; dataset input with a digest."""
import hashlib

import mlflow
import pandas as pd
from sklearn.datasets import load_wine
from sklearn.tree import DecisionTreeClassifier


def fingerprint(frame: pd.DataFrame) -> dict:
    raw = pd.util.hash_pandas_object(frame).values.tobytes()
    return {"data.sha": hashlib.sha256(raw).hexdigest()[:10], "data.rows": frame.shape[0], "data.cols": frame.shape[1]}


def record_data(frame, name, *, context="training", target=None):
    info = fingerprint(frame)
    mlflow.log_params(info)
    mlflow.set_tag(f"dataset.{name}", info["data.sha"])
    mlflow.log_input(mlflow.data.from_pandas(frame, name=name, targets=target), context)
    return info


mlflow.set_experiment("data-versions")
frame = load_wine(as_frame=True).frame
with mlflow.start_run(run_name="tree", description="with the data's fingerprint"):
    record_data(frame, "wine", target="target")
    model = DecisionTreeClassifier(max_depth=2, random_state=0).fit(frame.drop(columns=["target"]), frame["target"])
    mlflow.log_metrics({"accuracy": model.score(frame.drop(columns=["target"]), frame["target"]), "depth": model.get_depth()})
