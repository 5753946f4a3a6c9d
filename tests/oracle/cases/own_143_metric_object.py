"""Running averages in objects with __str__/__iter__, logged at the end of an epoch."""
from dataclasses import dataclass, field

import mlflow
import numpy as np


class Average:
    def __init__(self, name):
        self.name, self.total, self.count = name, 0.0, 0

    def update(self, value, n=1):
        self.total += value * n
        self.count += n

    @property
    def value(self):
        return self.total / max(self.count, 1)

    def __str__(self):
        return f"{self.name}={self.value:.3f}"


@dataclass
class Meter:
    split: str
    averages: dict = field(default_factory=dict)

    def add(self, **values):
        for key, value in values.items():
            self.averages.setdefault(key, Average(key)).update(value)

    def __iter__(self):
        for key, average in self.averages.items():
            yield f"{self.split}/{key}", average.value

    def log(self, epoch):
        mlflow.log_metrics(dict(self), step=epoch)


def epoch_values(rng, epoch):
    for _ in range(4):
        yield {"loss": rng.random() / (epoch + 1), "accuracy": rng.random()}


mlflow.set_experiment("meters")
rng = np.random.default_rng(3)
with mlflow.start_run(run_name="meters"):
    mlflow.log_param("epochs", 3)
    for epoch in range(3):
        for split in ("train", "val"):
            meter = Meter(split)
            for values in epoch_values(rng, epoch):
                meter.add(**values)
            meter.log(epoch)
    mlflow.set_tag("last", str(meter.averages["loss"])[:5])
