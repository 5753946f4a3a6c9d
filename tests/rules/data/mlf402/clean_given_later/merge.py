import hydra
import mlflow
import pandas as pd
from omegaconf import DictConfig


@hydra.main(config_path="conf", config_name="config", version_base=None)
def main(config: DictConfig) -> None:
    table = pd.read_csv(mlflow.artifacts.download_artifacts(config.table))
    more = pd.read_csv(mlflow.artifacts.download_artifacts(config.added_on_the_command_line))
    mlflow.log_metric("rows", len(table) + len(more))


if __name__ == "__main__":
    main()
