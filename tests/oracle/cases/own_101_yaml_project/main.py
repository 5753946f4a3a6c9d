import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from app import metrics
from app.config import load

MODELS = {"logistic": LogisticRegression}


def run(config):
    X, y = load_breast_cancer(return_X_y=True)
    split = config["split"]
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=split["test_size"], stratify=y if split["stratify"] else None, random_state=config["seed"]
    )
    model = MODELS[config["model"]["name"]](**config["model"]["params"])
    with mlflow.start_run(run_name=config["model"]["name"], tags=config.get("tags", {})):
        mlflow.log_params(config["model"]["params"])
        mlflow.log_params({"seed": config["seed"], "test_size": split["test_size"]})
        model.fit(X_train / X_train.max(axis=0), y_train)
        scores = metrics.compute(config["metrics"], y_test, model.predict(X_test / X_train.max(axis=0)))
        mlflow.log_metrics({f"test/{k}": v for k, v in scores.items()})


if __name__ == "__main__":
    settings = load("base", "local", "missing")
    mlflow.set_experiment(settings["experiment"])
    run(settings)
