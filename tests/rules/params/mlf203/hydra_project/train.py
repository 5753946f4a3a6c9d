import hydra
import mlflow
import pandas as pd
from omegaconf import DictConfig, OmegaConf
from sklearn.ensemble import GradientBoostingClassifier


@hydra.main(config_path="conf", config_name="config", version_base=None)
def main(cfg: DictConfig):
    data = pd.read_csv("train.csv")
    with mlflow.start_run():
        mlflow.log_params(OmegaConf.to_container(cfg.model))
        GradientBoostingClassifier(max_depth=cfg.model.depth, learning_rate=cfg.model.rate).fit(data[["a"]], data["y"])


if __name__ == "__main__":
    main()
