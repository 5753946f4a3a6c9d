# oracle-args: model=forest seed=7 +note=second
import hydra
import mlflow
from hydra.utils import instantiate
from omegaconf import DictConfig, OmegaConf
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg: DictConfig) -> float:
    mlflow.set_experiment(cfg.experiment)
    X, y = load_iris(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=cfg.test_size, random_state=cfg.seed)
    model = instantiate(cfg.model.estimator)
    with mlflow.start_run(run_name=cfg.model.name):
        mlflow.log_params(OmegaConf.to_container(cfg.model.estimator, resolve=True))
        mlflow.log_params({"seed": cfg.seed, "test_size": cfg.test_size})
        model.fit(X_train, y_train)
        accuracy = model.score(X_test, y_test)
        mlflow.log_metric(f"{cfg.model.name}_accuracy", accuracy)
    return accuracy


if __name__ == "__main__":
    main()
