# oracle-env: MLFLOW_TRACKING_URI=
import os
from pathlib import Path

import mlflow
from dotenv import dotenv_values, find_dotenv, load_dotenv

BASE = Path(__file__).resolve().parent
config = {**dotenv_values(BASE / ".env.shared"), **dotenv_values(BASE / ".env.dev"), **{k: v for k, v in os.environ.items() if k.startswith("APP_")}}
load_dotenv(find_dotenv(".env.mlflow"), override=True)


def as_number(text):
    try:
        return int(text)
    except ValueError:
        return float(text)


def main():
    from sklearn.datasets import load_iris
    from sklearn.neighbors import KNeighborsClassifier

    mlflow.set_tracking_uri(config["TRACKING"])
    params = {k.removeprefix("KNN_").lower(): as_number(v) for k, v in config.items() if k.startswith("KNN_")}
    X, y = load_iris(return_X_y=True)
    with mlflow.start_run(run_name=config.get("RUN_NAME", "unnamed")):
        mlflow.log_params(params)
        mlflow.log_param("weights", config["WEIGHTS"])
        mlflow.set_tag("stage", os.environ["STAGE"])
        model = KNeighborsClassifier(**params, weights=config["WEIGHTS"]).fit(X, y)
        mlflow.log_metric("train_accuracy", model.score(X, y))


if __name__ == "__main__":
    main()
