# oracle-env: APP_TRAIN__LEARNING_RATE=0.2
"""Settings read from the environment by hand, checked by pydantic."""
import os
from typing import Literal

import mlflow
from pydantic import BaseModel, ConfigDict, Field, field_validator
from sklearn.datasets import load_iris
from sklearn.ensemble import AdaBoostClassifier


class Train(BaseModel):
    model_config = ConfigDict(extra="forbid")
    learning_rate: float = Field(0.5, gt=0)
    n_estimators: int = 20
    mode: Literal["fast", "full"] = "fast"

    @field_validator("n_estimators")
    @classmethod
    def even(cls, value):
        return value + value % 2


class App(BaseModel):
    name: str = "ada"
    train: Train = Train()

    @classmethod
    def from_environment(cls, prefix="APP_"):
        data = {}
        for key, value in os.environ.items():
            if not key.startswith(prefix):
                continue
            target = data
            *parents, leaf = key[len(prefix):].lower().split("__")
            for parent in parents:
                target = target.setdefault(parent, {})
            target[leaf] = value
        return cls.model_validate(data)


def main():
    app = App.from_environment()
    X, y = load_iris(return_X_y=True)
    mlflow.set_experiment(app.name)
    with mlflow.start_run():
        mlflow.log_params(app.train.model_dump(exclude={"mode"}))
        mlflow.set_tag("mode", app.train.mode)
        model = AdaBoostClassifier(
            learning_rate=app.train.learning_rate, n_estimators=app.train.n_estimators, random_state=0
        ).fit(X, y)
        mlflow.log_metric("accuracy", model.score(X, y))
        mlflow.log_text(app.model_dump_json(indent=2), "config.json")


main()
