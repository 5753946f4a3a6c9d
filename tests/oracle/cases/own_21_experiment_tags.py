import mlflow
from mlflow import MlflowClient

TAGS = {"team": "pricing", "mlflow.source.name": "elasticity.py"}
client = MlflowClient()
exp_id = mlflow.create_experiment("elasticity", tags={"priority": "P1"})
experiment = mlflow.set_experiment(experiment_id=exp_id)
mlflow.set_experiment_tags({"department": "sales", "cost_center": 42})

prices = [10, 11, 12, 13]
demand = [100, 92, 81, 75]
with mlflow.start_run(description="log-log slope", tags=TAGS) as run:
    mlflow.set_tags({k.upper(): v for k, v in TAGS.items() if not k.startswith("mlflow.")})
    mlflow.set_tag("n_points", len(prices))
    mlflow.set_tag("team", "pricing-eu")
    slope = (demand[-1] - demand[0]) / (prices[-1] - prices[0])
    mlflow.log_metric("slope", slope)
    mlflow.set_tag("temp", 1)
    mlflow.delete_tag("temp")
    mlflow.log_param("experiment", experiment.name)
client.set_tag(run.info.run_id, "approved", "pending")
client.set_experiment_tag(exp_id, "last_slope", round(slope, 2))
