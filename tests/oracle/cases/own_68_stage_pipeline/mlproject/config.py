from pathlib import Path

import yaml

from mlproject.entity import DataConfig, EvaluationConfig, TrainerConfig


class ConfigurationManager:
    def __init__(self, config_filepath=Path("config.yaml"), params_filepath=Path("params.yaml")):
        self.config = yaml.safe_load(config_filepath.read_text())
        self.params = yaml.safe_load(Path(params_filepath).read_text())
        Path(self.config["artifacts_root"]).mkdir(exist_ok=True)

    def get_data_config(self) -> DataConfig:
        section = self.config["data"]
        return DataConfig(path=Path(section["path"]), target=section["target"])

    def get_trainer_config(self) -> TrainerConfig:
        params = self.params["ElasticNet"]
        return TrainerConfig(Path(self.config["trainer"]["model_path"]), params["alpha"], params["l1_ratio"])

    def get_evaluation_config(self) -> EvaluationConfig:
        section = self.config["evaluation"]
        return EvaluationConfig(
            model_path=Path(self.config["trainer"]["model_path"]),
            metric_file=Path(section["metric_file"]),
            experiment=section["experiment"],
            all_params=self.params["ElasticNet"],
        )
