"""Models that come back, or that another format holds."""
import mlflow
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import ElasticNet, LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


def linear(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(ElasticNet().fit(features, target), name="m", input_example=features[:2])


def pipeline_of_linear_parts(features, target):
    with mlflow.start_run():
        pipe = make_pipeline(StandardScaler(), LogisticRegression()).fit(features, target)
        mlflow.sklearn.log_model(pipe, name="m", input_example=features[:2])


def naive(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(GaussianNB().fit(features, target), name="m", input_example=features[:2])


def cloudpickle(features, target):
    with mlflow.start_run():
        model = RandomForestClassifier(random_state=1).fit(features, target)
        mlflow.sklearn.log_model(model, name="m", serialization_format="cloudpickle", input_example=features[:2])


def pickle_constant(features, target):
    with mlflow.start_run():
        model = RandomForestClassifier(random_state=1).fit(features, target)
        form = mlflow.sklearn.SERIALIZATION_FORMAT_PICKLE
        mlflow.sklearn.log_model(model, name="m", serialization_format=form, input_example=features[:2])


def trusted(features, target):
    with mlflow.start_run():
        model = DecisionTreeClassifier(random_state=1).fit(features, target)
        mlflow.sklearn.log_model(
            model, name="m", skops_trusted_types=["sklearn.tree._tree.Tree"], input_example=features[:2]
        )


def by_autolog(features, target):
    mlflow.sklearn.autolog()
    with mlflow.start_run():
        RandomForestClassifier(random_state=1).fit(features, target)


def another_flavor(features, target):
    with mlflow.start_run():
        model = xgb.XGBClassifier().fit(features, target)
        mlflow.xgboost.log_model(model, name="m", input_example=features[:2])


def unknown_model(model, features):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", input_example=features[:2])


def search_over_a_linear_model(features, target):
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]})
    with mlflow.start_run():
        search.fit(features, target)
        mlflow.sklearn.log_model(search.best_estimator_, name="m", input_example=features[:2])


def options_from_outside(features, target, **options):
    with mlflow.start_run():
        model = RandomForestClassifier(random_state=1).fit(features, target)
        mlflow.sklearn.log_model(model, name="m", input_example=features[:2], **options)


def wrapped(wrapper, features, target):
    with mlflow.start_run():
        RandomForestClassifier(random_state=1).fit(features, target)
        mlflow.pyfunc.log_model(name="m", python_model=wrapper, input_example=features[:2])
