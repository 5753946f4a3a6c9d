import mlflow
import pandas as pd
from scipy.stats import randint
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.svm import SVC

data = pd.read_csv("flowers.csv")
X, y = data[["petal"]], data["kind"]
mlflow.set_experiment("flowers")


def best_params():
    with mlflow.start_run():
        search = GridSearchCV(SVC(), {"C": [1, 10], "gamma": [0.1, 1]}).fit(X, y)
        mlflow.log_params(search.best_params_)
        mlflow.log_metric("accuracy", search.best_score_)
        mlflow.sklearn.log_model(search, name="model", input_example=X.head())


def one_by_one():
    space = {"n_estimators": randint(10, 200), "max_depth": [3, None]}
    search = RandomizedSearchCV(ExtraTreesClassifier(random_state=0), space, n_iter=5, random_state=0).fit(X, y)
    with mlflow.start_run():
        for name, value in search.best_params_.items():
            mlflow.log_param("best_" + name, value)
        mlflow.log_params({"n_iter": 5, "random_state": 0})
        mlflow.log_metric("accuracy", search.best_score_)
        mlflow.sklearn.log_model(search.best_estimator_, name="model", input_example=X.head())


def whole_grid():
    grid = {"C": [1, 10], "gamma": [0.1, 1]}
    with mlflow.start_run():
        mlflow.log_dict(grid, "grid.json")
        search = GridSearchCV(SVC(), param_grid=grid)
        search.fit(X, y)
        mlflow.log_metric("accuracy", search.best_score_)
        mlflow.sklearn.log_model(search.best_estimator_, name="model", input_example=X.head())


best_params()
one_by_one()
whole_grid()
