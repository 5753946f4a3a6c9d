import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, f1_score, log_loss, mean_squared_error, roc_auc_score
from sklearn.model_selection import cross_val_score

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
model = LogisticRegression().fit(x, y)
predicted = model.predict(x)


def direct():
    with mlflow.start_run():
        mlflow.log_param("accuracy", accuracy_score(y, predicted))  # expect: MLF206


def variable():
    f1 = f1_score(y, predicted)
    with mlflow.start_run():
        mlflow.log_param("f1", f1)  # expect: MLF206 "f1"


def in_dict():
    auc = roc_auc_score(y, predicted)
    with mlflow.start_run():
        mlflow.log_params({
            "model": "logreg",
            "auc": auc,  # expect: MLF206
        })


def score_method():
    with mlflow.start_run():
        mlflow.log_param("test_score", model.score(x, y))  # expect: MLF206


def rounded():
    with mlflow.start_run():
        mlflow.log_param("mse", round(mean_squared_error(y, predicted), 3))  # expect: MLF206


def cross_validated():
    scores = cross_val_score(Ridge(), x, y)
    with mlflow.start_run():
        mlflow.log_param("cv_score", scores.mean())  # expect: MLF206


def root():
    with mlflow.start_run():
        mlflow.log_param("rmse", mean_squared_error(y, predicted) ** 0.5)  # expect: MLF206


def loss():
    with mlflow.start_run():
        mlflow.log_param("log_loss", log_loss(y, predicted))  # expect: MLF206


def evaluate():
    return {"accuracy": accuracy_score(y, predicted), "f1": f1_score(y, predicted)}


def helper_dict():
    results = evaluate()
    with mlflow.start_run():
        mlflow.log_param("accuracy", results["accuracy"])  # expect: MLF206


direct()
variable()
in_dict()
score_method()
rounded()
cross_validated()
root()
loss()
helper_dict()
