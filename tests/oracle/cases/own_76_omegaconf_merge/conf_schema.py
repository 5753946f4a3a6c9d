from dataclasses import dataclass, field


@dataclass
class TrainConf:
    lr: float = 0.1
    epochs: int = 10


@dataclass
class DataConf:
    rows: int = 100
    noise: float = 0.0


@dataclass
class Config:
    name: str = "unnamed"
    train: TrainConf = field(default_factory=TrainConf)
    data: DataConf = field(default_factory=DataConf)
