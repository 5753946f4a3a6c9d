import sys

import mlflow
import numpy as np

value = sys.argv[1]
with mlflow.start_run():
    mlflow.log_metric("int", 1)
    mlflow.log_metric("bool", True)
    mlflow.log_metric("text_number", "0.5")
    mlflow.log_metric("formatted", f"{0.123456:.3f}")
    mlflow.log_metric("nan", float("nan"))
    mlflow.log_metric("inf", "inf")
    mlflow.log_metric("numpy", np.float32(0.5))
    mlflow.log_metric("one", np.array([0.5]))
    mlflow.log_metric("unknown", value)
    mlflow.log_metric("rounded", round(0.12345, 2))
    mlflow.log_metric("mean", np.mean([1, 2]))
    mlflow.log_metric("length", len([1, 2]))
    mlflow.log_metric("item", [0.1, 0.2][0])
    mlflow.log_metric("from_dict", {"a": 1}["a"])
    mlflow.log_metric("exponent", "1e-3")
    mlflow.log_param("list", [1, 2])
    mlflow.log_param("none", None)
    mlflow.set_tag("text", "good")
    mlflow.log_dict({"a": [1]}, "a.json")
