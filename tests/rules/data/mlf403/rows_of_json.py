import json

import mlflow
from sklearn.linear_model import Ridge


def with_json():
    with open("records/rows.json") as stream:  # expect: MLF403
        rows = json.load(stream)
    with mlflow.start_run():
        Ridge(alpha=1.0).fit([[row["a"]] for row in rows], [row["y"] for row in rows])
