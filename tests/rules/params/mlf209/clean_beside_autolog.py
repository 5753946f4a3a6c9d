"""Parameters by hand that do not meet those of autolog."""
import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import MinMaxScaler

mlflow.sklearn.autolog(silent=True)


def as_text(features, target):
    with mlflow.start_run():
        mlflow.log_param("C", "2.0")
        LogisticRegression(C=2.0).fit(features, target)


def another_case(features, target):
    with mlflow.start_run():
        mlflow.log_param("c", 7)
        LogisticRegression(C=2.0).fit(features, target)


def below_a_prefix(features, target):
    with mlflow.start_run():
        mlflow.log_param("model/C", 7)
        LogisticRegression(C=2.0).fit(features, target)


def in_the_parent(features, target):
    with mlflow.start_run():
        mlflow.log_param("alpha", "searched")
        for alpha in (0.1, 1.0):
            with mlflow.start_run(nested=True):
                Ridge(alpha=alpha).fit(features, target)


def of_another_run(features, target, experiment):
    run = MlflowClient().create_run(experiment)
    MlflowClient().log_param(run.info.run_id, "alpha", "none")
    with mlflow.start_run():
        Ridge(alpha=0.5).fit(features, target)


def a_scaler(features):
    with mlflow.start_run():
        mlflow.log_param("feature_range", "unit")
        MinMaxScaler(feature_range=(0, 1)).fit(features)


def the_same_variable(alpha, features, target):
    with mlflow.start_run():
        Ridge(alpha=alpha).fit(features, target)
        mlflow.log_param("alpha", alpha)


def from_the_model(features, target):
    with mlflow.start_run():
        model = Ridge(alpha=0.3).fit(features, target)
        mlflow.log_params(model.get_params())


def a_tag(features, target):
    with mlflow.start_run():
        mlflow.set_tag("alpha", "half")
        Ridge(alpha=0.5).fit(features, target)


def as_a_file(features, target):
    with mlflow.start_run():
        mlflow.log_dict({"alpha": "half"}, "params.json")
        Ridge(alpha=0.5).fit(features, target)


def names_only_the_data(features, target):
    with mlflow.start_run():
        mlflow.log_params({"rows": len(features), "split": "2024", "author": "anna"})
        Ridge(alpha=0.5).fit(features, target)
