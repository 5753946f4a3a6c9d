import tomllib
from pathlib import Path

import mlflow


class Tracker:
    def __init__(self, experiment, run_name=None, tags=None, settings=None):
        self.experiment = experiment
        self.run_name = run_name
        self.tags = tags or {}
        self.settings = settings or {}

    @classmethod
    def from_toml(cls, path):
        data = tomllib.loads(Path(path).read_text())
        tracking = data.pop("tracking")
        return cls(**tracking, settings=data)

    def __enter__(self):
        mlflow.set_experiment(self.experiment)
        self._run = mlflow.start_run(run_name=self.run_name, tags=self.tags)
        return self

    def __exit__(self, *exc):
        mlflow.end_run(status="FAILED" if exc[0] else "FINISHED")
        return False

    def step(self, name):
        return StepTracker(self, name)


class StepTracker:
    def __init__(self, tracker, name):
        self.tracker, self.name = tracker, name

    @property
    def config(self):
        return self.tracker.settings.get(self.name, {})

    def params(self, **values):
        mlflow.log_params({f"{self.name}.{k}": v for k, v in values.items()})

    def metric(self, key, value):
        mlflow.log_metric(f"{self.name}.{key}", value)
