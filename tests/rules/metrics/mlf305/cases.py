import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import (
    accuracy_score,
    f1_score,
    mean_absolute_error,
    mean_squared_error,
    precision_score,
    r2_score,
    recall_score,
    roc_auc_score,
)

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
model = LogisticRegression().fit(x, y)
predicted = model.predict(x)

with mlflow.start_run():
    mlflow.log_metric("accuracy", accuracy_score(y, predicted))
    mlflow.log_metric("precision", precision_score(y, predicted))
    mlflow.log_metric("recall", precision_score(y, predicted))  # expect: MLF305 "precision_score"
    mlflow.log_metric("f1", recall_score(y, predicted))  # expect: MLF305
    mlflow.log_metric("roc_auc", accuracy_score(y, predicted))  # expect: MLF305

with mlflow.start_run():
    recall = f1_score(y, predicted)
    mlflow.log_metric("test_recall", recall)  # expect: MLF305

with mlflow.start_run():
    mlflow.log_metrics({
        "accuracy": accuracy_score(y, predicted),
        "f1_score": precision_score(y, predicted),  # expect: MLF305
    })

regression = Ridge().fit(x, y)
guess = regression.predict(x)
with mlflow.start_run():
    mlflow.log_metric("r2", mean_absolute_error(y, guess))  # expect: MLF305
    mlflow.log_metric("mae", r2_score(y, guess))  # expect: MLF305
    mlflow.log_metric("rmse", mean_absolute_error(y, guess))  # expect: MLF305


def scores(actual, estimate):
    return precision_score(actual, estimate), recall_score(actual, estimate)


recall_value, precision_value = scores(y, predicted)
with mlflow.start_run():
    mlflow.log_metric("precision", precision_value)  # expect: MLF305
    mlflow.log_metric("recall", recall_value)  # expect: MLF305
