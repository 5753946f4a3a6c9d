"""Parameters by hand that autolog writes too, with another value."""
import mlflow
from sklearn.cluster import KMeans
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVR
from xgboost import XGBClassifier

mlflow.autolog()


def universal(features, target):
    with mlflow.start_run():
        mlflow.log_param("C", 1.0)  # expect: MLF209 "C"
        LogisticRegression(C=2.0).fit(features, target)


class Model:
    def __init__(self, trees):
        self.trees = trees

    def fit(self, features, target):
        with mlflow.start_run(run_name="forest"):
            RandomForestClassifier(n_estimators=self.trees, random_state=1).fit(features, target)
            mlflow.log_params({"n_estimators": 100, "data": "v3"})  # expect: MLF209 "n_estimators"


def forest(features, target):
    Model(300).fit(features, target)


def default_of_the_library(features, target):
    with mlflow.start_run():
        mlflow.log_param("criterion", "entropy")  # expect: MLF209 "criterion"
        RandomForestClassifier(random_state=1).fit(features, target)


def wrapper_of_xgboost(features, target):
    with mlflow.start_run():
        mlflow.log_param("learning_rate", 0.3)  # expect: MLF209 "learning_rate"
        XGBClassifier(learning_rate=0.1).fit(features, target)


def clusters(points):
    with mlflow.start_run():
        mlflow.log_param("n_clusters", "eight")  # expect: MLF209 "n_clusters"
        KMeans(n_clusters=8, random_state=1).fit(points)


def child(features, target):
    with mlflow.start_run():
        mlflow.log_param("kind", "search")
        for k in (3, 5):
            with mlflow.start_run(nested=True):
                mlflow.log_param("n_neighbors", 1)  # expect: MLF209 "n_neighbors"
                KNeighborsClassifier(n_neighbors=k).fit(features, target)


def search(features, target):
    with mlflow.start_run():
        mlflow.log_param("cv", 5)  # expect: MLF209 "cv"
        GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]}, cv=3).fit(features, target)


def seed_of_the_script(features, target):
    with mlflow.start_run():
        mlflow.log_param("random_state", "fixed")  # expect: MLF209 "random_state"
        GradientBoostingRegressor(random_state=7).fit(features, target)


def a_list(features, target):
    with mlflow.start_run():
        SVR(C=3.0, epsilon=0.2).fit(features, target)
        mlflow.log_param("epsilon", [0.1, 0.2])  # expect: MLF209 "epsilon"


def by_attribute(features, target):
    model = SGDClassifier(loss="hinge", alpha=1e-4, random_state=1)
    with mlflow.start_run():
        mlflow.log_param("loss", "log_loss")  # expect: MLF209 "loss"
        model.fit(features, target)
