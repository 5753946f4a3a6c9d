import json

import mlflow
import yaml
from sklearn.datasets import load_wine
from sklearn.neighbors import KNeighborsClassifier


def main():
    with open("params.yaml") as file:
        params = yaml.safe_load(file)["train"]
    X, y = load_wine(return_X_y=True)
    mlflow.set_experiment("dvc-wine")
    with mlflow.start_run():
        mlflow.log_params(params)
        model = KNeighborsClassifier(**params["knn"]).fit(X, y)
        accuracy = model.score(X, y)
        mlflow.log_metric("accuracy", accuracy)
        with open("metrics.json", "w") as file:
            json.dump({"accuracy": accuracy}, file)
        mlflow.log_artifact("metrics.json")


if __name__ == "__main__":
    main()
