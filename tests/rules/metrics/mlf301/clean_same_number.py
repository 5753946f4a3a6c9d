import mlflow
import pandas as pd
from scipy.stats import ks_2samp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import cross_validate

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]


def custom(estimator, features, target):
    return accuracy_score(target, estimator.predict(features))


with mlflow.start_run():
    model = LogisticRegression().fit(x, y)
    predicted = model.predict(x)
    # printed, and logged: the same number
    print("auc", roc_auc_score(y, predicted))
    mlflow.log_metric("auc", roc_auc_score(y, predicted))
    # what a scorer returns goes on in the library
    scores = cross_validate(model, x, y, scoring=custom)
    mlflow.log_metric("accuracy", scores["test_score"].mean())
    # a test of two samples measures no model
    print(ks_2samp(data["a"], data["b"]))

print(roc_auc_score(y, model.predict(x)))
