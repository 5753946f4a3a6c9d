"""Estimators that skops does not load back."""
import mlflow
from mlflow.sklearn import log_model
from sklearn.ensemble import (
    AdaBoostClassifier,
    BaggingClassifier,
    ExtraTreesRegressor,
    GradientBoostingClassifier,
    RandomForestRegressor,
)
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


def boosting(features, target):
    with mlflow.start_run():
        model = GradientBoostingClassifier(random_state=1).fit(features, target)
        mlflow.sklearn.log_model(model, name="boosting", input_example=features[:2])  # expect: MLF709


def in_a_pipeline(features, target):
    pipe = Pipeline([("scale", StandardScaler()), ("forest", RandomForestRegressor(random_state=1))])
    with mlflow.start_run():
        pipe.fit(features, target)
        mlflow.sklearn.log_model(sk_model=pipe, name="pipe", input_example=features[:2])  # expect: MLF709


def best_of_a_search(features, target):
    search = GridSearchCV(DecisionTreeClassifier(random_state=1), {"max_depth": [2, 3]})
    with mlflow.start_run():
        search.fit(features, target)
        mlflow.sklearn.log_model(search.best_estimator_, name="tree", input_example=features[:2])  # expect: MLF709


def neighbours(features, target):
    with mlflow.start_run():
        log_model(KNeighborsClassifier().fit(features, target), name="knn", input_example=features[:2])  # expect: MLF709


class Publisher:
    def __init__(self, model):
        self.model = model

    def publish(self, example):
        mlflow.sklearn.log_model(self.model, name="model", input_example=example)  # expect: MLF709


def published(features, target):
    with mlflow.start_run():
        Publisher(AdaBoostClassifier(random_state=1).fit(features, target)).publish(features[:2])


def perceptron(features, target):
    with mlflow.start_run():
        pipe = make_pipeline(StandardScaler(), MLPRegressor(random_state=1)).fit(features, target)
        mlflow.sklearn.log_model(pipe, name="mlp", input_example=features[:2])  # expect: MLF709


def saved(features, target):
    mlflow.sklearn.save_model(ExtraTreesRegressor(random_state=1).fit(features, target), "trees")  # expect: MLF709


def bagged(features, target):
    with mlflow.start_run():
        model = BaggingClassifier(random_state=1)
        model.fit(features, target)
        mlflow.sklearn.log_model(model, name="bag", registered_model_name="bag", input_example=features[:2])  # expect: MLF709


def each_of_several(features, target):
    models = {"tree": DecisionTreeClassifier(random_state=1), "forest": RandomForestRegressor(random_state=1)}
    for name, model in models.items():
        with mlflow.start_run(run_name=name):
            model.fit(features, target)
            mlflow.sklearn.log_model(model, name=name, input_example=features[:2])  # expect: MLF709


def with_a_serializer_of_its_own(features, target):
    with mlflow.start_run():
        model = DecisionTreeClassifier(random_state=1).fit(features, target)
        mlflow.sklearn.log_model(model, name="t", serialization_format="skops", input_example=features[:2])  # expect: MLF709
