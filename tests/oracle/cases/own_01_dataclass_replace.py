"""Ridge sweep configured by dataclasses."""
from dataclasses import asdict, dataclass, field, fields, replace

import mlflow
import numpy as np
from sklearn.linear_model import Ridge


@dataclass(frozen=True)
class OptimConfig:
    alpha: float = 1.0
    solver: str = "auto"


@dataclass
class ExperimentConfig:
    name: str = "dataclass-ridge"
    seed: int = 11
    n_samples: int = 80
    noise: float = 0.3
    tags: dict = field(default_factory=lambda: {"owner": "ana", "phase": "poc"})
    optim: OptimConfig = field(default_factory=OptimConfig)

    @property
    def run_name(self) -> str:
        return f"ridge-a{self.optim.alpha}-n{self.n_samples}"

    def loggable(self):
        out = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("tags", "optim", "name")}
        out.update({f"optim.{k}": v for k, v in asdict(self.optim).items()})
        return out


def run(cfg: ExperimentConfig):
    rng = np.random.default_rng(cfg.seed)
    X = rng.normal(size=(cfg.n_samples, 4))
    y = X @ np.array([1.0, 0.5, -1.0, 2.0]) + cfg.noise * rng.normal(size=cfg.n_samples)
    with mlflow.start_run(run_name=cfg.run_name, tags=cfg.tags):
        mlflow.log_params(cfg.loggable())
        model = Ridge(alpha=cfg.optim.alpha, solver=cfg.optim.solver).fit(X, y)
        mlflow.log_metric("r2", model.score(X, y))
        mlflow.log_metrics({f"coef_{i}": c for i, c in enumerate(model.coef_)})


base = ExperimentConfig()
mlflow.set_experiment(base.name)
run(base)
run(replace(base, n_samples=40, optim=OptimConfig(alpha=10.0)))
