"""Nested dataclasses written field by field."""
import dataclasses
import enum
from typing import Optional

import mlflow
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline


class Weights(enum.Enum):
    UNIFORM = "uniform"
    DISTANCE = "distance"


@dataclasses.dataclass(frozen=True)
class Reduction:
    n_components: int = 16
    whiten: bool = False


@dataclasses.dataclass
class Plan:
    n_neighbors: int
    weights: Weights = Weights.UNIFORM
    reduction: Optional[Reduction] = dataclasses.field(default_factory=Reduction)
    comment: Optional[str] = None

    def walk(self, node=None, path=()):
        node = self if node is None else node
        for field in dataclasses.fields(node):
            value = getattr(node, field.name)
            if dataclasses.is_dataclass(value):
                yield from self.walk(value, path + (field.name,))
            elif isinstance(value, enum.Enum):
                yield ".".join(path + (field.name,)), value.value
            elif value is not None:
                yield ".".join(path + (field.name,)), value


def run(plan):
    X, y = load_digits(return_X_y=True)
    with mlflow.start_run(run_name=plan.weights.name.lower()):
        for key, value in plan.walk():
            mlflow.log_param(key, value)
        model = make_pipeline(
            PCA(**dataclasses.asdict(plan.reduction), random_state=0),
            KNeighborsClassifier(plan.n_neighbors, weights=plan.weights.value),
        ).fit(X[:1000], y[:1000])
        mlflow.log_metric("accuracy", model.score(X[1000:], y[1000:]))


mlflow.set_experiment("digits-knn")
base = Plan(n_neighbors=5)
for plan in (base, dataclasses.replace(base, weights=Weights.DISTANCE, reduction=Reduction(24, whiten=True))):
    run(plan)
