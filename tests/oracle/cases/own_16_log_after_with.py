"""Two common slips: logging after the with-block, and logging before any run."""
import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

mlflow.set_experiment("slips")
X, y = load_iris(return_X_y=True)

mlflow.log_param("dataset", "iris")  # opens a run by itself
mlflow.log_param("rows", len(X))
mlflow.end_run()

with mlflow.start_run(run_name="proper"):
    nb = GaussianNB(var_smoothing=1e-8).fit(X, y)
    mlflow.log_param("var_smoothing", 1e-8)
    mlflow.log_metric("accuracy", nb.score(X, y))

mlflow.log_metric("late_accuracy", nb.score(X[::2], y[::2]))
mlflow.set_tag("late", "yes")
