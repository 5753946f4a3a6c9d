import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, precision_recall_curve
from sklearn.model_selection import GridSearchCV, cross_val_score

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
model = LogisticRegression().fit(x, y)
predicted = model.predict(x)

with mlflow.start_run():
    mlflow.log_metric("accuracy", accuracy_score(y, predicted))

# the name of a metric is a parameter
with mlflow.start_run():
    mlflow.log_param("metric", "accuracy")
    mlflow.log_param("loss", "mse")
    mlflow.log_param("scoring", "f1_macro")

# chosen by measuring
precision, recall, thresholds = precision_recall_curve(y, predicted)
best = max(range(len(thresholds)), key=lambda i: f1_score(y, predicted > thresholds[i]))
with mlflow.start_run():
    mlflow.log_param("threshold", thresholds[best])

search = GridSearchCV(LogisticRegression(), {"C": [1, 10]}).fit(x, y)
with mlflow.start_run():
    mlflow.log_params(search.best_params_)
    mlflow.log_metric("best_score", search.best_score_)

scores = {c: cross_val_score(LogisticRegression(C=c), x, y).mean() for c in (1, 10)}
best_c = max(scores, key=scores.get)
with mlflow.start_run():
    mlflow.log_param("C", best_c)

# counts of data
with mlflow.start_run():
    mlflow.log_param("rows", len(data))
    mlflow.log_param("positive_share", float(y.mean()))

# a goal, not a measurement
with mlflow.start_run():
    mlflow.log_param("target_accuracy", 0.95)
    mlflow.log_param("min_f1", 0.8)

with mlflow.start_run():
    mlflow.set_tag("accuracy", accuracy_score(y, predicted))

with mlflow.start_run():
    mlflow.log_param("passed", accuracy_score(y, predicted) > 0.9)

with mlflow.start_run():
    mlflow.log_text(str(accuracy_score(y, predicted)), "accuracy.txt")
