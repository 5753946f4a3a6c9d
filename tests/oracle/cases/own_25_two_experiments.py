"""Writes to one experiment per target, and a summary into a third."""
import mlflow
from sklearn.datasets import load_linnerud
from sklearn.linear_model import LinearRegression

data = load_linnerud(as_frame=True)
summary = {}
for target in ["Weight", "Waist", "Pulse"]:
    mlflow.set_experiment(f"linnerud-{target.lower()}")
    with mlflow.start_run(run_name=target):
        lr = LinearRegression().fit(data.data, data.target[target])
        mlflow.log_param("target", target)
        mlflow.log_metric("r2", lr.score(data.data, data.target[target]))
        for column, weight in zip(data.data.columns, lr.coef_):
            mlflow.log_metric("coef." + column, weight)
        summary[f"r2_{target}"] = lr.score(data.data, data.target[target])

summary_id = mlflow.create_experiment("linnerud-summary")
with mlflow.start_run(experiment_id=summary_id, run_name="all"):
    mlflow.log_metrics(summary)
    mlflow.log_param("targets", len(summary))
