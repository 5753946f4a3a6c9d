"""pydantic config tree, validated from a dict, logged with prefixes."""
from typing import Literal, Optional

import mlflow
from pydantic import BaseModel, Field
from sklearn.datasets import load_iris
from sklearn.ensemble import BaggingClassifier
from sklearn.model_selection import cross_validate


class Optim(BaseModel):
    n_estimators: int = Field(10, ge=1)
    max_samples: float = 0.8
    bootstrap: bool = True


class Tracking(BaseModel):
    experiment: str = "bagging"
    run_name: Optional[str] = None
    tags: dict[str, str] = {}


class Config(BaseModel):
    kind: Literal["bagging", "other"] = "bagging"
    optim: Optim = Optim()
    tracking: Tracking = Tracking()
    folds: int = 3


RAW = {
    "optim": {"n_estimators": 6, "max_samples": 0.5},
    "tracking": {"run_name": "half", "tags": {"owner": "mia", "purpose": "test"}},
}


def flat(model: BaseModel, prefix: str = ""):
    for key, value in model:
        if isinstance(value, BaseModel):
            yield from flat(value, prefix + key + ".")
        else:
            yield prefix + key, value


config = Config(**RAW)
mlflow.set_experiment(config.tracking.experiment)
with mlflow.start_run(run_name=config.tracking.run_name, tags=config.tracking.tags):
    mlflow.log_params({k: v for k, v in flat(config) if not k.startswith("tracking.")})
    X, y = load_iris(return_X_y=True)
    model = BaggingClassifier(random_state=0, **config.optim.model_dump())
    result = cross_validate(model, X, y, cv=config.folds, scoring=["accuracy", "f1_macro"], return_train_score=False)
    for key, values in result.items():
        if key.startswith("test_"):
            mlflow.log_metric(key.replace("test_", "cv_"), values.mean())
            mlflow.log_metric(f"{key}_std", values.std())
