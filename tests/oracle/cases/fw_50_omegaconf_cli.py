# oracle-args: model.C=0.2 tags.team=growth
import mlflow
from omegaconf import OmegaConf
from sklearn.datasets import load_iris
from sklearn.svm import SVC

defaults = OmegaConf.create({"model": {"C": 1.0, "kernel": "rbf"}, "tags": {"owner": "anna"}})
config = OmegaConf.merge(defaults, OmegaConf.from_cli())

with mlflow.start_run():
    mlflow.log_params(OmegaConf.to_container(config.model))
    mlflow.set_tags(OmegaConf.to_container(config.tags))
    X, y = load_iris(return_X_y=True)
    mlflow.log_metric("accuracy", SVC(**config.model).fit(X, y).score(X, y))
