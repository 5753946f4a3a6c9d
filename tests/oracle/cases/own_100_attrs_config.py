"""attrs configuration with nested sections, flattened with a separator."""
import attrs
import mlflow
from sklearn.datasets import load_iris
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import cross_val_score


@attrs.define
class ModelConfig:
    n_estimators: int = 15
    learning_rate: float = attrs.field(default=0.2, validator=attrs.validators.gt(0))
    subsample: float = 1.0


@attrs.define
class DataConfig:
    name: str = "iris"
    features: list = attrs.field(factory=lambda: ["sepal", "petal"])


@attrs.frozen
class Config:
    model: ModelConfig = attrs.field(factory=ModelConfig)
    data: DataConfig = attrs.field(factory=DataConfig)
    seed: int = 21
    note: str | None = None


def flatten(tree, prefix="", sep="/"):
    flat = {}
    for key, value in tree.items():
        name = f"{prefix}{sep}{key}" if prefix else key
        if isinstance(value, dict):
            flat.update(flatten(value, name, sep))
        elif value is not None:
            flat[name] = value
    return flat


config = Config(model=ModelConfig(n_estimators=10), note=None)
mlflow.set_experiment(f"{config.data.name}-boosting")
with mlflow.start_run() as run:
    mlflow.log_params(flatten(attrs.asdict(config)))
    X, y = load_iris(return_X_y=True)
    model = GradientBoostingClassifier(random_state=config.seed, **attrs.asdict(config.model))
    scores = cross_val_score(model, X, y, cv=3)
    for i, score in enumerate(scores):
        mlflow.log_metric("cv_accuracy", score, step=i)
    mlflow.log_metric("cv_accuracy_mean", scores.mean())
