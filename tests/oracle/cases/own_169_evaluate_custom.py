"""mlflow.evaluate with a metric and an artifact of one's own."""
import mlflow
import numpy as np
import pandas as pd
from mlflow.models import infer_signature, make_metric
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split


def overshoot(eval_df, _builtin_metrics):
    return float(np.mean(eval_df["prediction"] > eval_df["target"]))


def main():
    frame = load_diabetes(as_frame=True).frame
    train, test = train_test_split(frame, test_size=0.3, random_state=7)
    mlflow.set_experiment("evaluation")
    with mlflow.start_run(run_name="linear"):
        features = [c for c in train.columns if c != "target"]
        model = LinearRegression().fit(train[features], train["target"])
        mlflow.log_param("features", len(features))
        info = mlflow.sklearn.log_model(
            model, name="linear", signature=infer_signature(train[features], model.predict(train[features]))
        )
        result = mlflow.models.evaluate(
            info.model_uri,
            data=test,
            targets="target",
            model_type="regressor",
            evaluators="default",
            extra_metrics=[make_metric(eval_fn=overshoot, greater_is_better=False, name="overshoot")],
            evaluator_config={"log_model_explainability": False, "metric_prefix": "holdout_"},
        )
        mlflow.log_metric("relative_rmse", result.metrics["holdout_root_mean_squared_error"] / train["target"].mean())


main()
