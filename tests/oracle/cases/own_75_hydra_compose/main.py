"""Hydra's compose API: no decorator, no job directory."""
import mlflow
from hydra import compose, initialize
from omegaconf import OmegaConf
from sklearn.datasets import load_iris

from factory import create


def main():
    with initialize(version_base=None, config_path="conf"):
        cfg = compose(config_name="train", overrides=["model=centroid", "seed=9", "model.shrink_threshold=0.1"])
    mlflow.set_experiment(cfg.experiment)
    X, y = load_iris(return_X_y=True)
    with mlflow.start_run(run_name=f"{cfg.model.kind}-{cfg.seed}"):
        mlflow.log_params(OmegaConf.to_container(cfg.model, resolve=True))
        mlflow.log_param("seed", cfg.seed)
        model = create(cfg.model).fit(X, y)
        mlflow.log_metric("accuracy", model.score(X, y))


main()
