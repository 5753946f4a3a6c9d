import dataclasses
import tomllib


@dataclasses.dataclass
class Model:
    gamma: float
    n_components: int = 100
    kernel: str = "linear"
    degree: int | None = None


@dataclasses.dataclass
class Train:
    alpha: float = 1.0
    epochs: int = 10


@dataclasses.dataclass
class Settings:
    model: Model
    train: Train
    experiment: str
    name: str

    def flat(self):
        return {**dataclasses.asdict(self.model), **{f"train_{k}": v for k, v in dataclasses.asdict(self.train).items()}}


def load(path):
    with open(path, "rb") as f:
        raw = tomllib.load(f)
    return Settings(model=Model(**raw["model"]), train=Train(**raw["train"]), **raw["run"])
