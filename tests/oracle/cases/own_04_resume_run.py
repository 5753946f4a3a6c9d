# train, then come back later to add the evaluation to the same run
import mlflow
from mlflow.exceptions import MlflowException
from sklearn.datasets import load_diabetes
from sklearn.linear_model import BayesianRidge
from sklearn.metrics import mean_absolute_error, median_absolute_error

mlflow.set_experiment("resume")
X, y = load_diabetes(return_X_y=True)
half = len(X) // 2


def train():
    run = mlflow.start_run(run_name="bayes")
    mlflow.log_param("n_train", half)
    model = BayesianRidge().fit(X[:half], y[:half])
    mlflow.log_metric("train_r2", model.score(X[:half], y[:half]))
    mlflow.end_run()
    return run.info.run_id, model


def evaluate(run_id, model):
    pred = model.predict(X[half:])
    with mlflow.start_run(run_id=run_id):
        mlflow.log_metric("test_mae", mean_absolute_error(y[half:], pred))
        mlflow.log_metric("test_medae", median_absolute_error(y[half:], pred))
        try:
            mlflow.log_param("n_train", "all of it")
        except MlflowException as e:
            mlflow.set_tag("param_conflict", "n_train" in str(e))
        mlflow.set_tag("evaluated", True)


run_id, model = train()
evaluate(run_id, model)
mlflow.log_metric("test_rows", len(X) - half, run_id=run_id)
