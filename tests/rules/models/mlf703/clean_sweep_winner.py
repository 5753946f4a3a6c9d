import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

data = pd.read_csv("people.csv")
X, y = data[["age"]], data["bought"]
mlflow.set_experiment("people")
with mlflow.start_run():
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1, 10]}).fit(X, y)
    for params, score in zip(search.cv_results_["params"], search.cv_results_["mean_test_score"]):
        with mlflow.start_run(nested=True):
            model = LogisticRegression(**params).fit(X, y)
            mlflow.log_params(params)
            mlflow.log_metric("score", score)
            mlflow.log_metric("accuracy", model.score(X, y))
    mlflow.log_params(search.best_params_)
    mlflow.log_metric("score", search.best_score_)
    mlflow.sklearn.log_model(search.best_estimator_, name="model", input_example=X.head())
