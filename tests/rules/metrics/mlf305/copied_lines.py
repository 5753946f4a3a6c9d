"""Keys that name one metric and hold another."""
import mlflow
from sklearn import metrics
from sklearn.linear_model import Lasso, Ridge
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    f1_score,
    mean_absolute_error,
    mean_squared_error,
    precision_score,
    r2_score,
    recall_score,
    roc_auc_score,
)


def regression(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("rmse", mean_squared_error(target, predicted))  # expect: MLF305
        mlflow.log_metric("mae", mean_squared_error(target, predicted))  # expect: MLF305
        mlflow.log_metric("r2", r2_score(target, predicted))


def by_module(target, predicted):
    with mlflow.start_run():
        mlflow.log_metrics({
            "accuracy": metrics.accuracy_score(target, predicted),
            "precision": metrics.recall_score(target, predicted),  # expect: MLF305
        })


def through_variables(target, predicted):
    f1 = accuracy_score(target, predicted)
    acc = accuracy_score(target, predicted)
    with mlflow.start_run():
        mlflow.log_metric("test_accuracy", acc)
        mlflow.log_metric("test_f1", f1)  # expect: MLF305


def evaluate(target, predicted):
    return {
        "precision": precision_score(target, predicted),
        "recall": precision_score(target, predicted),  # expect: MLF305
        "f1": f1_score(target, predicted),
    }


def from_a_helper(target, predicted):
    with mlflow.start_run():
        mlflow.log_metrics(evaluate(target, predicted))


class Report:
    def __init__(self, target, scores):
        self.auc = average_precision_score(target, scores)

    def record(self):
        with mlflow.start_run():
            mlflow.log_metric("roc_auc", self.auc)  # expect: MLF305


def report(target, scores):
    Report(target, scores).record()


def rounded(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("val_r2", round(mean_absolute_error(target, predicted), 3))  # expect: MLF305


def swapped(target, predicted):
    recall, precision = precision_score(target, predicted), recall_score(target, predicted)
    with mlflow.start_run():
        mlflow.log_metric("recall", recall)  # expect: MLF305
        mlflow.log_metric("precision", precision)  # expect: MLF305


def in_the_loop(folds):
    with mlflow.start_run():
        for step, (target, probability) in enumerate(folds):
            mlflow.log_metric("log_loss", roc_auc_score(target, probability), step=step)  # expect: MLF305
            mlflow.log_metric("auc", roc_auc_score(target, probability), step=step)


def by_the_client(experiment, target, predicted):
    client = mlflow.MlflowClient()
    run = client.create_run(experiment)
    client.log_metric(run.info.run_id, "mape", mean_absolute_error(target, predicted))  # expect: MLF305


def of_another_model(features, target, x_test, y_test):
    ridge = Ridge(alpha=1.0).fit(features, target)
    lasso = Lasso(alpha=0.1).fit(features, target)
    with mlflow.start_run(run_name="lasso"):
        predicted = ridge.predict(x_test)
        mlflow.log_metric("mae", mean_absolute_error(y_test, predicted))  # expect: MLF305
        mlflow.sklearn.log_model(lasso, name="lasso", input_example=x_test[:2])
