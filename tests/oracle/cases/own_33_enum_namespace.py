"""Keys from enums, values from a SimpleNamespace."""
from collections import namedtuple
from enum import Enum, IntEnum
from types import SimpleNamespace

import mlflow


class P(str, Enum):
    RATE = "learning.rate"
    LAYERS = "n.layers"
    LOSS = "loss.function"


class Level(IntEnum):
    LOW = 1
    HIGH = 9


class Metric(Enum):
    HITS = "hits"
    MISSES = "misses"

    @property
    def key(self):
        return f"retrieval/{self.value}"


Score = namedtuple("Score", "precision recall", defaults=(0.5,))
hp = SimpleNamespace(rate=0.01, layers=3, loss="hinge")
hp.layers += 1

mlflow.set_experiment("enums")
with mlflow.start_run(run_name=Level.HIGH.name.lower()):
    mlflow.log_param(P.RATE.value, hp.rate)
    mlflow.log_param(P.LAYERS.value, hp.layers)
    mlflow.log_param(P.LOSS.value, getattr(hp, "loss"))
    mlflow.log_params(vars(hp))
    for m in Metric:
        mlflow.log_metric(m.key, len(m.value))
    mlflow.log_metrics(Score(0.75)._asdict())
    mlflow.log_param("level", Level.HIGH.value)
    mlflow.set_tag(Metric["HITS"].name, Level(1).name)
