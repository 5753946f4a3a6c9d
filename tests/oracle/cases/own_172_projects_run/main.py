"""The steps of a project, one after the other."""
import os
import pathlib
import sys

import mlflow
from mlflow.tracking import MlflowClient


os.environ["PATH"] = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def main():
    mlflow.set_experiment("steps")
    with mlflow.start_run(run_name="pipeline"):
        mlflow.log_param("stages", "prepare,fit")
        prepared = mlflow.projects.run(
            ".", entry_point="prepare", parameters={"rows": 80}, env_manager="local", experiment_name="steps"
        )
        os.makedirs("inputs", exist_ok=True)
        data = mlflow.artifacts.download_artifacts(
            run_id=prepared.run_id, artifact_path="prepared.csv", dst_path="inputs"
        )
        fitted = mlflow.run(
            uri=".",
            entry_point="fit",
            parameters={"alpha": 0.5, "data": data},
            env_manager="local",
            experiment_name="steps",
        )
        metrics = MlflowClient().get_run(fitted.run_id).data.metrics
        mlflow.log_metric("final_r2", metrics["r2"])


if __name__ == "__main__":
    main()
