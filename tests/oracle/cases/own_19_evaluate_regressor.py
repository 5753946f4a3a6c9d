import mlflow
from mlflow.models import MetricThreshold, infer_signature, make_metric
from sklearn.datasets import make_regression
from sklearn.linear_model import LinearRegression

X, y = make_regression(120, 3, noise=4.0, random_state=9)


def relative_bias(predictions, targets, metrics):
    return float((predictions - targets).mean() / targets.std())


mlflow.set_experiment("evaluate-regressor")
with mlflow.start_run(run_name="linear"):
    model = LinearRegression().fit(X[:90], y[:90])
    logged = mlflow.sklearn.log_model(model, name="linear", signature=infer_signature(X, y))
    outcome = mlflow.models.evaluate(
        logged.model_uri,
        X[90:],
        targets=y[90:],
        model_type="regressor",
        extra_metrics=[make_metric(eval_fn=relative_bias, greater_is_better=False, name="relative_bias")],
        evaluator_config={"log_model_explainability": False, "metric_prefix": "holdout_"},
    )
    mlflow.set_tag("good", outcome.metrics["holdout_r2_score"] > 0.5)
    assert MetricThreshold(threshold=0.5, greater_is_better=True)
