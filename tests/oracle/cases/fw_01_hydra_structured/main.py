# oracle-args: model=boosting training.seed=9 model.max_depth=2 "+tags={team: growth, tier: gold}"
from dataclasses import asdict, dataclass, field

from typing import Any

import hydra
import mlflow
from hydra.core.config_store import ConfigStore
from omegaconf import MISSING, OmegaConf

from churn.fit import fit_and_score


@dataclass
class ForestConfig:
    kind: str = "forest"
    n_estimators: int = 15
    max_depth: int = 4


@dataclass
class BoostingConfig:
    kind: str = "boosting"
    n_estimators: int = 20
    max_depth: int = 3
    learning_rate: float = 0.2


@dataclass
class TrainingConfig:
    seed: int = 1
    test_size: float = 0.25
    metrics: list[str] = field(default_factory=lambda: ["accuracy", "f1"])


@dataclass
class AppConfig:
    defaults: list = field(default_factory=lambda: ["_self_", {"model": "forest"}])
    model: Any = MISSING
    training: TrainingConfig = field(default_factory=TrainingConfig)
    tags: dict[str, str] = field(default_factory=dict)
    experiment: str = "hydra-structured"


store = ConfigStore.instance()
store.store(name="config", node=AppConfig)
store.store(group="model", name="forest", node=ForestConfig)
store.store(group="model", name="boosting", node=BoostingConfig)


@hydra.main(version_base="1.3", config_path=None, config_name="config")
def run(cfg: AppConfig) -> None:
    mlflow.set_experiment(cfg.experiment)
    training: TrainingConfig = OmegaConf.to_object(cfg.training)
    with mlflow.start_run(run_name=f"{cfg.model.kind}_{training.seed}"):
        mlflow.log_params({f"training.{k}": v for k, v in asdict(training).items()})
        for name, value in cfg.model.items():
            mlflow.log_param(f"model.{name}", value)
        if cfg.tags:
            mlflow.set_tags(OmegaConf.to_container(cfg.tags))
        scores = fit_and_score(cfg.model, training)
        for metric in training.metrics:
            mlflow.log_metric(metric, scores[metric])


if __name__ == "__main__":
    run()
