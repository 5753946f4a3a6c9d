"""A pyfunc model with artifacts, registered with an alias."""
import json
import pathlib
import tempfile

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.pyfunc import PythonModel


class Threshold(PythonModel):
    def load_context(self, context):
        self.limits = json.loads(pathlib.Path(context.artifacts["limits"]).read_text())

    def predict(self, context, model_input, params=None):
        return (model_input["x"] > self.limits["x"]).astype(int)


NAME = "threshold-model"
mlflow.set_experiment("pyfunc")
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "limits.json"
    path.write_text(json.dumps({"x": 0.4}))
    with mlflow.start_run(run_name="threshold") as run:
        mlflow.log_param("limit", 0.4)
        example = pd.DataFrame({"x": [0.1, 0.9]})
        info = mlflow.pyfunc.log_model(
            name="model", python_model=Threshold(), artifacts={"limits": str(path)}, input_example=example, registered_model_name=NAME
        )
        loaded = mlflow.pyfunc.load_model(info.model_uri)
        mlflow.log_metric("positives", int(loaded.predict(example).sum()))

client = MlflowClient()
client.set_registered_model_alias(NAME, "champion", info.registered_model_version)
client.set_model_version_tag(NAME, info.registered_model_version, "checked", "yes")
version = client.get_model_version_by_alias(NAME, "champion")
with mlflow.start_run(run_id=run.info.run_id):
    mlflow.set_tag("champion_version", version.version)
