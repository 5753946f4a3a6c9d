import mlflow
from hydra import compose, initialize
from hydra.utils import instantiate
from sklearn.datasets import load_diabetes


def train(overrides):
    with initialize(version_base=None, config_path="conf"):
        cfg = compose(config_name="train", overrides=overrides)
    X, y = load_diabetes(return_X_y=True)
    with mlflow.start_run(run_name=cfg.trainer.label):
        mlflow.log_param("alpha", cfg.trainer.model.alpha)
        mlflow.set_tag("stage", cfg.stage)
        model = instantiate(cfg.trainer.model)
        model.fit(X, y)
        mlflow.log_metric("r2", model.score(X, y))


if __name__ == "__main__":
    train(["trainer=ridge"])
    train(["trainer=lasso", "trainer.model.alpha=0.02"])
