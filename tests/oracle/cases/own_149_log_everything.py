"""One helper takes a dict of typed entries and dispatches on the type."""
import json
from pathlib import Path

import mlflow
import numpy as np
from sklearn.covariance import EllipticEnvelope
from sklearn.datasets import make_blobs


def log_any(entries, step=None):
    for key, value in entries.items():
        if isinstance(value, bool) or isinstance(value, str):
            mlflow.log_param(key, value)
        elif isinstance(value, (int, float, np.floating)):
            mlflow.log_metric(key, float(value), step=step)
        elif isinstance(value, dict):
            log_any({f"{key}.{k}": v for k, v in value.items()}, step)
        elif isinstance(value, Path):
            mlflow.log_artifact(str(value))
        else:
            mlflow.log_text(json.dumps(value), f"{key}.json")


X, _ = make_blobs(n_samples=80, centers=1, random_state=0)
detector = EllipticEnvelope(contamination=0.1, random_state=0).fit(X)
path = Path("scores.txt")
path.write_text("\n".join(f"{s:.3f}" for s in detector.decision_function(X)[:5]))

mlflow.set_experiment("log-any")
with mlflow.start_run(run_name="envelope"):
    log_any(
        {
            "store_precision": True,
            "kind": "elliptic",
            "contamination": 0.1,
            "outliers": int((detector.predict(X) == -1).sum()),
            "location": {"x": float(detector.location_[0]), "y": float(detector.location_[1])},
            "scores": path,
            "shape": list(X.shape),
        }
    )
