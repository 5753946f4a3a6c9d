import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression, Perceptron

X, y = load_iris(return_X_y=True)
Perceptron(random_state=0).fit(X, y)  # before autolog: leaves no trace

mlflow.set_experiment("autolog-order")
mlflow.sklearn.autolog(log_models=False, log_datasets=False)
with mlflow.start_run(run_name="logged"):
    LogisticRegression(max_iter=300, C=0.7).fit(X, y)
    mlflow.log_metric("manual_score", 0.5)

mlflow.sklearn.autolog(disable=True)
with mlflow.start_run(run_name="silent"):
    clf = LogisticRegression(max_iter=300).fit(X, y)
    mlflow.log_param("autolog", "off")
