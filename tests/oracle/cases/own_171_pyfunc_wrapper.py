"""A model of one's own with artifacts and parameters."""
import json
import pathlib
import tempfile

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.pyfunc import PythonModel
from mlflow.types import ColSpec, ParamSchema, ParamSpec, Schema


class Threshold(PythonModel):
    def load_context(self, context):
        self.levels = json.loads(pathlib.Path(context.artifacts["levels"]).read_text())

    def predict(self, context, model_input, params=None):
        scale = (params or {}).get("scale", 1.0)
        return (model_input["x"] * scale > self.levels["high"]).astype(int)


def main():
    rows = pd.DataFrame({"x": np.linspace(0, 1, 11)})
    levels = {"low": float(rows["x"].quantile(0.1)), "high": float(rows["x"].quantile(0.9))}
    mlflow.set_experiment("thresholds")
    with mlflow.start_run() as run, tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "levels.json"
        path.write_text(json.dumps(levels))
        for name, level in levels.items():
            mlflow.log_param(f"{name}_level", round(level, 3))
        mlflow.pyfunc.log_model(
            name="threshold",
            python_model=Threshold(),
            artifacts={"levels": str(path)},
            signature=ModelSignature(
                Schema([ColSpec("double", "x")]), Schema([ColSpec("long")]), ParamSchema([ParamSpec("scale", "double", 1.0)])
            ),
            registered_model_name="threshold",
        )
        mlflow.log_metric("share_above", float((rows["x"] > levels["high"]).mean()))
        mlflow.log_table(rows, "rows.json")


main()
