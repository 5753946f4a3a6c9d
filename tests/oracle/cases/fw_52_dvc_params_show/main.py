import mlflow
from ruamel.yaml import YAML
from sklearn.datasets import load_wine
from sklearn.ensemble import ExtraTreesClassifier


def load_params(stage):
    with open("params.yaml", encoding="utf-8") as file:
        return dict(YAML(typ="safe").load(file)[stage])


def main():
    params = load_params("train")
    mlflow.log_params({f"train.{name}": value for name, value in params.items()})
    X, y = load_wine(return_X_y=True)
    model = ExtraTreesClassifier(**params).fit(X, y)
    mlflow.log_metric("train.accuracy", model.score(X, y))
    mlflow.log_artifact("params.yaml")


main()
