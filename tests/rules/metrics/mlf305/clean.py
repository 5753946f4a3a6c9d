import math

import mlflow
import numpy as np
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    balanced_accuracy_score,
    f1_score,
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
    mlflow.log_metric("rmse", math.sqrt(mean_squared_error(y, predicted)))
    mlflow.log_metric("test_rmse", np.sqrt(mean_squared_error(y, predicted)))
    mlflow.log_metric("accuracy", balanced_accuracy_score(y, predicted))
    mlflow.log_metric("pr_auc", average_precision_score(y, predicted))
    mlflow.log_metric("sensitivity", recall_score(y, predicted))
    mlflow.log_metric("specificity", recall_score(y, predicted, pos_label=0))
    mlflow.log_metric("score", f1_score(y, predicted))
    mlflow.log_metric("loss", mean_squared_error(y, predicted))
    mlflow.log_metric("error", 1 - accuracy_score(y, predicted))
    mlflow.log_metric("my_metric", f1_score(y, predicted))

# combined from two
precision, recall = precision_score(y, predicted), recall_score(y, predicted)
with mlflow.start_run():
    mlflow.log_metric("f1", 2 * precision * recall / (precision + recall))
    mlflow.log_metric("accuracy", model.score(x, y))

with mlflow.start_run():
    mlflow.log_metric("roc_auc", roc_auc_score(y, model.predict_proba(x)[:, 1]))
    mlflow.log_metric("f1_macro", f1_score(y, predicted, average="macro"))
    mlflow.log_metric("val/acc", accuracy_score(y, predicted))

# a baseline beside the model
baseline = DummyClassifier().fit(x, y)
with mlflow.start_run():
    mlflow.log_metric("accuracy", accuracy_score(y, predicted))
    mlflow.log_metric("baseline_accuracy", accuracy_score(y, baseline.predict(x)))
    mlflow.sklearn.log_model(model, name="model")

# refitted on everything before it is stored
final = LogisticRegression().fit(x, y)
with mlflow.start_run():
    mlflow.log_metric("accuracy", accuracy_score(y, predicted))
    mlflow.sklearn.log_model(final, name="model")

ridge = Ridge().fit(x, y)
with mlflow.start_run():
    mlflow.log_metric("r2", r2_score(y, ridge.predict(x)))
    mlflow.sklearn.log_model(ridge, name="ridge")
