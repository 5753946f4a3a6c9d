from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DataConfig:
    path: Path
    target: str


@dataclass(frozen=True)
class TrainerConfig:
    model_path: Path
    alpha: float
    l1_ratio: float


@dataclass(frozen=True)
class EvaluationConfig:
    model_path: Path
    metric_file: Path
    experiment: str
    all_params: dict
